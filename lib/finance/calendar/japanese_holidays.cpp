#include "finance/calendar/japanese_holidays.h"

#include <algorithm>
#include <vector>

#include "finance/calendar/holiday_rule.h"

namespace wealthjobs::finance {
namespace {

using base::Date;
using base::Weekday;

struct NamedDay {
  Date date;
  std::string_view name;
};

// c in ten-thousandths of a day; integers, so that no rounding mode can move an equinox
Date equinox(int year, int month, int c_e4) {
  const int years = year - 1980;
  const int day = (c_e4 * 100 + 242194 * years) / 1'000'000 - years / 4;
  return Date::from(year, month, day);
}

Date marine_day(int year) {
  if (year == 2020) return Date::from(year, 7, 23);
  if (year == 2021) return Date::from(year, 7, 22);
  return year < 2003 ? Date::from(year, 7, 20) : nth_weekday(year, 7, Weekday::monday, 3);
}

Date sports_day(int year) {
  if (year == 2020) return Date::from(year, 7, 24);
  if (year == 2021) return Date::from(year, 7, 23);
  return nth_weekday(year, 10, Weekday::monday, 2);
}

Date mountain_day(int year) {
  if (year == 2020) return Date::from(year, 8, 10);
  return Date::from(year, 8, year == 2021 ? 8 : 11);
}

std::vector<NamedDay> national_holidays(int year) {
  std::vector<NamedDay> days{
      {Date::from(year, 1, 1), "New Year's Day"},
      {nth_weekday(year, 1, Weekday::monday, 2), "Coming of Age Day"},
      {Date::from(year, 2, 11), "National Foundation Day"},
      {equinox(year, 3, 208431), "Vernal Equinox Day"},
      {Date::from(year, 4, 29), year < 2007 ? "Greenery Day" : "Showa Day"},
      {Date::from(year, 5, 3), "Constitution Day"},
      {Date::from(year, 5, 5), "Children's Day"},
      {marine_day(year), "Marine Day"},
      {year < 2003 ? Date::from(year, 9, 15) : nth_weekday(year, 9, Weekday::monday, 3),
       "Respect for the Aged Day"},
      {equinox(year, 9, 232488), "Autumnal Equinox Day"},
      {sports_day(year), "Sports Day"},
      {Date::from(year, 11, 3), "Culture Day"},
      {Date::from(year, 11, 23), "Labour Thanksgiving Day"},
  };
  if (year >= 2007) days.push_back({Date::from(year, 5, 4), "Greenery Day"});
  if (year >= 2016) days.push_back({mountain_day(year), "Mountain Day"});
  if (year <= 2018) days.push_back({Date::from(year, 12, 23), "Emperor's Birthday"});
  if (year >= 2020) days.push_back({Date::from(year, 2, 23), "Emperor's Birthday"});
  if (year == 2019) {
    days.push_back({Date::from(2019, 5, 1), "Accession of the Emperor"});
    days.push_back({Date::from(2019, 10, 22), "Enthronement Ceremony"});
  }
  return days;
}

}  // namespace

Calendar tokyo_banking_calendar(std::string_view id) {
  Calendar calendar = empty_built_in_calendar(id);
  for (int year = built_in_first_year; year <= built_in_last_year; ++year) {
    const std::vector<NamedDay> days = national_holidays(year);
    const auto is_national = [&days](Date date) {
      return std::ranges::find(days, date, &NamedDay::date) != days.end();
    };
    for (const NamedDay& day : days) {
      calendar.add_holiday(day.date, day.name);
      if (day.date.weekday() == Weekday::sunday) {
        Date made_good = day.date + 1;
        while (is_national(made_good)) made_good = made_good + 1;
        calendar.add_holiday(made_good, "Substitute Holiday");
      }
      if (!is_national(day.date + 1) && is_national(day.date + 2)) {
        calendar.add_holiday(day.date + 1, "Citizens' Holiday");
      }
    }
    calendar.add_holiday(Date::from(year, 1, 2), "Bank Holiday");
    calendar.add_holiday(Date::from(year, 1, 3), "Bank Holiday");
    calendar.add_holiday(Date::from(year, 12, 31), "Bank Holiday");
  }
  return calendar;
}

}  // namespace wealthjobs::finance
