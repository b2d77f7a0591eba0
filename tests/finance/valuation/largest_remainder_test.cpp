#include "finance/valuation/largest_remainder.h"

#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/decimal.h"
#include "base/error.h"

namespace wealthjobs::finance {
namespace {

using testing::ElementsAre;

std::vector<std::int64_t> shares(const std::vector<std::int64_t>& weights, int decimals = 2) {
  return *percentages_of_total(weights, decimals);
}

TEST(LargestRemainder, AddsThreeEqualSharesToAHundred) {
  EXPECT_THAT(shares({1, 1, 1}), ElementsAre(33'34, 33'33, 33'33));
  EXPECT_THAT(shares({1, 1, 1}, 0), ElementsAre(34, 33, 33));
  EXPECT_THAT(shares({1, 1, 1}, 4), ElementsAre(33'3334, 33'3333, 33'3333));
}

TEST(LargestRemainder, GivesTheUnitToTheLargestRemainder) {
  EXPECT_THAT(shares({166, 167, 667}, 0), ElementsAre(16, 17, 67));
  EXPECT_THAT(shares({1, 2, 4}, 1), ElementsAre(14'3, 28'6, 57'1));
}

TEST(LargestRemainder, KnowsOneRowZerosAndOverdrafts) {
  EXPECT_THAT(shares({5}), ElementsAre(100'00));
  EXPECT_THAT(shares({5, 0}), ElementsAre(100'00, 0));
  EXPECT_THAT(shares({110, -10}), ElementsAre(110'00, -10'00));
  EXPECT_THAT(shares({-1, -1, -1}), ElementsAre(33'34, 33'33, 33'33));
  EXPECT_EQ(percentages_of_total(std::vector<std::int64_t>{1, -1}, 2), std::nullopt);
  EXPECT_EQ(percentages_of_total({}, 2), std::nullopt);
}

TEST(LargestRemainder, TiesGoToTheEarlierRow) {
  EXPECT_THAT(shares({1, 1, 1, 1, 1, 1}, 0), ElementsAre(17, 17, 17, 17, 16, 16));
}

TEST(LargestRemainder, AlwaysAddsUpAndStaysWithinOneUnit) {
  std::mt19937_64 random(31);
  for (int i = 0; i < 2'000; ++i) {
    const int decimals = static_cast<int>(random() % 7U);
    std::vector<std::int64_t> weights(random() % 30U + 1U);
    for (auto& w : weights) w = static_cast<std::int64_t>(random() % 1'000'000'000'000U) - 100'000;
    const auto total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    if (total == 0) continue;
    const auto result = shares(weights, decimals);
    const std::int64_t whole = base::power_of_ten(decimals + 2);
    ASSERT_EQ(std::accumulate(result.begin(), result.end(), std::int64_t{0}), whole);
    for (std::size_t row = 0; row < weights.size(); ++row) {
      const long double exact = static_cast<long double>(weights[row]) *
                                static_cast<long double>(whole) / static_cast<long double>(total);
      ASSERT_LT(std::abs(static_cast<long double>(result[row]) - exact), 1.000001L);
    }
  }
}

TEST(LargestRemainder, StaysExactForTheLargestAmounts) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  EXPECT_THAT(shares({most, most, most}), ElementsAre(33'34, 33'33, 33'33));
}

}  // namespace
}  // namespace wealthjobs::finance
