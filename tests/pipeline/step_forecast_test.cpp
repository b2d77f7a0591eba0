#include "pipeline/step_forecast.h"

#include <gtest/gtest.h>

namespace wealthjobs::pipeline {
namespace {

TEST(StepForecast, IsTheMedianAndTheMiddleOfFive) {
  const auto forecast = step_forecast("value", {50, 10, 40, 20, 30});
  ASSERT_TRUE(forecast);
  EXPECT_EQ(forecast->step, "value");
  EXPECT_DOUBLE_EQ(forecast->expected_s, 30);
  EXPECT_DOUBLE_EQ(*forecast->low_s, 14);
  EXPECT_DOUBLE_EQ(*forecast->high_s, 46);
}

TEST(StepForecast, HasNoIntervalFromLessThanFive) {
  const auto forecast = step_forecast("value", {10, 30, 70, 20});
  EXPECT_DOUBLE_EQ(forecast->expected_s, 25);
  EXPECT_FALSE(forecast->low_s);
  EXPECT_FALSE(forecast->high_s);
}

TEST(StepForecast, AnOutlierDoesNotMoveIt) {
  EXPECT_DOUBLE_EQ(step_forecast("value", {2, 2, 2, 2, 3'600})->expected_s, 2);
}

TEST(StepForecast, NeedsAHistory) {
  EXPECT_FALSE(step_forecast("value", {}));
  EXPECT_DOUBLE_EQ(step_forecast("value", {7})->expected_s, 7);
}

}  // namespace
}  // namespace wealthjobs::pipeline
