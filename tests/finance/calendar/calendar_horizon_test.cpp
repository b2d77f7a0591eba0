#include "finance/calendar/calendar_horizon.h"

#include <gtest/gtest.h>

#include "finance/calendar/built_in_calendar.h"

namespace wealthjobs::finance {
namespace {

using base::Date;

TEST(HorizonState, GatesUnder30DaysAndWarnsUnder180) {
  const Calendar calendar("XTST", Date::from(2020, 1, 1), Date::from(2020, 12, 31));
  const Date last = calendar.last_date();
  EXPECT_EQ(horizon_state(calendar, last - 180), HorizonState::ok);
  EXPECT_EQ(horizon_state(calendar, last - 179), HorizonState::warn);
  EXPECT_EQ(horizon_state(calendar, last - 30), HorizonState::warn);
  EXPECT_EQ(horizon_state(calendar, last - 29), HorizonState::gate);
  EXPECT_EQ(horizon_state(calendar, last), HorizonState::gate);
  EXPECT_EQ(horizon_state(calendar, last + 1), HorizonState::gate);
  EXPECT_EQ(horizon_state(calendar, Date::from(2019, 12, 31)), HorizonState::gate);
}

TEST(HorizonState, TakesItsLimitsFromTheCaller) {
  const Calendar calendar("XTST", Date::from(2020, 1, 1), Date::from(2020, 12, 31));
  const HorizonLimits limits{.min_days = 0, .warn_days = 1};
  EXPECT_EQ(horizon_state(calendar, calendar.last_date(), limits), HorizonState::warn);
  EXPECT_EQ(horizon_state(calendar, calendar.last_date() - 1, limits), HorizonState::ok);
}

TEST(HorizonState, IsThatOfTheCalendarThatEndsFirst) {
  const Calendar calendar("XTST", Date::from(2020, 1, 1), Date::from(2020, 12, 31));
  const CalendarSet joint{built_in_calendar("XNYS"), &calendar};
  EXPECT_EQ(horizon_state(joint, Date::from(2020, 12, 15)), HorizonState::gate);
  EXPECT_EQ(horizon_state(*built_in_calendar("XNYS"), Date::from(2020, 12, 15)), HorizonState::ok);
}

TEST(HorizonState, HasWordsForItsAnswers) {
  EXPECT_EQ(name_of(HorizonState::ok), "ok");
  EXPECT_EQ(name_of(HorizonState::warn), "warn");
  EXPECT_EQ(name_of(HorizonState::gate), "gate");
}

}  // namespace
}  // namespace wealthjobs::finance
