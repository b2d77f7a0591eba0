#include "finance/calendar/united_states_holidays.h"

#include "finance/calendar/holiday_rule.h"

namespace wealthjobs::finance {
namespace {

using base::Date;
using base::Weekday;

constexpr int first_juneteenth = 2022;

// The holidays that have no date of their own and so never fall on a weekend.
void add_monday_holidays(Calendar& calendar, int year) {
  calendar.add_holiday(nth_weekday(year, 1, Weekday::monday, 3), "Martin Luther King Day");
  calendar.add_holiday(nth_weekday(year, 2, Weekday::monday, 3), "Washington's Birthday");
  calendar.add_holiday(last_weekday(year, 5, Weekday::monday), "Memorial Day");
  calendar.add_holiday(nth_weekday(year, 9, Weekday::monday, 1), "Labor Day");
  calendar.add_holiday(nth_weekday(year, 11, Weekday::thursday, 4), "Thanksgiving Day");
}

void add_exchange_early_closes(Calendar& calendar, int year) {
  const Date third = Date::from(year, 7, 3);
  const Weekday day = third.weekday();
  if (day == Weekday::monday || day == Weekday::tuesday || day == Weekday::thursday ||
      (day == Weekday::wednesday && year >= 2013)) {
    calendar.add_early_close(third, "Independence Day Eve");
  }
  if (day == Weekday::wednesday && year < 2013) {
    calendar.add_early_close(third + 2, "Day after Independence Day");
  }
  calendar.add_early_close(nth_weekday(year, 11, Weekday::thursday, 4) + 1,
                           "Day after Thanksgiving");
  // on a Friday the exchange is closed for Christmas on the Saturday
  const Date eve = Date::from(year, 12, 24);
  if (eve.weekday() != Weekday::friday) calendar.add_early_close(eve, "Christmas Eve");
}

void add_exchange_one_offs(Calendar& calendar) {
  for (int day = 11; day <= 14; ++day) {
    calendar.add_holiday(Date::from(2001, 9, day), "September 11 attacks");
  }
  calendar.add_holiday(Date::from(2004, 6, 11), "Mourning for President Reagan");
  calendar.add_holiday(Date::from(2007, 1, 2), "Mourning for President Ford");
  calendar.add_holiday(Date::from(2012, 10, 29), "Hurricane Sandy");
  calendar.add_holiday(Date::from(2012, 10, 30), "Hurricane Sandy");
  calendar.add_holiday(Date::from(2018, 12, 5), "Mourning for President G. H. W. Bush");
  calendar.add_holiday(Date::from(2025, 1, 9), "Mourning for President Carter");
  calendar.add_early_close(Date::from(2003, 12, 26), "Day after Christmas");
}

}  // namespace

Calendar united_states_exchange_calendar(std::string_view id) {
  Calendar calendar = empty_built_in_calendar(id, 13 * 60);
  const auto observed = saturday_to_friday_sunday_to_monday;
  for (int year = built_in_first_year; year <= built_in_last_year; ++year) {
    calendar.add_holiday(sunday_to_monday(Date::from(year, 1, 1)), "New Year's Day");
    add_monday_holidays(calendar, year);
    calendar.add_holiday(easter_sunday(year) - 2, "Good Friday");
    if (year >= first_juneteenth) {
      calendar.add_holiday(observed(Date::from(year, 6, 19)), "Juneteenth");
    }
    calendar.add_holiday(observed(Date::from(year, 7, 4)), "Independence Day");
    calendar.add_holiday(observed(Date::from(year, 12, 25)), "Christmas Day");
    add_exchange_early_closes(calendar, year);
  }
  add_exchange_one_offs(calendar);
  return calendar;
}

Calendar united_states_banking_calendar(std::string_view id) {
  Calendar calendar = empty_built_in_calendar(id);
  for (int year = built_in_first_year; year <= built_in_last_year; ++year) {
    const auto add = [&calendar, year](int month, int day, std::string_view name) {
      calendar.add_holiday(sunday_to_monday(Date::from(year, month, day)), name);
    };
    add(1, 1, "New Year's Day");
    add_monday_holidays(calendar, year);
    if (year >= first_juneteenth) add(6, 19, "Juneteenth");
    add(7, 4, "Independence Day");
    calendar.add_holiday(nth_weekday(year, 10, Weekday::monday, 2), "Columbus Day");
    add(11, 11, "Veterans Day");
    add(12, 25, "Christmas Day");
  }
  return calendar;
}

}  // namespace wealthjobs::finance
