#include "finance/calendar/united_kingdom_holidays.h"

#include "finance/calendar/holiday_rule.h"

namespace wealthjobs::finance {
namespace {

using base::Date;
using base::Weekday;

Date early_may_holiday(int year) {
  return year == 2020 ? Date::from(2020, 5, 8) : nth_weekday(year, 5, Weekday::monday, 1);
}

Date spring_holiday(int year) {
  switch (year) {
    case 2002:
      return Date::from(2002, 6, 4);
    case 2012:
      return Date::from(2012, 6, 4);
    case 2022:
      return Date::from(2022, 6, 2);
    default:
      return last_weekday(year, 5, Weekday::monday);
  }
}

void add_one_offs(Calendar& calendar) {
  calendar.add_holiday(Date::from(2002, 6, 3), "Golden Jubilee");
  calendar.add_holiday(Date::from(2011, 4, 29), "Royal wedding");
  calendar.add_holiday(Date::from(2012, 6, 5), "Diamond Jubilee");
  calendar.add_holiday(Date::from(2022, 6, 3), "Platinum Jubilee");
  calendar.add_holiday(Date::from(2022, 9, 19), "State funeral of Queen Elizabeth II");
  calendar.add_holiday(Date::from(2023, 5, 8), "Coronation of King Charles III");
}

void add_bank_holidays(Calendar& calendar) {
  for (int year = built_in_first_year; year <= built_in_last_year; ++year) {
    calendar.add_holiday(weekend_to_monday(Date::from(year, 1, 1)), "New Year's Day");
    add_good_friday_and_easter_monday(calendar, year);
    calendar.add_holiday(early_may_holiday(year), "Early May Bank Holiday");
    calendar.add_holiday(spring_holiday(year), "Spring Bank Holiday");
    calendar.add_holiday(last_weekday(year, 8, Weekday::monday), "Summer Bank Holiday");
    add_christmas_and_boxing_day(calendar, year);
  }
  add_one_offs(calendar);
}

}  // namespace

Calendar london_exchange_calendar(std::string_view id) {
  Calendar calendar = empty_built_in_calendar(id, 12 * 60 + 30);
  add_bank_holidays(calendar);
  for (int year = built_in_first_year; year <= built_in_last_year; ++year) {
    add_year_end_half_days(calendar, year);
  }
  return calendar;
}

Calendar london_banking_calendar(std::string_view id) {
  Calendar calendar = empty_built_in_calendar(id);
  add_bank_holidays(calendar);
  return calendar;
}

}  // namespace wealthjobs::finance
