#include "finance/performance/tracking_error.h"

#include <gtest/gtest.h>

#include "finance/performance/worked_example.h"

namespace wealthjobs::finance {
namespace {

TEST(ActiveRisk, WorksExampleCOfTheMetricsJob) {
  const ActiveRisk risk = active_risk(example_r, example_b, 252);
  EXPECT_NEAR(*risk.tracking_error.value, 0.061890, 5e-7);
  EXPECT_NEAR(*risk.information_ratio.value, 3.2574, 5e-5);
}

TEST(ActiveRisk, OfTheBenchmarkItselfHasNoRatio) {
  const ActiveRisk risk = active_risk(example_b, example_b, 252);
  EXPECT_EQ(risk.tracking_error.value, 0.0);
  EXPECT_EQ(risk.information_ratio.reason, FigureReason::zero_variance);
  EXPECT_EQ(
      active_risk(std::vector<double>{0.1}, std::vector<double>{0.1}, 252).tracking_error.reason,
      FigureReason::too_few_returns);
}

}  // namespace
}  // namespace wealthjobs::finance
