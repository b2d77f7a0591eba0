// A business-day calendar: which days of a horizon are open, which close early, and why not.
//
//   business day  = not a weekend day and not a full holiday
//   early close   = a business day; it changes only the hour at which prices are cut off
//
//   Horizon     first_date() .. last_date(), both included. Outside it the calendar knows nothing:
//               covers() is false and every question about such a day throws Error(config), so an
//               expired holiday list can never turn holidays into business days (rule book I.2)
//   Source      rule book I.2; rules per market in the headers beside this one
//   Example     XNYS: 2020-07-03 is "Independence Day" (observed), 2020-11-27 closes at 13:00
//   Cost        a question is one modulo and one bit; a built-in calendar is made in microseconds
//   Not here    the shipped calendars: built_in_calendar.h; counting days: business_day.h
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace wealthjobs::finance {

enum class HolidayKind : std::uint8_t { full, early_close };

// "holiday" and "early_close": the words of holidays.csv.
std::string_view name_of(HolidayKind kind);
std::optional<HolidayKind> holiday_kind_named(std::string_view word);

// One row of holidays.csv.
struct HolidayRow {
  std::string calendar;
  base::Date date;
  HolidayKind kind = HolidayKind::full;
  std::string name;
};

// Bit n is set when weekday n closes (Monday is bit 1, Sunday bit 7).
using WeekendMask = std::uint8_t;
WeekendMask weekend_of(std::initializer_list<base::Weekday> weekdays);
inline constexpr WeekendMask saturday_and_sunday = 1U << 6U | 1U << 7U;

class Calendar {
 public:
  struct Holiday {
    base::Date date;
    HolidayKind kind = HolidayKind::full;
    std::uint16_t name = 0;  // index, see name_of()
  };

  // Without any holiday yet. early_close_minute: local minutes since midnight at which a day with
  // an early close ends (780 is 13:00).
  Calendar(std::string_view id, base::Date first, base::Date last, int early_close_minute = 780,
           WeekendMask weekend = saturday_and_sunday);

  [[nodiscard]] const std::string& id() const { return id_; }
  [[nodiscard]] WeekendMask weekend_mask() const { return weekend_; }
  [[nodiscard]] base::Date first_date() const { return first_; }
  [[nodiscard]] base::Date last_date() const { return last_; }
  [[nodiscard]] bool covers(base::Date date) const { return first_ <= date && date <= last_; }

  [[nodiscard]] bool is_weekend(base::Date date) const {
    return (static_cast<unsigned>(weekend_) >> static_cast<unsigned>(date.weekday()) & 1U) != 0;
  }
  // Throws Error(config) for a date outside the horizon.
  [[nodiscard]] bool is_business_day(base::Date date) const {
    if (!covers(date)) throw_outside_horizon(date);
    return !is_weekend(date) && !is_closed(date);
  }
  // The full holiday of this weekday, or "".
  [[nodiscard]] std::string_view holiday_name(base::Date date) const;
  [[nodiscard]] bool is_early_close(base::Date date) const;
  // Minutes since local midnight, on days that close early.
  [[nodiscard]] std::optional<int> early_close_minute(base::Date date) const;

  // Full holidays and early closes on weekdays, by date.
  [[nodiscard]] std::span<const Holiday> holidays() const { return holidays_; }
  [[nodiscard]] std::string_view name_of(const Holiday& holiday) const {
    return names_[holiday.name];
  }

  // Adds a day inside the horizon; one on a weekend changes nothing. A full holiday wins over an
  // early close of the same day; of two names the first stays.
  void add_holiday(base::Date date, std::string_view name);
  void add_early_close(base::Date date, std::string_view name);

  // The same days over a horizon that holds the present one.
  [[nodiscard]] Calendar with_horizon(base::Date first, base::Date last) const;

 private:
  [[nodiscard]] bool is_closed(base::Date date) const {
    const auto index = static_cast<std::size_t>(date - first_);
    return (closed_[index / 64] >> (index % 64) & 1U) != 0;
  }
  [[nodiscard]] const Holiday* find(base::Date date) const;
  [[noreturn]] void throw_outside_horizon(base::Date date) const;
  std::uint16_t intern(std::string_view name);
  void add(base::Date date, HolidayKind kind, std::string_view name);

  std::string id_;
  base::Date first_;
  base::Date last_;
  int early_close_minute_;
  WeekendMask weekend_;
  std::vector<std::uint64_t> closed_;  // one bit per day since first_: full holidays
  std::vector<Holiday> holidays_;
  std::vector<std::string> names_;
};

// `shipped` with the rows of its id added. A row outside the horizon extends it by whole years, but
// only a year at a time: a row that would leave a year without any row behind is refused with the
// reason, for those years would silently have no holidays.
base::Result<Calendar> with_holiday_rows(const Calendar& shipped, std::span<const HolidayRow> rows);

// A calendar that is not shipped, from its rows alone: Saturday and Sunday close, the horizon is
// the whole years from the first row to the last. Refused: no row of that id, a year without a row.
base::Result<Calendar> calendar_from_rows(std::string_view id, std::span<const HolidayRow> rows);

}  // namespace wealthjobs::finance
