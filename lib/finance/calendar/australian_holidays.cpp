#include "finance/calendar/australian_holidays.h"

#include "finance/calendar/holiday_rule.h"

namespace wealthjobs::finance {
namespace {

using base::Date;
using base::Weekday;

constexpr int last_year_of_local_bank_holidays = 2016;
constexpr int first_year_of_half_days = 2010;

void add_national_holidays(Calendar& calendar) {
  for (int year = built_in_first_year; year <= built_in_last_year; ++year) {
    calendar.add_holiday(weekend_to_monday(Date::from(year, 1, 1)), "New Year's Day");
    calendar.add_holiday(weekend_to_monday(Date::from(year, 1, 26)), "Australia Day");
    add_good_friday_and_easter_monday(calendar, year);
    calendar.add_holiday(Date::from(year, 4, 25), "Anzac Day");
    calendar.add_holiday(nth_weekday(year, 6, Weekday::monday, 2),
                         year < 2023 ? "Queen's Birthday" : "King's Birthday");
    add_christmas_and_boxing_day(calendar, year);
  }
  calendar.add_holiday(Date::from(2010, 4, 26), "Anzac Day");
  calendar.add_holiday(Date::from(2011, 4, 26), "Easter Tuesday");
  calendar.add_holiday(Date::from(2022, 9, 22), "National Day of Mourning");
}

void add_local_bank_holidays(Calendar& calendar, int year) {
  calendar.add_holiday(nth_weekday(year, 3, Weekday::monday, 2), "Labour Day (Victoria)");
  calendar.add_holiday(nth_weekday(year, 8, Weekday::monday, 1), "Bank Holiday (NSW)");
  calendar.add_holiday(nth_weekday(year, 10, Weekday::monday, 1), "Labour Day (NSW)");
  calendar.add_holiday(nth_weekday(year, 11, Weekday::tuesday, 1), "Melbourne Cup Day");
}

}  // namespace

Calendar australian_exchange_calendar(std::string_view id) {
  Calendar calendar = empty_built_in_calendar(id, 14 * 60 + 10);
  add_national_holidays(calendar);
  for (int year = first_year_of_half_days; year <= built_in_last_year; ++year) {
    if (year != 2022) add_year_end_half_days(calendar, year);
  }
  return calendar;
}

Calendar sydney_banking_calendar(std::string_view id) {
  Calendar calendar = empty_built_in_calendar(id);
  add_national_holidays(calendar);
  for (int year = built_in_first_year; year <= last_year_of_local_bank_holidays; ++year) {
    add_local_bank_holidays(calendar, year);
  }
  return calendar;
}

}  // namespace wealthjobs::finance
