#include "finance/calendar/european_holidays.h"

#include "finance/calendar/holiday_rule.h"

namespace wealthjobs::finance {
namespace {

using base::Date;

void add_common_days(Calendar& calendar, int year) {
  calendar.add_holiday(Date::from(year, 1, 1), "New Year's Day");
  add_good_friday_and_easter_monday(calendar, year);
  calendar.add_holiday(Date::from(year, 5, 1), "Labour Day");
  calendar.add_holiday(Date::from(year, 12, 25), "Christmas Day");
  calendar.add_holiday(Date::from(year, 12, 26), "St Stephen's Day");
}

Date whit_monday(int year) { return easter_sunday(year) + 50; }

}  // namespace

Calendar target_calendar(std::string_view id) {
  Calendar calendar = empty_built_in_calendar(id);
  for (int year = built_in_first_year; year <= built_in_last_year; ++year) {
    add_common_days(calendar, year);
  }
  calendar.add_holiday(Date::from(2001, 12, 31), "Euro changeover");
  return calendar;
}

Calendar xetra_calendar(std::string_view id) {
  Calendar calendar = empty_built_in_calendar(id, 14 * 60);
  for (int year = built_in_first_year; year <= built_in_last_year; ++year) {
    add_common_days(calendar, year);
    calendar.add_holiday(Date::from(year, 12, 24), "Christmas Eve");
    calendar.add_holiday(Date::from(year, 12, 31), "New Year's Eve");
    if (year == 2007 || (year >= 2015 && year <= 2021)) {
      calendar.add_holiday(whit_monday(year), "Whit Monday");
    }
    if (year >= 2014 && year <= 2021) {
      calendar.add_holiday(Date::from(year, 10, 3), "Day of German Unity");
    }
    if (year >= 2010) {
      calendar.add_early_close(weekend_to_friday(Date::from(year, 12, 30)),
                               "Last session of the year");
    }
  }
  calendar.add_holiday(Date::from(2017, 10, 31), "Reformation Day");
  return calendar;
}

Calendar euronext_paris_calendar(std::string_view id) {
  Calendar calendar = empty_built_in_calendar(id, 14 * 60 + 5);
  for (int year = built_in_first_year; year <= built_in_last_year; ++year) {
    add_common_days(calendar, year);
    calendar.add_early_close(Date::from(year, 12, 24), "Christmas Eve");
    if (year <= 2001) {
      calendar.add_holiday(whit_monday(year), "Whit Monday");
      calendar.add_holiday(Date::from(year, 7, 14), "Bastille Day");
      calendar.add_holiday(Date::from(year, 12, 31), "New Year's Eve");
    } else {
      calendar.add_early_close(Date::from(year, 12, 31), "New Year's Eve");
    }
  }
  return calendar;
}

Calendar zurich_banking_calendar(std::string_view id) {
  Calendar calendar = empty_built_in_calendar(id);
  for (int year = built_in_first_year; year <= built_in_last_year; ++year) {
    add_common_days(calendar, year);
    calendar.add_holiday(Date::from(year, 1, 2), "Berchtold's Day");
    calendar.add_holiday(easter_sunday(year) + 39, "Ascension Day");
    calendar.add_holiday(whit_monday(year), "Whit Monday");
    calendar.add_holiday(Date::from(year, 8, 1), "National Day");
  }
  return calendar;
}

}  // namespace wealthjobs::finance
