#include "finance/valuation/exact_ratio.h"

#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "base/error.h"
#include "finance/valuation/wide_natural.h"

namespace wealthjobs::finance {
namespace {

using base::int128;
using base::Rounding;

constexpr std::int64_t int64_max = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t int64_min = std::numeric_limits<std::int64_t>::min();

TEST(ExactRatio, IsReduced) {
  EXPECT_EQ(reduced_ratio(108'460'000, 65'710'000), (ExactRatio{10'846, 6'571}));
  EXPECT_EQ(product_of({10, 7}, {21, 4}), (ExactRatio{15, 2}));
  EXPECT_EQ(inverse_of({3, 2}), (ExactRatio{2, 3}));
}

TEST(ExactRatio, ReducesNumbersBeyond64Bits) {
  const int128 wide = static_cast<int128>(1) << 100;
  EXPECT_EQ(reduced_ratio(wide * 3, wide * 5), (ExactRatio{3, 5}));
  EXPECT_EQ(reduced_ratio(wide, 3), (ExactRatio{wide, 3}));
}

TEST(ExactRatio, ScalesWithOneRounding) {
  EXPECT_EQ(scale_by(100'00, {10'846, 6'571}, Rounding::half_even), 165'06);
  EXPECT_EQ(scale_by(5, {1, 2}, Rounding::half_even), 2);
  EXPECT_EQ(scale_by(5, {1, 2}, Rounding::half_up), 3);
  EXPECT_EQ(scale_by(-5, {1, 2}, Rounding::half_up), -3);
  EXPECT_EQ(scale_by(-5, {1, 2}, Rounding::half_even), -2);
  EXPECT_EQ(scale_by(-5, {1, 2}, Rounding::toward_zero), -2);
  EXPECT_EQ(scale_by(int64_min, {1, 1}, Rounding::half_even), int64_min);
}

TEST(ExactRatio, GatesInsteadOfWrapping) {
  EXPECT_THROW(scale_by(int64_max, {2, 1}, Rounding::half_even), base::Error);
  const int128 wide = static_cast<int128>(1) << 120;
  EXPECT_THROW(scale_by(int64_max, {wide, 1}, Rounding::half_even), base::Error);
  EXPECT_THROW(product_of({wide, 1}, {wide, 1}), base::Error);
}

// 64, 128 and 512 bits must give the same answer: a common factor pushes the same quotient through
// the wider ways.
TEST(ExactRatio, EveryWidthRoundsAlike) {
  std::mt19937_64 random(11);
  const int128 shift = static_cast<int128>(1) << 60;
  for (int i = 0; i < 3'000; ++i) {
    const auto num = static_cast<std::int64_t>(random() % 200U + 1U);
    const auto den = static_cast<std::int64_t>(random() % 200U + 1U);
    const auto amount = static_cast<std::int64_t>(random() >> 24U) - (1LL << 39);
    for (const Rounding rounding :
         {Rounding::half_up, Rounding::half_even, Rounding::toward_zero}) {
      const std::int64_t narrow = scale_by(amount, {num, den}, rounding);
      ASSERT_EQ(scale_by_wide(amount, {num, den}, rounding), narrow);
      ASSERT_EQ(scale_by_wide(amount, {num * shift, den * shift}, rounding), narrow);
      ASSERT_EQ(scale_by_wide(amount, {num * shift * 1'000'003, den * shift * 1'000'003}, rounding),
                narrow);
    }
  }
}

TEST(ExactRatio, BasisPointBorderIsInside) {
  EXPECT_FALSE(differs_by_more_than_bps({10'010, 10'000}, {1, 1}, 10));
  EXPECT_TRUE(differs_by_more_than_bps({100'101, 100'000}, {1, 1}, 10));
  EXPECT_FALSE(differs_by_more_than_bps({9'990, 10'000}, {1, 1}, 10));
  EXPECT_TRUE(differs_by_more_than_bps({99'899, 100'000}, {1, 1}, 10));
}

TEST(ExactRatio, WideComparisonAgreesWithTheNarrowOne) {
  std::mt19937_64 random(12);
  const int128 shift = static_cast<int128>(1) << 70;
  for (int i = 0; i < 1'000; ++i) {
    const ExactRatio a{static_cast<int128>(random() % 1'000'000U + 1U), 999'983};
    const ExactRatio b{static_cast<int128>(random() % 1'000'000U + 1U), 1'000'003};
    const auto bps = static_cast<std::int64_t>(random() % 20'000U);
    const ExactRatio wide{a.num * shift, a.den * shift};
    ASSERT_EQ(differs_by_more_than_bps(a, b, bps), differs_by_more_than_bps(wide, b, bps));
    ASSERT_EQ(deviation_e8(a, b), deviation_e8(wide, b));
  }
}

}  // namespace
}  // namespace wealthjobs::finance
