#include "numeric/rolling.h"

#include <gtest/gtest.h>

#include <random>

#include "finance/performance/reference.h"
#include "numeric/moments.h"

namespace wealthjobs::numeric {
namespace {

using finance::agrees;
using finance::analytics;
using finance::ReferenceTable;
using finance::shared_path;

std::vector<double> plain(const std::vector<finance::DatedValue>& series) {
  std::vector<double> values;
  for (const finance::DatedValue& row : series) values.push_back(row.value);
  return values;
}

TEST(Rolling, CorrelationOfThirtyDaysAgrees) {
  WEALTHJOBS_NEEDS_SHARED(analytics);
  const ReferenceTable expected("rolling_corr30_aapl.csv");
  const ReferenceTable stocks("stocks_daily.csv");
  const auto aapl = plain(stocks.series("AAPL"));
  int compared = 0;
  for (const std::string other : {"MSFT", "C"}) {
    const auto rows = rolling_correlation(aapl, plain(stocks.series(other)), 30);
    ASSERT_EQ(rows.size(), expected.rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto wanted = expected.number(i, expected.column(other));
      ASSERT_EQ(rows[i].has_value(), wanted.has_value()) << other << " row " << i;
      if (!wanted) continue;
      EXPECT_TRUE(agrees(*rows[i], *wanted)) << other << " row " << i;
      ++compared;
    }
  }
  EXPECT_EQ(compared, 2 * (2'516 - 29));
}

TEST(Rolling, MomentumOfNinetyLevelsAgrees) {
  WEALTHJOBS_NEEDS_SHARED(analytics);
  const base::Json expected = finance::reference_json("momentum90.json")["expected"];
  const ReferenceTable stocks("stocks_daily.csv");
  EXPECT_EQ(expected.size(), 3U);
  for (const auto& [symbol, figures] : expected.items()) {
    std::vector<double> levels;
    double level = 1;
    for (const auto& row : stocks.series(symbol)) levels.push_back(level *= 1 + row.value);
    EXPECT_TRUE(agrees(*rolling_mean(levels, 90).back(), figures["mean90"].get<double>()));
    EXPECT_TRUE(
        agrees(*rolling_deviation(levels, 90).back(), figures["std90_sample"].get<double>()));
    EXPECT_TRUE(
        agrees(*rolling_momentum(levels, 90).back(), figures["momentum_sample"].get<double>()));
  }
}

TEST(Rolling, ARowKnowsNothingBehindIt) {
  std::mt19937_64 random(5);
  std::normal_distribution<double> normal(0, 1);
  for (int i = 0; i < 1'000; ++i) {
    std::vector<double> x(12);
    std::vector<double> y(12);
    for (double& v : x) v = normal(random);
    for (double& v : y) v = normal(random);
    const std::size_t t = 4 + static_cast<std::size_t>(i % 8);
    const auto before = rolling_correlation(x, y, 4)[t];
    const auto momentum = rolling_momentum(x, 4)[t];
    for (std::size_t k = t + 1; k < x.size(); ++k) x[k] = y[k] = 1e9 * normal(random);
    EXPECT_EQ(rolling_correlation(x, y, 4)[t], before);
    EXPECT_EQ(rolling_momentum(x, 4)[t], momentum);
  }
}

TEST(Rolling, AWindowThatDoesNotMoveHasNoRow) {
  const std::vector<double> flat(6, 2.5);
  const std::vector<double> up = {1, 2, 3, 4, 5, 6};
  for (const Row& row : rolling_momentum(flat, 3)) EXPECT_FALSE(row);
  for (const Row& row : rolling_correlation(flat, up, 3)) EXPECT_FALSE(row);
  EXPECT_EQ(rolling_mean(up, 3)[2], 2);
  EXPECT_FALSE(rolling_mean(up, 3)[1]);
  EXPECT_TRUE(rolling_mean(up, 9).size() == 6 && !rolling_mean(up, 9)[5]);
}

TEST(RollingDeath, RefusesAWindowOfOne) { EXPECT_DEATH(rolling_mean({}, 1), ""); }

}  // namespace
}  // namespace wealthjobs::numeric
