#include "numeric/root.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <random>

namespace wealthjobs::numeric {
namespace {

std::vector<double> grid(double low, double high, int places) {
  std::vector<double> x;
  for (int i = 0; i < places; ++i) x.push_back(low + (high - low) * i / (places - 1));
  return x;
}

ScannedFunction scanned(const Function& f, double size) {
  return {f, [size](double) { return size; }, 8 * std::numeric_limits<double>::epsilon()};
}

TEST(BracketedRoot, GoesToTheLastBits) {
  EXPECT_DOUBLE_EQ(bracketed_root([](double x) { return x * x - 2; }, 0, 2), std::numbers::sqrt2);
  EXPECT_NEAR(bracketed_root([](double x) { return std::cos(x) - x; }, 0, 1), 0.7390851332151607,
              1e-15);
  EXPECT_EQ(bracketed_root([](double x) { return x - 3; }, 3, 4), 3);
}

TEST(BracketedRoot, SurvivesFlatAndSteepCurves) {
  EXPECT_NEAR(bracketed_root([](double x) { return std::pow(x, 9); }, -1, 1.7), 0, 1e-30);
  EXPECT_NEAR(bracketed_root([](double x) { return x < 0.3 ? -1e-9 : 1e12; }, 0, 1), 0.3, 1e-15);
}

TEST(BracketedRoot, FindsTheRootOfRandomCubics) {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> uniform(-5, 5);
  for (int i = 0; i < 1'000; ++i) {
    const double root = uniform(random);
    const double curve = std::fabs(uniform(random)) + 0.1;
    const auto f = [&](double x) { return (x - root) * (curve + (x - root) * (x - root)); };
    EXPECT_NEAR(bracketed_root(f, -6, 6), root, 1e-14 * (1 + std::fabs(root)));
  }
}

TEST(RootsByScan, FindsEveryChangeOfSign) {
  const auto f = [](double x) { return (x - 1) * (x - 2.5) * (x + 3); };
  const auto roots = roots_by_scan(scanned(f, 30), grid(-10, 10, 201));
  ASSERT_EQ(roots.size(), 3U);
  EXPECT_NEAR(roots[0], -3, 1e-14);
  EXPECT_NEAR(roots[1], 1, 1e-14);
  EXPECT_NEAR(roots[2], 2.5, 1e-14);
}

TEST(RootsByScan, FindsTwoRootsBetweenTwoPlaces) {
  const auto f = [](double x) { return (x - 0.501) * (x - 0.503); };
  const auto roots = roots_by_scan(scanned(f, 1), grid(0, 1, 11));
  ASSERT_EQ(roots.size(), 2U);
  EXPECT_NEAR(roots[0], 0.501, 1e-12);
  EXPECT_NEAR(roots[1], 0.503, 1e-12);
}

TEST(RootsByScan, FindsARootThatOnlyTouches) {
  const auto f = [](double x) { return (x - 0.53) * (x - 0.53); };
  const auto roots = roots_by_scan(scanned(f, 1), grid(0, 1, 11));
  ASSERT_EQ(roots.size(), 1U);
  EXPECT_NEAR(roots[0], 0.53, 1e-7);
  EXPECT_TRUE(
      roots_by_scan(scanned([&](double x) { return f(x) + 1e-6; }, 1), grid(0, 1, 11)).empty());
}

TEST(BracketedRootDeath, RefusesEndsOfOneSign) {
  EXPECT_DEATH(bracketed_root([](double x) { return x * x + 1; }, 0, 2), "");
}

}  // namespace
}  // namespace wealthjobs::numeric
