#include "finance/performance/sharpe_ratio.h"

#include <gtest/gtest.h>

#include "finance/performance/worked_example.h"

namespace wealthjobs::finance {
namespace {

TEST(SharpeRatio, WorksExampleCOfTheMetricsJob) {
  EXPECT_NEAR(*sharpe_ratio(less(example_r, example_rf), 252).value, 3.4077, 5e-5);
}

TEST(SharpeRatio, OfWhatDoesNotMoveIsUnknown) {
  EXPECT_EQ(sharpe_ratio(std::vector<double>(30, 0.001), 252).reason, FigureReason::zero_variance);
  // 1 % a day by two navs differs in its last bits only
  EXPECT_EQ(sharpe_ratio(std::vector<double>{101.0 / 100 - 1, 102.01 / 101 - 1}, 252).reason,
            FigureReason::zero_variance);
  EXPECT_EQ(sharpe_ratio(std::vector<double>{0.01}, 252).reason, FigureReason::too_few_returns);
}

}  // namespace
}  // namespace wealthjobs::finance
