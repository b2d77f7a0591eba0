#include "numeric/ridge.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "numeric/moments.h"

namespace wealthjobs::numeric {
namespace {

const std::vector<double> y = {30, -20, 10, 40, -10};
const Column x = {-4, 3, -1, -6, 2};

TEST(Ridge, WithoutPenaltyIsLeastSquares) {
  const Column other = {1, 4, -2, 0, 3};
  const auto plain = least_squares(y, std::vector<Column>{x, other});
  const auto ridge = ridge_regression(y, std::vector<Column>{x, other}, 0);
  ASSERT_TRUE(plain && ridge);
  for (std::size_t j = 0; j < 3; ++j) {
    EXPECT_NEAR(ridge->coefficients[j], plain->coefficients[j], 1e-12);
  }
  EXPECT_NEAR(*ridge->r_squared, *plain->r_squared, 1e-12);
  EXPECT_NEAR(ridge->degrees_of_freedom, 2, 1e-12);
}

TEST(Ridge, ShrinksOneSlopeByTheFormula) {
  // one regressor z of deviation 1 over n rows: slope = z'y / (n - 1 + lambda)
  const auto plain = ridge_regression(y, std::vector<Column>{x}, 0);
  const auto shrunk = ridge_regression(y, std::vector<Column>{x}, 4);
  EXPECT_NEAR(shrunk->coefficients[1], plain->coefficients[1] / 2, 1e-12);
  EXPECT_NEAR(shrunk->coefficients[0] + shrunk->coefficients[1] * mean(x), mean(y), 1e-12);
}

TEST(Ridge, SharesASlopeBetweenTwins) {
  const auto one = ridge_regression(y, std::vector<Column>{x}, 0);
  const auto twins = ridge_regression(y, std::vector<Column>{x, x}, 1e-9);
  EXPECT_NEAR(twins->coefficients[1], one->coefficients[1] / 2, 1e-8);
  EXPECT_NEAR(twins->coefficients[2], one->coefficients[1] / 2, 1e-8);
}

TEST(Ridge, ChoosesAPenaltyThatCollinearDataNeed) {
  std::mt19937_64 random(11);
  std::normal_distribution<double> normal(0, 1);
  Column a(120);
  Column b(120);
  std::vector<double> z(120);
  for (std::size_t i = 0; i < a.size(); ++i) {
    a[i] = normal(random);
    b[i] = a[i] + 1e-7 * normal(random);
    z[i] = a[i] + b[i] + normal(random);
  }
  const auto fit = ridge_regression(z, std::vector<Column>{a, b});
  ASSERT_TRUE(fit);
  EXPECT_GT(fit->lambda, 0);
  EXPECT_NEAR(fit->coefficients[1], fit->coefficients[2], 1e-3);
  EXPECT_NEAR(fit->coefficients[1] + fit->coefficients[2], 2, 0.3);
}

TEST(Ridge, ARegressorThatDoesNotMoveHasNoSlope) {
  const auto fit = ridge_regression(y, std::vector<Column>{x, Column(5, 3.0)}, 0.1);
  EXPECT_EQ(fit->coefficients[2], 0);
  EXPECT_FALSE(ridge_regression(y, std::vector<Column>{Column(5, 3.0)}));
  EXPECT_FALSE(ridge_regression(std::vector<double>{1, 2}, std::vector<Column>{{1, 2}}));
  EXPECT_FALSE(ridge_regression(std::vector<double>(5, 1.0), std::vector<Column>{x}, 1)->r_squared);
}

TEST(VarianceInflation, IsOneForIndependentAndInfiniteForDependentColumns) {
  const std::vector<Column> orthogonal = {{1, -1, 1, -1}, {1, 1, -1, -1}};
  EXPECT_NEAR(variance_inflation(orthogonal)[0], 1, 1e-12);
  EXPECT_NEAR(variance_inflation(std::vector<Column>{{1, 2, 4, 3}})[0], 1, 1e-12);
  const std::vector<Column> dependent = {{1, 2, 3, 4, 6}, {2, 4, 6, 8, 12}, {1, 0, 2, 0, 5}};
  EXPECT_TRUE(std::isinf(variance_inflation(dependent)[0]));
}

}  // namespace
}  // namespace wealthjobs::numeric
