#include "numeric/moments.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace wealthjobs::numeric {
namespace {

const std::vector<double> y = {30, -20, 10, 40, -10};
const std::vector<double> x = {-4, 3, -1, -6, 2};

TEST(Moments, AreThoseOfTheHeader) {
  EXPECT_DOUBLE_EQ(mean(y), 10);
  EXPECT_DOUBLE_EQ(sample_variance(y), 650);
  EXPECT_DOUBLE_EQ(covariance(x, y), -97.5);
}

TEST(Moments, KeepTheirDigitsOnALargeMean) {
  // by hand: 1e9 + (4, 7, 13, 16) has variance 30
  const std::vector<double> far = {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16};
  EXPECT_DOUBLE_EQ(sample_variance(far), 30);
}

TEST(Moments, ALineHasCorrelationOne) {
  std::vector<double> line;
  for (const double v : x) line.push_back(3 - 2 * v);
  EXPECT_DOUBLE_EQ(*correlation(x, line), -1);
  EXPECT_FALSE(correlation(x, std::vector<double>(5, 7)));
}

TEST(Moments, CorrelationStaysWithinOneOnRandomSamples) {
  std::mt19937_64 random(20200630);
  std::normal_distribution<double> normal(0, 1);
  for (int i = 0; i < 1'000; ++i) {
    std::vector<double> a(5);
    std::vector<double> b(5);
    for (std::size_t k = 0; k < 5; ++k) {
      a[k] = normal(random);
      b[k] = i % 3 == 0 ? a[k] * 1e-3 : normal(random);
    }
    const double c = *correlation(a, b);
    EXPECT_LE(std::fabs(c), 1);
  }
}

TEST(Moments, RoundingIsNotMovement) {
  EXPECT_TRUE(is_constant(std::vector<double>{0.1, 0.1, 0.1}, 0));
  EXPECT_TRUE(is_constant(std::vector<double>{0.3, 0.1 + 0.2}, 1e-15));
  EXPECT_FALSE(is_constant(std::vector<double>{0.3, 0.3001}, 1e-15));
  EXPECT_TRUE(is_constant(std::vector<double>{5}, 0));
}

TEST(MomentsDeath, RefuseWhatHasNone) {
  EXPECT_DEATH(mean({}), "");
  EXPECT_DEATH(sample_variance(std::vector<double>{1}), "");
  EXPECT_DEATH(covariance(x, std::vector<double>{1, 2}), "");
}

}  // namespace
}  // namespace wealthjobs::numeric
