#include "base/date.h"

#include <algorithm>
#include <array>

#include "base/check.h"

namespace wealthjobs::base {
namespace {

constexpr int first_year = 1583;
constexpr int last_year = 9999;

// Days-from-civil on 400-year eras, with the year starting in March so that the leap day is last.
std::int32_t days_from_civil(int year, int month, int day) {
  const int y = month <= 2 ? year - 1 : year;
  const int era = y / 400;
  const int year_of_era = y - era * 400;
  const int shifted_month = month > 2 ? month - 3 : month + 9;
  const int day_of_year = (153 * shifted_month + 2) / 5 + day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

bool two_digits(std::string_view text, std::size_t at, int& value) {
  const char tens = text[at];
  const char ones = text[at + 1];
  if (tens < '0' || tens > '9' || ones < '0' || ones > '9') return false;
  value = (tens - '0') * 10 + (ones - '0');
  return true;
}

}  // namespace

bool is_leap_year(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in_month(int year, int month) {
  constexpr std::array lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : lengths[static_cast<std::size_t>(month - 1)];
}

std::optional<Date> Date::from_valid(int year, int month, int day) {
  if (year < first_year || year > last_year || month < 1 || month > 12 || day < 1 ||
      day > days_in_month(year, month)) {
    return std::nullopt;
  }
  return Date(days_from_civil(year, month, day));
}

Date Date::from(int year, int month, int day) {
  const auto date = from_valid(year, month, day);
  WEALTHJOBS_CHECK(date.has_value());
  return *date;
}

std::optional<Date> Date::parse(std::string_view text) {
  int century = 0;
  int year_in_century = 0;
  int month = 0;
  int day = 0;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !two_digits(text, 0, century) ||
      !two_digits(text, 2, year_in_century) || !two_digits(text, 5, month) ||
      !two_digits(text, 8, day)) {
    return std::nullopt;
  }
  return from_valid(century * 100 + year_in_century, month, day);
}

YearMonthDay Date::ymd() const {
  const int shifted = days_ + 719468;
  const int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const int day_of_era = shifted - era * 146097;
  const int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int shifted_month = (5 * day_of_year + 2) / 153;
  const int day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
  const int month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

Weekday Date::weekday() const {
  // 1970-01-01 was a Thursday.
  const int index = ((days_ + 3) % 7 + 7) % 7;
  return static_cast<Weekday>(index + 1);
}

std::string Date::iso() const {
  const auto [year, month, day] = ymd();
  std::string text(10, '-');
  const auto put = [&text](std::size_t at, int value) {
    text[at] = static_cast<char>('0' + value / 10);
    text[at + 1] = static_cast<char>('0' + value % 10);
  };
  put(0, year / 100);
  put(2, year % 100);
  put(5, month);
  put(8, day);
  return text;
}

Date Date::first_of_month() const {
  const auto [year, month, day] = ymd();
  return from(year, month, 1);
}

Date Date::last_of_month() const {
  const auto [year, month, day] = ymd();
  return from(year, month, days_in_month(year, month));
}

Date Date::plus_months(int months) const {
  const auto [year, month, day] = ymd();
  const int index = year * 12 + (month - 1) + months;
  const int new_year = index / 12;
  const int new_month = index % 12 + 1;
  return from(new_year, new_month, std::min(day, days_in_month(new_year, new_month)));
}

}  // namespace wealthjobs::base
