#include "finance/ledger/break_gate.h"

#include <gtest/gtest.h>

#include <limits>

namespace wealthjobs::finance {
namespace {

TEST(BreakGate, ExactlyTheLimitPasses) {
  EXPECT_FALSE(exceeds_bps(50'000, 100'000'000, 5));  // 500.00 of 1,000,000.00
  EXPECT_TRUE(exceeds_bps(50'001, 100'000'000, 5));
}

TEST(BreakGate, NothingPassesWithoutNavAndNothingOverflows) {
  EXPECT_TRUE(exceeds_bps(1, 0, 5));
  EXPECT_TRUE(exceeds_bps(1, -100, 5));
  EXPECT_FALSE(exceeds_bps(0, 0, 5));
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  EXPECT_FALSE(exceeds_bps(most, most, 10'000));
}

TEST(BreakGate, PortfolioHasAToleranceACapAndNoPatienceForTheUnpriced) {
  EXPECT_FALSE(is_out_of_tolerance({50'000, 100'000'000, false}, {5, std::nullopt}));
  EXPECT_TRUE(is_out_of_tolerance({50'001, 100'000'000, false}, {5, std::nullopt}));
  EXPECT_TRUE(is_out_of_tolerance({40'001, 100'000'000, false}, {5, 40'000}));
  EXPECT_FALSE(is_out_of_tolerance({40'000, 100'000'000, false}, {5, 40'000}));
  EXPECT_TRUE(is_out_of_tolerance({0, 100'000'000, true}, {5, std::nullopt}));
}

TEST(BreakGate, CurrenciesAreJudgedOneByOne) {
  const BookExposure rows[] = {{base::Currency::of("AUD"), 10, 100'000},
                               {base::Currency::of("USD"), 60, 100'000}};
  ASSERT_NE(first_over_limit(rows, 5), nullptr);
  EXPECT_EQ(first_over_limit(rows, 5)->currency.code(), "USD");
  EXPECT_EQ(first_over_limit(rows, 6), nullptr);
}

}  // namespace
}  // namespace wealthjobs::finance
