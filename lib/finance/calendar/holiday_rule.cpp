#include "finance/calendar/holiday_rule.h"

#include "base/check.h"

namespace wealthjobs::finance {

using base::Date;
using base::Weekday;

Date easter_sunday(int year) {
  const int golden = year % 19;
  const int century = year / 100;
  const int year_of_century = year % 100;
  const int moon_correction = (century + 8) / 25;
  const int moon =
      (19 * golden + century - century / 4 - (century - moon_correction + 1) / 3 + 15) % 30;
  const int to_sunday =
      (32 + 2 * (century % 4) + 2 * (year_of_century / 4) - moon - year_of_century % 4) % 7;
  const int late = (golden + 11 * moon + 22 * to_sunday) / 451;
  const int shifted = moon + to_sunday - 7 * late + 114;
  return Date::from(year, shifted / 31, shifted % 31 + 1);
}

Date first_weekday_on_or_after(Date date, Weekday weekday) {
  const int ahead = static_cast<int>(weekday) - static_cast<int>(date.weekday());
  return date + (ahead + 7) % 7;
}

Date nth_weekday(int year, int month, Weekday weekday, int n) {
  const Date day = first_weekday_on_or_after(Date::from(year, month, 1), weekday) + 7 * (n - 1);
  WEALTHJOBS_CHECK(n >= 1 && day.ymd().month == month);
  return day;
}

Date last_weekday(int year, int month, Weekday weekday) {
  return first_weekday_on_or_after(Date::from(year, month, base::days_in_month(year, month) - 6),
                                   weekday);
}

Date saturday_to_friday_sunday_to_monday(Date date) {
  if (date.weekday() == Weekday::saturday) return date - 1;
  return sunday_to_monday(date);
}

Date sunday_to_monday(Date date) { return date.weekday() == Weekday::sunday ? date + 1 : date; }

Date weekend_to_monday(Date date) {
  if (date.weekday() == Weekday::saturday) return date + 2;
  return sunday_to_monday(date);
}

Date weekend_to_friday(Date date) {
  if (date.weekday() == Weekday::saturday) return date - 1;
  return date.weekday() == Weekday::sunday ? date - 2 : date;
}

void add_christmas_and_boxing_day(Calendar& calendar, int year) {
  const auto moved = [](Date date) { return weekend_to_monday(date) == date ? date : date + 2; };
  calendar.add_holiday(moved(Date::from(year, 12, 25)), "Christmas Day");
  calendar.add_holiday(moved(Date::from(year, 12, 26)), "Boxing Day");
}

void add_good_friday_and_easter_monday(Calendar& calendar, int year) {
  const Date easter = easter_sunday(year);
  calendar.add_holiday(easter - 2, "Good Friday");
  calendar.add_holiday(easter + 1, "Easter Monday");
}

void add_year_end_half_days(Calendar& calendar, int year) {
  calendar.add_early_close(weekend_to_friday(Date::from(year, 12, 24)), "Christmas Eve");
  calendar.add_early_close(weekend_to_friday(Date::from(year, 12, 31)), "New Year's Eve");
}

Calendar empty_built_in_calendar(std::string_view id, int early_close_minute) {
  return {id, Date::from(built_in_first_year, 1, 1), Date::from(built_in_last_year, 12, 31),
          early_close_minute};
}

}  // namespace wealthjobs::finance
