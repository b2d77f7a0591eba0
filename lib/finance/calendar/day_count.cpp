#include "finance/calendar/day_count.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "finance/ledger/named_value.h"

namespace wealthjobs::finance {
namespace {

using base::Date;
using base::YearMonthDay;

constexpr std::array<std::string_view, 6> names{"ACT/360",     "ACT/365F",  "ACT/ACT ISDA",
                                                "30/360 BOND", "30/360 US", "30E/360"};
constexpr std::int64_t isda_denominator = 365 * 366;

bool is_last_of_february(const YearMonthDay& date) {
  return date.month == 2 && date.day == base::days_in_month(date.year, 2);
}

std::int32_t thirty_days(YearMonthDay first, YearMonthDay last) {
  return 360 * (last.year - first.year) + 30 * (last.month - first.month) + (last.day - first.day);
}

std::int32_t bond_days(YearMonthDay first, YearMonthDay last) {
  if (first.day == 31) first.day = 30;
  if (last.day == 31 && first.day == 30) last.day = 30;
  return thirty_days(first, last);
}

std::int32_t us_days(YearMonthDay first, YearMonthDay last) {
  if (is_last_of_february(first)) {  // before the 31st is looked at: it makes a 30th
    if (is_last_of_february(last)) last.day = 30;
    first.day = 30;
  }
  return bond_days(first, last);
}

std::int32_t european_days(YearMonthDay first, YearMonthDay last) {
  first.day = std::min(first.day, 30);
  last.day = std::min(last.day, 30);
  return thirty_days(first, last);
}

// Days of [start, end) that lie in leap years.
std::int32_t days_in_leap_years(Date start, Date end) {
  std::int32_t days = 0;
  for (int year = start.ymd().year; year <= end.ymd().year; ++year) {
    if (!base::is_leap_year(year)) continue;
    const Date first = std::max(start, Date::from(year, 1, 1));
    const Date last = std::min(end, Date::from(year, 12, 31) + 1);
    days += std::max(0, last - first);
  }
  return days;
}

}  // namespace

std::string_view name_of(DayCount convention) {
  return names[static_cast<std::size_t>(convention)];
}

std::optional<DayCount> day_count_from(std::string_view name) {
  return value_named<DayCount>(name, names);
}

std::span<const std::string_view> day_count_names() { return names; }

std::int32_t day_count_days(DayCount convention, Date start, Date end) {
  if (end < start) return -day_count_days(convention, end, start);
  switch (convention) {
    case DayCount::act_360:
    case DayCount::act_365f:
    case DayCount::act_act_isda:
      return end - start;
    case DayCount::thirty_360_bond:
      return bond_days(start.ymd(), end.ymd());
    case DayCount::thirty_360_us:
      return us_days(start.ymd(), end.ymd());
    case DayCount::thirty_e_360:
      return european_days(start.ymd(), end.ymd());
  }
  WEALTHJOBS_CHECK(false);
}

std::int64_t year_denominator(DayCount convention) {
  switch (convention) {
    case DayCount::act_365f:
      return 365;
    case DayCount::act_act_isda:
      return isda_denominator;
    default:
      return 360;
  }
}

YearFraction year_fraction(DayCount convention, Date start, Date end) {
  if (end < start) {
    const YearFraction turned = year_fraction(convention, end, start);
    return {-turned.numerator, turned.denominator};
  }
  const std::int64_t days = day_count_days(convention, start, end);
  if (convention != DayCount::act_act_isda) return {days, year_denominator(convention)};
  const std::int64_t leap_days = days_in_leap_years(start, end);
  return {leap_days * 365 + (days - leap_days) * 366, isda_denominator};
}

double YearFraction::value() const {
  return static_cast<double>(numerator) / static_cast<double>(denominator);
}

}  // namespace wealthjobs::finance
