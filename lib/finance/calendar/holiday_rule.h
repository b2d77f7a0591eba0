// The words in which holidays are written down: the third Monday of January, two days before
// Easter, the Monday after when it falls on a Sunday.
//
//   Easter    Gregorian computus, anonymous algorithm (Meeus, Astronomical Algorithms, ch. 8)
//   Example   easter_sunday(2026) = 2026-04-05;  nth_weekday(2026, 1, monday, 3) = 2026-01-19;
//             last_weekday(2026, 5, monday) = 2026-05-25
#pragma once

#include "base/date.h"
#include "finance/calendar/calendar.h"

namespace wealthjobs::finance {

// The years for which the shipped calendars have rules.
inline constexpr int built_in_first_year = 2000;
inline constexpr int built_in_last_year = 2050;

base::Date easter_sunday(int year);  // 1583 <= year <= 9999

// The n-th (1 .. 4, or 5 where the month has one) such weekday of a month.
base::Date nth_weekday(int year, int month, base::Weekday weekday, int n);
base::Date last_weekday(int year, int month, base::Weekday weekday);
base::Date first_weekday_on_or_after(base::Date date, base::Weekday weekday);

// Where a holiday on a weekend is observed.
base::Date saturday_to_friday_sunday_to_monday(base::Date date);
base::Date sunday_to_monday(base::Date date);
base::Date weekend_to_monday(base::Date date);
base::Date weekend_to_friday(base::Date date);

// Christmas Day and Boxing Day of the Commonwealth: one on a weekend moves to 27, 28 December.
void add_christmas_and_boxing_day(Calendar& calendar, int year);

// Good Friday and Easter Monday.
void add_good_friday_and_easter_monday(Calendar& calendar, int year);

// The half days before Christmas and New Year: 24 and 31 December, the Friday before on a weekend.
void add_year_end_half_days(Calendar& calendar, int year);

// An empty calendar over the built-in years.
Calendar empty_built_in_calendar(std::string_view id, int early_close_minute = 780);

}  // namespace wealthjobs::finance
