#include "numeric/normal.h"

#include <gtest/gtest.h>

#include <cmath>

namespace wealthjobs::numeric {
namespace {

TEST(Normal, AgreesWithTables) {
  EXPECT_NEAR(normal_probability(0.6), 0.725747, 5e-7);
  EXPECT_NEAR(normal_probability(-0.9), 0.184060, 5e-7);
  EXPECT_NEAR(normal_quantile(0.95), 1.644853626951472, 1e-14);  // R qnorm(0.95)
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-14);
  EXPECT_NEAR(normal_quantile(0.99), 2.326347874040841, 1e-14);
  EXPECT_NEAR(normal_density(0), 0.3989422804014327, 1e-16);
}

TEST(Normal, QuantileAndProbabilityAreInverse) {
  for (int i = 1; i < 2'000; ++i) {
    const double p = i / 2'000.0;
    EXPECT_NEAR(normal_probability(normal_quantile(p)), p, 1e-15);
  }
  EXPECT_EQ(normal_quantile(0.5), 0);
  EXPECT_NEAR(normal_quantile(1e-300), -37.0471, 1e-4);
}

TEST(NormalDeath, RefusesImpossibleProbabilities) {
  EXPECT_DEATH(normal_quantile(0), "");
  EXPECT_DEATH(normal_quantile(1), "");
}

}  // namespace
}  // namespace wealthjobs::numeric
