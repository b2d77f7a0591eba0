// Civil dates of the proleptic Gregorian calendar, held as days since 1970-01-01.
//
// All day arithmetic of the book is on these integers, never on seconds, so that no time zone and
// no daylight saving can move a date. Text is ISO 8601: 2020-06-30. Valid years are 1583 to 9999.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wealthjobs::base {

enum class Weekday { monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday };

struct YearMonthDay {
  int year = 1970;
  int month = 1;
  int day = 1;
  auto operator<=>(const YearMonthDay&) const = default;
};

class Date {
 public:
  constexpr Date() = default;
  constexpr explicit Date(std::int32_t days) : days_(days) {}
  static Date from(int year, int month, int day);  // aborts on a date that does not exist
  static std::optional<Date> from_valid(int year, int month, int day);
  // "2020-06-30" exactly; anything else is nullopt.
  static std::optional<Date> parse(std::string_view text);

  [[nodiscard]] constexpr std::int32_t days() const { return days_; }
  [[nodiscard]] YearMonthDay ymd() const;
  [[nodiscard]] Weekday weekday() const;
  [[nodiscard]] std::string iso() const;

  [[nodiscard]] Date first_of_month() const;
  [[nodiscard]] Date last_of_month() const;
  // The same day `months` later; a day the month does not have becomes its last (31 Jan + 1 month
  // is 28 or 29 Feb).
  [[nodiscard]] Date plus_months(int months) const;

  constexpr auto operator<=>(const Date&) const = default;
  constexpr Date operator+(std::int32_t n) const { return Date(days_ + n); }
  constexpr Date operator-(std::int32_t n) const { return Date(days_ - n); }
  constexpr std::int32_t operator-(Date other) const { return days_ - other.days_; }

 private:
  std::int32_t days_ = 0;
};

bool is_leap_year(int year);
int days_in_month(int year, int month);

}  // namespace wealthjobs::base
