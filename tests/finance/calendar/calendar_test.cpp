#include "finance/calendar/calendar.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace wealthjobs::finance {
namespace {

using base::Date;
using base::Weekday;

Calendar year_2020() { return {"XTST", Date::from(2020, 1, 1), Date::from(2020, 12, 31), 790}; }

TEST(Calendar, KnowsWeekendsHolidaysAndEarlyCloses) {
  Calendar calendar = year_2020();
  calendar.add_holiday(Date::from(2020, 7, 3), "Independence Day");
  calendar.add_early_close(Date::from(2020, 11, 27), "Day after Thanksgiving");

  EXPECT_TRUE(calendar.is_business_day(Date::from(2020, 7, 2)));
  EXPECT_FALSE(calendar.is_business_day(Date::from(2020, 7, 3)));
  EXPECT_FALSE(calendar.is_business_day(Date::from(2020, 7, 4)));
  EXPECT_FALSE(calendar.is_business_day(Date::from(2020, 7, 5)));
  EXPECT_EQ(calendar.holiday_name(Date::from(2020, 7, 3)), "Independence Day");
  EXPECT_EQ(calendar.holiday_name(Date::from(2020, 7, 4)), "");

  EXPECT_TRUE(calendar.is_business_day(Date::from(2020, 11, 27)));
  EXPECT_TRUE(calendar.is_early_close(Date::from(2020, 11, 27)));
  EXPECT_EQ(calendar.holiday_name(Date::from(2020, 11, 27)), "");
  EXPECT_EQ(calendar.early_close_minute(Date::from(2020, 11, 27)), 790);
  EXPECT_EQ(calendar.early_close_minute(Date::from(2020, 11, 26)), std::nullopt);
}

TEST(Calendar, RefusesToAnswerBeyondItsHorizon) {
  const Calendar calendar = year_2020();
  EXPECT_TRUE(calendar.covers(Date::from(2020, 1, 1)));
  EXPECT_TRUE(calendar.covers(Date::from(2020, 12, 31)));
  EXPECT_FALSE(calendar.covers(Date::from(2019, 12, 31)));
  EXPECT_FALSE(calendar.covers(Date::from(2021, 1, 1)));
  try {
    (void)calendar.is_business_day(Date::from(2021, 1, 1));
    FAIL() << "answered";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::config);
    EXPECT_EQ(error.message(), "calendar XTST knows 2020-01-01 to 2020-12-31, not 2021-01-01");
    EXPECT_EQ(error.hint(), "add the missing years of XTST to holidays.csv and import them");
  }
  EXPECT_THROW((void)calendar.holiday_name(Date::from(2019, 12, 31)), base::Error);
  EXPECT_THROW((void)calendar.is_early_close(Date::from(2019, 12, 31)), base::Error);
}

TEST(Calendar, HasTheWeekendItIsGiven) {
  const Calendar calendar("XSAU", Date::from(2020, 1, 1), Date::from(2020, 12, 31), 780,
                          weekend_of({Weekday::friday, Weekday::saturday}));
  EXPECT_FALSE(calendar.is_business_day(Date::from(2020, 7, 3)));
  EXPECT_FALSE(calendar.is_business_day(Date::from(2020, 7, 4)));
  EXPECT_TRUE(calendar.is_business_day(Date::from(2020, 7, 5)));
  EXPECT_EQ(saturday_and_sunday, weekend_of({Weekday::saturday, Weekday::sunday}));
}

TEST(Calendar, LetsTheFullHolidayWinInAnyOrder) {
  Calendar calendar = year_2020();
  const Date first = Date::from(2020, 6, 1);
  const Date second = Date::from(2020, 6, 2);
  calendar.add_early_close(first, "half");
  calendar.add_holiday(first, "full");
  calendar.add_holiday(second, "full");
  calendar.add_early_close(second, "half");
  for (const Date date : {first, second}) {
    EXPECT_FALSE(calendar.is_business_day(date));
    EXPECT_FALSE(calendar.is_early_close(date));
    EXPECT_EQ(calendar.holiday_name(date), "full");
  }
}

TEST(Calendar, KeepsTheFirstOfTwoNamesAndIgnoresWeekends) {
  Calendar calendar = year_2020();
  calendar.add_holiday(Date::from(2020, 6, 1), "first");
  calendar.add_holiday(Date::from(2020, 6, 1), "second");
  calendar.add_holiday(Date::from(2020, 6, 6), "a Saturday");
  ASSERT_EQ(calendar.holidays().size(), 1U);
  EXPECT_EQ(calendar.name_of(calendar.holidays()[0]), "first");
}

