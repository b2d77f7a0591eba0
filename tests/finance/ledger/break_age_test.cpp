#include "finance/ledger/break_age.h"

#include <gtest/gtest.h>

#include "finance/calendar/built_in_calendar.h"

namespace wealthjobs::finance {
namespace {

using base::Date;

// Domain job 8: Good Friday and Easter Monday lie in between.
TEST(BreakAge, OfTheRuleBookIsSixBusinessDaysAndTwelveCivilOnes) {
  const Calendar xasx = *built_in_calendar("XASX");
  const Date first = Date::from(2026, 4, 2);
  const Date day = Date::from(2026, 4, 14);
  EXPECT_EQ(day - first, 12);
  EXPECT_EQ(break_age_bd(xasx, first, day), 6);
  EXPECT_EQ(age_bucket(6), "6-10");
}

TEST(BreakAge, IsZeroOnTheFirstDayAndBeforeIt) {
  const Calendar xasx = *built_in_calendar("XASX");
  const Date first = Date::from(2026, 4, 2);
  EXPECT_EQ(break_age_bd(xasx, first, first), 0);
  EXPECT_EQ(break_age_bd(xasx, first, Date::from(2026, 4, 1)), 0);
}

TEST(BreakAge, HasFiveBuckets) {
  const std::pair<int, std::string_view> rows[] = {{0, "0-1"},  {1, "0-1"},   {2, "2-3"},
                                                   {3, "2-3"},  {4, "4-5"},   {5, "4-5"},
                                                   {6, "6-10"}, {10, "6-10"}, {11, ">10"}};
  for (const auto& [age, bucket] : rows) EXPECT_EQ(age_bucket(age), bucket) << age;
}

}  // namespace
}  // namespace wealthjobs::finance
