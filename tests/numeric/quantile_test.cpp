#include "numeric/quantile.h"

#include <gtest/gtest.h>

#include <vector>

namespace wealthjobs::numeric {
namespace {

TEST(Quantile, InterpolatesBetweenOrderStatistics) {
  const std::vector<double> values = {1, 2, 3, 4};
  EXPECT_DOUBLE_EQ(quantile(values, 1, 10), 1.3);
  EXPECT_DOUBLE_EQ(quantile(values, 1, 2), 2.5);
  EXPECT_EQ(quantile(values, 0, 10), 1);
  EXPECT_EQ(quantile(values, 10, 10), 4);
}

TEST(Quantile, HitsAnOrderStatisticExactly) {
  std::vector<double> values;
  for (int i = 0; i <= 1'000; ++i) values.push_back(i * 0.1);
  EXPECT_EQ(quantile(values, 3, 10), values[300]);
}

TEST(Quantile, EqualNeighboursGiveThemselves) {
  const std::vector<double> values = {0.1, 0.3, 0.3, 0.3, 0.7};
  EXPECT_EQ(quantile(values, 4, 10), 0.3);
  EXPECT_EQ(quantile(std::vector<double>{5}, 1, 3), 5);
}

TEST(QuantileDeath, RefusesWhatIsNotSorted) {
  EXPECT_DEATH(quantile(std::vector<double>{2, 1}, 1, 2), "");
  EXPECT_DEATH(quantile({}, 1, 2), "");
  EXPECT_DEATH(quantile(std::vector<double>{1}, 3, 2), "");
}

}  // namespace
}  // namespace wealthjobs::numeric