TEST(Calendar, NamesTheKindsAsHolidaysCsvDoes) {
  for (const HolidayKind kind : {HolidayKind::full, HolidayKind::early_close}) {
    EXPECT_EQ(holiday_kind_named(name_of(kind)), kind);
  }
  EXPECT_EQ(name_of(HolidayKind::full), "holiday");
  EXPECT_EQ(holiday_kind_named("full"), std::nullopt);
}

TEST(WithHolidayRows, AddsTheRowsOfItsOwnId) {
  const std::vector<HolidayRow> rows{
      {"XTST", Date::from(2020, 3, 2), HolidayKind::full, "Power cut"},
      {"XTST", Date::from(2020, 3, 3), HolidayKind::early_close, "Repairs"},
      {"XOTH", Date::from(2020, 3, 4), HolidayKind::full, "Elsewhere"}};
  const auto calendar = with_holiday_rows(year_2020(), rows);
  ASSERT_TRUE(calendar.has_value());
  EXPECT_EQ(calendar->holiday_name(Date::from(2020, 3, 2)), "Power cut");
  EXPECT_TRUE(calendar->is_early_close(Date::from(2020, 3, 3)));
  EXPECT_TRUE(calendar->is_business_day(Date::from(2020, 3, 4)));
  EXPECT_EQ(calendar->first_date(), Date::from(2020, 1, 1));
  EXPECT_EQ(calendar->last_date(), Date::from(2020, 12, 31));
}

TEST(WithHolidayRows, WidensTheHorizonYearByYear) {
  Calendar shipped = year_2020();
  shipped.add_holiday(Date::from(2020, 1, 1), "New Year's Day");
  const std::vector<HolidayRow> rows{
      {"XTST", Date::from(2022, 1, 3), HolidayKind::full, "New Year's Day"},
      {"XTST", Date::from(2019, 1, 1), HolidayKind::full, "New Year's Day"},
      {"XTST", Date::from(2021, 1, 1), HolidayKind::full, "New Year's Day"}};
  const auto calendar = with_holiday_rows(shipped, rows);
  ASSERT_TRUE(calendar.has_value());
  EXPECT_EQ(calendar->first_date(), Date::from(2019, 1, 1));
  EXPECT_EQ(calendar->last_date(), Date::from(2022, 12, 31));
  EXPECT_EQ(calendar->holidays().size(), 4U);
  EXPECT_FALSE(calendar->is_business_day(Date::from(2020, 1, 1)));
}

TEST(WithHolidayRows, RefusesAYearWithoutRows) {
  const std::vector<HolidayRow> after{
      {"XTST", Date::from(2022, 1, 3), HolidayKind::full, "New Year's Day"}};
  const auto late = with_holiday_rows(year_2020(), after);
  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(late.error(), "XTST 2022-01-03: no holiday is known for 2021");
  const std::vector<HolidayRow> before{
      {"XTST", Date::from(2018, 1, 1), HolidayKind::full, "New Year's Day"}};
  const auto early = with_holiday_rows(year_2020(), before);
  ASSERT_FALSE(early.has_value());
  EXPECT_EQ(early.error(), "XTST 2018-01-01: no holiday is known for 2019");
}

TEST(CalendarFromRows, CoversTheWholeYearsOfItsRows) {
  const std::vector<HolidayRow> rows{
      {"XHKG", Date::from(2021, 2, 12), HolidayKind::full, "Lunar New Year"},
      {"XHKG", Date::from(2020, 1, 27), HolidayKind::full, "Lunar New Year"}};
  const auto calendar = calendar_from_rows("XHKG", rows);
  ASSERT_TRUE(calendar.has_value());
  EXPECT_EQ(calendar->first_date(), Date::from(2020, 1, 1));
  EXPECT_EQ(calendar->last_date(), Date::from(2021, 12, 31));
  EXPECT_FALSE(calendar->is_business_day(Date::from(2021, 2, 12)));
}

TEST(CalendarFromRows, RefusesWhereNothingIsKnown) {
  const auto calendar = calendar_from_rows("XHKG", {});
  ASSERT_FALSE(calendar.has_value());
  EXPECT_EQ(calendar.error(), "no holiday is known for calendar XHKG");
}

}  // namespace
}  // namespace wealthjobs::finance
