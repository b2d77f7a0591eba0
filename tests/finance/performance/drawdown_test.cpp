#include "finance/performance/drawdown.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "finance/performance/reference.h"
#include "finance/performance/worked_example.h"

namespace wealthjobs::finance {
namespace {

TEST(MaximumDrawdown, WorksExampleCOfTheMetricsJob) {
  EXPECT_NEAR(*maximum_drawdown(example_r).value, -0.015, 1e-15);
}

TEST(MaximumDrawdown, AgreesWithPublishedExamples) {
  WEALTHJOBS_NEEDS_SHARED(analytics);
  const base::Json file = reference_json("misc_examples.json");
  int cases = 0;
  for (const auto& row : file["drawdown"]) {
    if (!row.contains("expected_max_drawdown")) continue;
    std::vector<double> returns = row.value("returns", std::vector<double>());
    double before = 1;
    for (const double gain : row.value("accumulated_returns", std::vector<double>())) {
      returns.push_back((1 + gain) / before - 1);
      before = 1 + gain;
    }
    EXPECT_NEAR(*maximum_drawdown(returns).value, -row["expected_max_drawdown"].get<double>(),
                1e-12)
        << row["id"];
    ++cases;
  }
  EXPECT_EQ(cases, 4);
}

TEST(MaximumDrawdown, IsNeverAboveZero) {
  std::mt19937_64 random(3);
  std::normal_distribution<double> normal(0.001, 0.02);
  for (int i = 0; i < 1'000; ++i) {
    std::vector<double> returns(1 + static_cast<std::size_t>(i % 40));
    for (double& r : returns) r = normal(random);
    const double drawdown = *maximum_drawdown(returns).value;
    EXPECT_LE(drawdown, 0);
    EXPECT_LE(drawdown, std::min(0.0, *std::ranges::min_element(returns)) + 1e-15);
  }
}

TEST(CalmarRatio, IsYearlyGrowthForEachUnitOfDrawdown) {
  // by hand: wealth 1.1 x 0.9 x 1.2 = 1.188 in a quarter of months: 1.188^4 - 1 over 0.1
  EXPECT_NEAR(*calmar_ratio(std::vector<double>{0.1, -0.1, 0.2}, 12).value,
              (std::pow(1.188, 4) - 1) / 0.1, 1e-12);
}

TEST(CalmarRatio, IsUnknownWithoutADrawdownAndBelowNothing) {
  EXPECT_EQ(calmar_ratio(std::vector<double>{0.1, 0}, 12).reason, FigureReason::no_drawdown);
  EXPECT_EQ(calmar_ratio(std::vector<double>{-1.5, 0.1}, 12).reason, FigureReason::wealth_lost);
  EXPECT_NEAR(*calmar_ratio(std::vector<double>{-1.0, 0.1}, 12).value, -1, 1e-15);
  EXPECT_EQ(calmar_ratio({}, 12).reason, FigureReason::too_few_returns);
  EXPECT_EQ(maximum_drawdown({}).reason, FigureReason::too_few_returns);
}

}  // namespace
}  // namespace wealthjobs::finance
