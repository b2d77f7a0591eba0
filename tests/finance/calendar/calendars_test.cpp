#include "finance/calendar/calendars.h"

#include <gtest/gtest.h>

#include "finance/calendar/built_in_calendar.h"

namespace wealthjobs::finance {
namespace {

using base::Currency;
using base::Date;

TEST(Calendars, HoldsTheShippedOnesWithoutRows) {
  const Calendars calendars;
  EXPECT_EQ(calendars.find("XNYS"), built_in_calendar("XNYS"));
  EXPECT_EQ(calendars.find("XHKG"), nullptr);
}

TEST(Calendars, PutsTheRowsOfTheBookOverTheShippedDays) {
  const std::vector<HolidayRow> rows{
      {"XNYS", Date::from(2020, 3, 2), HolidayKind::full, "Power cut"},
      {"XHKG", Date::from(2020, 1, 27), HolidayKind::full, "Lunar New Year"}};
  const auto calendars = Calendars::of(rows);
  ASSERT_TRUE(calendars.has_value());
  EXPECT_FALSE(calendars->find("XNYS")->is_business_day(Date::from(2020, 3, 2)));
  EXPECT_FALSE(calendars->find("XNYS")->is_business_day(Date::from(2020, 12, 25)));
  EXPECT_TRUE(built_in_calendar("XNYS")->is_business_day(Date::from(2020, 3, 2)));
  EXPECT_EQ(calendars->find("XHKG")->last_date(), Date::from(2020, 12, 31));
  EXPECT_EQ(calendars->find("XASX"), built_in_calendar("XASX"));
}

TEST(Calendars, RefusesRowsThatLeaveAYearEmptyNamingEachCalendar) {
  const std::vector<HolidayRow> rows{
      {"XNYS", Date::from(2060, 1, 1), HolidayKind::full, "New Year's Day"},
      {"XHKG", Date::from(2020, 1, 27), HolidayKind::full, "Lunar New Year"},
      {"XHKG", Date::from(2022, 2, 1), HolidayKind::full, "Lunar New Year"}};
  const auto calendars = Calendars::of(rows);
  ASSERT_FALSE(calendars.has_value());
  EXPECT_EQ(calendars.error(),
            "XHKG 2022-02-01: no holiday is known for 2021\n"
            "XNYS 2060-01-01: no holiday is known for 2059");
}

TEST(Calendars, JoinsTheMarketWithTheCurrencyForSettlement) {
  const Calendars calendars;
  const auto joint = calendars.settlement("XNYS", Currency::of("USD"));
  ASSERT_TRUE(joint.has_value());
  EXPECT_FALSE(joint->is_business_day(Date::from(2020, 4, 10)));
  EXPECT_FALSE(joint->is_business_day(Date::from(2020, 10, 12)));
  EXPECT_FALSE(calendars.settlement("XHKG", Currency::of("HKD")).has_value());
}

TEST(Calendars, TakesACurrencyWithoutShippedHolidaysFromTheRowsOfItsCode) {
  const std::vector<HolidayRow> rows{
      {"HKD", Date::from(2020, 1, 27), HolidayKind::full, "Lunar New Year"}};
  const auto calendars = Calendars::of(rows);
  ASSERT_TRUE(calendars.has_value());
  const auto joint = calendars->settlement("XLON", Currency::of("HKD"));
  ASSERT_TRUE(joint.has_value());
  EXPECT_FALSE(joint->is_business_day(Date::from(2020, 1, 27)));
  EXPECT_TRUE(Calendars()
                  .settlement("XLON", Currency::of("HKD"))
                  ->is_business_day(Date::from(2020, 1, 27)));
}

}  // namespace
}  // namespace wealthjobs::finance
