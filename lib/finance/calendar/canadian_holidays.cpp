#include "finance/calendar/canadian_holidays.h"

#include "finance/calendar/holiday_rule.h"

namespace wealthjobs::finance {

using base::Date;
using base::Weekday;

Calendar toronto_banking_calendar(std::string_view id) {
  Calendar calendar = empty_built_in_calendar(id);
  for (int year = built_in_first_year; year <= built_in_last_year; ++year) {
    const auto fixed = [&calendar, year](int month, int day, std::string_view name) {
      calendar.add_holiday(weekend_to_monday(Date::from(year, month, day)), name);
    };
    fixed(1, 1, "New Year's Day");
    if (year >= 2008) {
      calendar.add_holiday(nth_weekday(year, 2, Weekday::monday, 3), "Family Day");
    }
    calendar.add_holiday(easter_sunday(year) - 2, "Good Friday");
    calendar.add_holiday(first_weekday_on_or_after(Date::from(year, 5, 18), Weekday::monday),
                         "Victoria Day");
    fixed(7, 1, "Canada Day");
    calendar.add_holiday(nth_weekday(year, 8, Weekday::monday, 1), "Civic Holiday");
    calendar.add_holiday(nth_weekday(year, 9, Weekday::monday, 1), "Labour Day");
    if (year >= 2021) fixed(9, 30, "Truth and Reconciliation Day");
    calendar.add_holiday(nth_weekday(year, 10, Weekday::monday, 2), "Thanksgiving Day");
    fixed(11, 11, "Remembrance Day");
    add_christmas_and_boxing_day(calendar, year);
  }
  return calendar;
}

}  // namespace wealthjobs::finance
