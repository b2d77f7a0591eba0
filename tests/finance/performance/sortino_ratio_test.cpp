#include "finance/performance/sortino_ratio.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace wealthjobs::finance {
namespace {

TEST(SortinoRatio, CountsEveryPeriodInTheDownside) {
  EXPECT_EQ(*sortino_ratio(std::vector<double>{0.01, -0.01, 0.02, -0.02}, 12).value, 0);
  // by hand: mean 1 %, downside sqrt(0.01^2 / 2)
  EXPECT_NEAR(*sortino_ratio(std::vector<double>{0.03, -0.01}, 12).value,
              0.01 / (0.01 / std::sqrt(2.0)) * std::sqrt(12.0), 1e-12);
}

TEST(SortinoRatio, WithoutLossesIsUnknown) {
  EXPECT_EQ(sortino_ratio(std::vector<double>{0.01, 0}, 252).reason, FigureReason::no_losses);
  EXPECT_EQ(sortino_ratio({}, 252).reason, FigureReason::too_few_returns);
}

}  // namespace
}  // namespace wealthjobs::finance
