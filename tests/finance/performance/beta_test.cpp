#include "finance/performance/beta.h"

#include <gtest/gtest.h>

#include "finance/performance/worked_example.h"
#include "numeric/regression.h"

namespace wealthjobs::finance {
namespace {

TEST(MarketModel, WorksExampleCOfTheMetricsJob) {
  const MarketModel model =
      market_model(less(example_r, example_rf), less(example_b, example_rf), 252);
  EXPECT_NEAR(*model.beta.value, 1.369543, 5e-7);
  EXPECT_NEAR(*model.alpha.value, 0.006038, 5e-7);
  EXPECT_NEAR(*model.alpha.value / 252, 0.00002396, 5e-9);
}

TEST(MarketModel, IsTheRegressionOfOneOnTheOther) {
  const MarketModel model = market_model(example_r, example_b, 1);
  const auto fit = numeric::least_squares(example_r, std::vector<numeric::Column>{example_b});
  EXPECT_NEAR(*model.alpha.value, fit->coefficients[0], 1e-15);
  EXPECT_NEAR(*model.beta.value, fit->coefficients[1], 1e-12);
  EXPECT_NEAR(*model.r_squared.value, *fit->r_squared, 1e-12);
}

TEST(MarketModel, NeedsABenchmarkThatMoves) {
  const std::vector<double> flat(5, 0.001);
  EXPECT_EQ(market_model(example_r, flat, 252).beta.reason, FigureReason::zero_variance);
  EXPECT_EQ(market_model({}, {}, 252).alpha.reason, FigureReason::too_few_returns);
  const MarketModel still = market_model(flat, example_b, 252);
  EXPECT_NEAR(*still.beta.value, 0, 1e-15);
  EXPECT_NEAR(*still.alpha.value, 0.252, 1e-12);
  EXPECT_EQ(still.r_squared.reason, FigureReason::zero_variance);
}

}  // namespace
}  // namespace wealthjobs::finance
