#include "finance/calendar/holiday_rule.h"

#include <gtest/gtest.h>

namespace wealthjobs::finance {
namespace {

using base::Date;
using base::Weekday;

// Dates of Easter: US Naval Observatory, "The Date of Easter".
TEST(EasterSunday, AgreesWithThePublishedDates) {
  EXPECT_EQ(easter_sunday(1961), Date::from(1961, 4, 2));
  EXPECT_EQ(easter_sunday(2000), Date::from(2000, 4, 23));
  EXPECT_EQ(easter_sunday(2008), Date::from(2008, 3, 23));
  EXPECT_EQ(easter_sunday(2011), Date::from(2011, 4, 24));
  EXPECT_EQ(easter_sunday(2024), Date::from(2024, 3, 31));
  EXPECT_EQ(easter_sunday(2026), Date::from(2026, 4, 5));
  EXPECT_EQ(easter_sunday(2038), Date::from(2038, 4, 25));
  EXPECT_EQ(easter_sunday(2049), Date::from(2049, 4, 18));
}

TEST(EasterSunday, IsASundayBetween22MarchAnd25April) {
  for (int year = 1583; year <= 4099; ++year) {
    const Date easter = easter_sunday(year);
    ASSERT_EQ(easter.weekday(), Weekday::sunday) << year;
    ASSERT_LE(Date::from(year, 3, 22), easter);
    ASSERT_LE(easter, Date::from(year, 4, 25));
  }
}

TEST(NthWeekday, CountsWithinTheMonth) {
  EXPECT_EQ(nth_weekday(2026, 1, Weekday::monday, 3), Date::from(2026, 1, 19));
  EXPECT_EQ(nth_weekday(2020, 11, Weekday::thursday, 4), Date::from(2020, 11, 26));
  EXPECT_EQ(nth_weekday(2020, 6, Weekday::monday, 1), Date::from(2020, 6, 1));
  EXPECT_EQ(nth_weekday(2020, 6, Weekday::monday, 5), Date::from(2020, 6, 29));
  EXPECT_EQ(last_weekday(2026, 5, Weekday::monday), Date::from(2026, 5, 25));
  EXPECT_EQ(last_weekday(2021, 5, Weekday::monday), Date::from(2021, 5, 31));
  EXPECT_EQ(first_weekday_on_or_after(Date::from(2020, 5, 18), Weekday::monday),
            Date::from(2020, 5, 18));
  EXPECT_EQ(first_weekday_on_or_after(Date::from(2020, 5, 19), Weekday::monday),
            Date::from(2020, 5, 25));
}

TEST(NthWeekday, AbortsWhereTheMonthHasNoSuchDay) {
  EXPECT_DEATH(nth_weekday(2020, 6, Weekday::friday, 5), "broken invariant");
}

TEST(Observance, MovesOffTheWeekend) {
  const Date saturday = Date::from(2020, 7, 4);
  const Date sunday = Date::from(2020, 7, 5);
  const Date monday = Date::from(2020, 7, 6);
  EXPECT_EQ(saturday_to_friday_sunday_to_monday(saturday), saturday - 1);
  EXPECT_EQ(saturday_to_friday_sunday_to_monday(sunday), monday);
  EXPECT_EQ(saturday_to_friday_sunday_to_monday(monday), monday);
  EXPECT_EQ(sunday_to_monday(saturday), saturday);
  EXPECT_EQ(sunday_to_monday(sunday), monday);
  EXPECT_EQ(weekend_to_monday(saturday), monday);
  EXPECT_EQ(weekend_to_monday(sunday), monday);
  EXPECT_EQ(weekend_to_friday(saturday), saturday - 1);
  EXPECT_EQ(weekend_to_friday(sunday), saturday - 1);
  EXPECT_EQ(weekend_to_friday(monday), monday);
}

TEST(ChristmasAndBoxingDay, TakeTheNextWorkingDaysOnAWeekend) {
  Calendar calendar = empty_built_in_calendar("XTST");
  for (const int year : {2019, 2020, 2021, 2022}) add_christmas_and_boxing_day(calendar, year);
  std::vector<std::string> days;
  for (const auto& holiday : calendar.holidays()) {
    days.push_back(holiday.date.iso() + " " + std::string(calendar.name_of(holiday)));
  }
  const std::vector<std::string> expected{
      "2019-12-25 Christmas Day", "2019-12-26 Boxing Day",      // Wednesday, Thursday
      "2020-12-25 Christmas Day", "2020-12-28 Boxing Day",      // Friday, Saturday
      "2021-12-27 Christmas Day", "2021-12-28 Boxing Day",      // Saturday, Sunday
      "2022-12-26 Boxing Day",    "2022-12-27 Christmas Day"};  // Sunday, Monday
  EXPECT_EQ(days, expected);
}

TEST(YearEndHalfDays, FallOnTheFridayBeforeAWeekend) {
  Calendar calendar = empty_built_in_calendar("XTST", 750);
  add_year_end_half_days(calendar, 2016);
  EXPECT_TRUE(calendar.is_early_close(Date::from(2016, 12, 23)));
  EXPECT_TRUE(calendar.is_early_close(Date::from(2016, 12, 30)));
  EXPECT_EQ(calendar.holidays().size(), 2U);
  EXPECT_EQ(calendar.early_close_minute(Date::from(2016, 12, 30)), 750);
}

}  // namespace
}  // namespace wealthjobs::finance
