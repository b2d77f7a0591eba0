#include "finance/performance/value_at_risk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace wealthjobs::finance {
namespace {

// Worked example of domain job 22.
const std::vector<double> outcomes = {-820, 340,  -150, 610,  -480, 220, 90,   -1350, 410,  -60,
                                      530,  -275, 180,  -990, 260,  75,  -340, 450,   -110, 300};

TEST(HistoricalTailRisk, WorksTheExampleOfTheRiskJob) {
  const TailRisk five = historical_tail_risk(outcomes, 500);
  EXPECT_DOUBLE_EQ(*five.value_at_risk.value, 990);
  EXPECT_DOUBLE_EQ(*five.expected_shortfall.value, 1350);
  const TailRisk more = historical_tail_risk(outcomes, 750);
  EXPECT_DOUBLE_EQ(*more.value_at_risk.value, 990);
  EXPECT_DOUBLE_EQ(*more.expected_shortfall.value, 1230);
}

TEST(ParametricTailRisk, WorksTheExampleOfTheRiskJob) {
  const TailRisk normal = parametric_tail_risk(outcomes, 500);
  EXPECT_NEAR(*normal.value_at_risk.value, 921.33, 0.005);
  EXPECT_NEAR(*normal.expected_shortfall.value, 1141.28, 0.005);
}

TEST(TailRisk, OfTooLittleIsUnknown) {
  EXPECT_EQ(historical_tail_risk({}, 500).value_at_risk.reason, FigureReason::too_few_returns);
  EXPECT_EQ(parametric_tail_risk(std::vector<double>{1}, 500).expected_shortfall.reason,
            FigureReason::too_few_returns);
  EXPECT_EQ(*historical_tail_risk(std::vector<double>{-3}, 500).expected_shortfall.value, 3);
}

// domain/92 point 13.
TEST(TailRisk, TheShortfallIsNeverBelowTheValueAtRisk) {
  std::mt19937_64 random(13);
  std::normal_distribution<double> normal(0, 1);
  for (int i = 0; i < 1'000; ++i) {
    std::vector<double> x(2 + random() % 400);
    for (double& v : x) v = normal(random) * 0.01;
    const int tail_bps = 1 + static_cast<int>(random() % 5'000);
    const TailRisk counted = historical_tail_risk(x, tail_bps);
    EXPECT_GE(*counted.expected_shortfall.value, *counted.value_at_risk.value);
    const TailRisk law = parametric_tail_risk(x, tail_bps);
    EXPECT_GE(*law.expected_shortfall.value, *law.value_at_risk.value);
    std::vector<double> shuffled = x;
    std::ranges::shuffle(shuffled, random);
    EXPECT_EQ(historical_tail_risk(shuffled, tail_bps).expected_shortfall,
              counted.expected_shortfall);
  }
}

}  // namespace
}  // namespace wealthjobs::finance
