#include "finance/performance/volatility.h"

#include <gtest/gtest.h>

#include <vector>

#include "finance/performance/worked_example.h"

namespace wealthjobs::finance {
namespace {

TEST(Volatility, WorksExampleCOfTheMetricsJob) {
  EXPECT_NEAR(*volatility(example_r, 1).value, 0.01350926, 5e-9);
  EXPECT_NEAR(*volatility(example_r, 252).value, 0.214453, 5e-7);
  EXPECT_EQ(volatility(example_r, 252).n_obs, 5);
}

TEST(Volatility, OfWhatDoesNotMoveIsKnownToBeZero) {
  EXPECT_EQ(volatility(std::vector<double>(30, 0.0), 252).value, 0.0);
}

TEST(Volatility, OfOneReturnIsUnknown) {
  EXPECT_EQ(volatility(std::vector<double>{0.01}, 252).reason, FigureReason::too_few_returns);
  EXPECT_FALSE(volatility({}, 252).value);
}

}  // namespace
}  // namespace wealthjobs::finance
