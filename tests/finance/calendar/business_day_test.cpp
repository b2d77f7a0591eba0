#include "finance/calendar/business_day.h"

#include <gtest/gtest.h>

#include <random>

#include "base/error.h"
#include "finance/calendar/built_in_calendar.h"

namespace wealthjobs::finance {
namespace {

using base::Date;

const Calendar& calendar(std::string_view id) { return *built_in_calendar(id); }

TEST(CalendarSet, IsOpenOnlyWhereAllAreOpen) {
  const CalendarSet joint{&calendar("XNYS"), &calendar("USNY")};
  EXPECT_FALSE(joint.is_business_day(Date::from(2020, 4, 10)));   // Good Friday: exchange only
  EXPECT_FALSE(joint.is_business_day(Date::from(2020, 10, 12)));  // Columbus Day: banks only
  EXPECT_TRUE(joint.is_business_day(Date::from(2020, 10, 13)));
  EXPECT_EQ(joint.size(), 2U);
  EXPECT_EQ(CalendarSet({&calendar("XNYS"), &calendar("XNYS")}).size(), 1U);
}

TEST(CalendarSet, CoversWhatAllCover) {
  const Calendar narrow("XTST", Date::from(2020, 1, 1), Date::from(2020, 12, 31));
  const CalendarSet joint{&calendar("XNYS"), &narrow};
  EXPECT_EQ(joint.first_date(), Date::from(2020, 1, 1));
  EXPECT_EQ(joint.last_date(), Date::from(2020, 12, 31));
  EXPECT_FALSE(joint.covers(Date::from(2021, 1, 1)));
}

TEST(CalendarSet, AbortsOnAMissingCalendar) {
  EXPECT_DEATH(CalendarSet({built_in_calendar("XHKG")}), "calendar != nullptr");
}

// Rule book I.2, worked example.
TEST(AddBusinessDays, StepsOverEasterInSydneyAndMemorialDayInNewYork) {
  const CalendarSet sydney{&calendar("XASX"), &calendar("AUSY")};
  EXPECT_EQ(add_business_days(sydney, Date::from(2026, 4, 2), 2), Date::from(2026, 4, 8));
  const CalendarSet new_york{&calendar("XNYS"), &calendar("USNY")};
  EXPECT_EQ(add_business_days(new_york, Date::from(2026, 5, 22), 1), Date::from(2026, 5, 26));
}

TEST(AddBusinessDays, RollsForwardOnZeroAndCountsBackOnNegative) {
  const Calendar& xnys = calendar("XNYS");
  EXPECT_EQ(add_business_days(xnys, Date::from(2020, 7, 2), 0), Date::from(2020, 7, 2));
  EXPECT_EQ(add_business_days(xnys, Date::from(2020, 7, 3), 0), Date::from(2020, 7, 6));
  EXPECT_EQ(add_business_days(xnys, Date::from(2020, 7, 6), -1), Date::from(2020, 7, 2));
  EXPECT_EQ(add_business_days(xnys, Date::from(2020, 7, 4), -1), Date::from(2020, 7, 2));
  EXPECT_EQ(add_business_days(xnys, Date::from(2020, 7, 4), -2), Date::from(2020, 7, 1));
}

TEST(AddBusinessDays, ThrowsWhereTheHorizonEnds) {
  EXPECT_THROW(add_business_days(calendar("XNYS"), Date::from(2050, 12, 30), 1), base::Error);
  EXPECT_THROW(add_business_days(calendar("XNYS"), Date::from(2000, 1, 3), -1), base::Error);
}

TEST(Roll, FollowsItsConvention) {
  const Calendar& xnys = calendar("XNYS");
  const Date saturday = Date::from(2020, 5, 30);  // the last weekend of May
  EXPECT_EQ(roll(xnys, saturday, RollConvention::following), Date::from(2020, 6, 1));
  EXPECT_EQ(roll(xnys, saturday, RollConvention::modified_following), Date::from(2020, 5, 29));
  EXPECT_EQ(roll(xnys, saturday, RollConvention::preceding), Date::from(2020, 5, 29));
  EXPECT_EQ(roll(xnys, saturday, RollConvention::none), saturday);
  const Date earlier = Date::from(2020, 5, 23);
  EXPECT_EQ(roll(xnys, earlier, RollConvention::modified_following), Date::from(2020, 5, 26));
  // needs no day of 2051
  EXPECT_EQ(roll(xnys, Date::from(2050, 12, 31), RollConvention::modified_following),
            Date::from(2050, 12, 30));
}

TEST(BusinessDaysBetween, ExcludesTheStartAndIncludesTheEnd) {
  const Calendar& xnys = calendar("XNYS");
  const Date thursday = Date::from(2020, 7, 2);
  const Date monday = Date::from(2020, 7, 6);
  EXPECT_EQ(business_days_between(xnys, thursday, monday), 1);
  EXPECT_EQ(business_days_between(xnys, monday, thursday), -1);
  EXPECT_EQ(business_days_between(xnys, monday, monday), 0);
  EXPECT_EQ(business_days_between(xnys, Date::from(2014, 12, 31), Date::from(2020, 12, 31)), 1511);
}

TEST(BusinessDays, ListsBothEnds) {
  const auto days = business_days(calendar("XNYS"), Date::from(2020, 7, 2), Date::from(2020, 7, 7));
  EXPECT_EQ(days,
            (std::vector{Date::from(2020, 7, 2), Date::from(2020, 7, 6), Date::from(2020, 7, 7)}));
  EXPECT_TRUE(
      business_days(calendar("XNYS"), Date::from(2020, 7, 7), Date::from(2020, 7, 2)).empty());
}

TEST(MonthEnd, IsTheLastBusinessDayOfItsMonth) {
  const Calendar& xnys = calendar("XNYS");
  EXPECT_TRUE(is_month_end(xnys, Date::from(2020, 5, 29)));
  EXPECT_FALSE(is_month_end(xnys, Date::from(2020, 5, 28)));
  EXPECT_FALSE(is_month_end(xnys, Date::from(2020, 5, 31)));
  EXPECT_FALSE(is_quarter_end(xnys, Date::from(2020, 5, 29)));
  EXPECT_TRUE(is_quarter_end(xnys, Date::from(2020, 6, 30)));
  EXPECT_TRUE(is_quarter_end(xnys, Date::from(2018, 3, 29)));  // Good Friday on the 30th
  EXPECT_EQ(last_business_day_of_month(xnys, Date::from(2018, 3, 1)), Date::from(2018, 3, 29));
}

TEST(FirstBusinessDay, IsTheFirstOfItsMonth) {
  const Calendar& xnys = calendar("XNYS");
  EXPECT_TRUE(is_first_business_day_of_month(xnys, Date::from(2020, 1, 2)));
  EXPECT_FALSE(is_first_business_day_of_month(xnys, Date::from(2020, 1, 1)));
  EXPECT_FALSE(is_first_business_day_of_month(xnys, Date::from(2020, 1, 3)));
  EXPECT_EQ(first_business_day_of_month(xnys, Date::from(2020, 2, 20)), Date::from(2020, 2, 3));
}

TEST(NextAndPreviousBusinessDay, AreStrict) {
  const Calendar& xnys = calendar("XNYS");
  EXPECT_EQ(next_business_day(xnys, Date::from(2020, 7, 2)), Date::from(2020, 7, 6));
  EXPECT_EQ(previous_business_day(xnys, Date::from(2020, 7, 6)), Date::from(2020, 7, 2));
  EXPECT_EQ(previous_business_day(xnys, Date::from(2020, 7, 5)), Date::from(2020, 7, 2));
}

// Properties, rule book VIII 15, on seeded random dates, steps and pairs of calendars.
class BusinessDayProperty : public ::testing::Test {
 protected:
  int between(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
  Date any_date() { return Date::from(2000, 6, 1) + between(0, 50 * 365); }
  CalendarSet any_pair() {
    const auto ids = built_in_calendar_ids();
    const auto pick = [this, ids] {
      return built_in_calendar(
          ids[static_cast<std::size_t>(between(0, static_cast<int>(ids.size()) - 1))]);
    };
    return {pick(), pick()};
  }
  std::mt19937 random_{20260402};
};

TEST_F(BusinessDayProperty, AddIsMonotoneInDateAndSteps) {
  for (int i = 0; i < 2000; ++i) {
    const CalendarSet joint = any_pair();
    const Date date = any_date();
    const Date later = date + between(0, 20);
    const int n = between(-20, 20);
    const Date moved = add_business_days(joint, date, n);
    ASSERT_LE(moved, add_business_days(joint, later, n)) << date.iso() << " " << n;
    ASSERT_LE(moved, add_business_days(joint, date, n + 1)) << date.iso() << " " << n;
    ASSERT_TRUE(joint.is_business_day(moved));
  }
}

TEST_F(BusinessDayProperty, AddIsUndoneAndCountedFromABusinessDay) {
  for (int i = 0; i < 2000; ++i) {
    const CalendarSet joint = any_pair();
    const Date date = add_business_days(joint, any_date(), 0);
    const int n = between(-20, 20);
    const Date moved = add_business_days(joint, date, n);
    ASSERT_EQ(add_business_days(joint, moved, -n), date);
    ASSERT_EQ(business_days_between(joint, date, moved), n);
  }
}

TEST_F(BusinessDayProperty, AddWalksOneCivilDayAtATime) {
  for (int i = 0; i < 1000; ++i) {
    const CalendarSet joint = any_pair();
    const Date date = any_date();
    int left = between(1, 10);
    const Date moved = add_business_days(joint, date, left);
    Date walked = date;
    while (left > 0) {
      walked = walked + 1;
      if (joint.is_business_day(walked)) --left;
    }
    ASSERT_EQ(moved, walked);
  }
}

TEST_F(BusinessDayProperty, ModifiedFollowingNeverLeavesTheMonth) {
  for (int i = 0; i < 2000; ++i) {
    const CalendarSet joint = any_pair();
    const Date date = any_date();
    const Date rolled = roll(joint, date, RollConvention::modified_following);
    ASSERT_TRUE(joint.is_business_day(rolled));
    ASSERT_EQ(rolled.first_of_month(), date.first_of_month()) << date.iso();
  }
}

}  // namespace
}  // namespace wealthjobs::finance
