#include "finance/valuation/wide_natural.h"

#include <random>

#include <gtest/gtest.h>

namespace wealthjobs::finance {
namespace {

using base::int128;

WideNatural power_of_two(int exponent) {
  WideNatural value;
  value.set_bit(exponent);
  return value;
}

TEST(WideNatural, MultipliesPowersOfTwo) {
  EXPECT_EQ(power_of_two(100) * power_of_two(100), power_of_two(200));
  EXPECT_EQ(divide_wide(power_of_two(200), power_of_two(150)).quotient, power_of_two(50));
  EXPECT_EQ(power_of_two(511).bit_length(), 512);
  EXPECT_EQ(WideNatural(255).bit_length(), 8);
  EXPECT_EQ(WideNatural().bit_length(), 0);
}

TEST(WideNatural, KnowsWhatFitsInto64Bits) {
  EXPECT_TRUE(WideNatural(9'223'372'036'854'775'807LL).fits_int64());
  EXPECT_EQ(WideNatural(9'223'372'036'854'775'807LL).to_int64(), 9'223'372'036'854'775'807LL);
  EXPECT_FALSE(power_of_two(63).fits_int64());
}

TEST(WideNatural, BorrowsAcrossLimbs) {
  EXPECT_EQ(power_of_two(128) - WideNatural(1) + WideNatural(1), power_of_two(128));
  EXPECT_EQ((power_of_two(128) - WideNatural(1)).bit_length(), 128);
}

TEST(WideNatural, DividesBackWhatItMultiplied) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 1'000; ++i) {
    const auto number = [&] {
      const int128 wide = static_cast<int128>(random() >> 2U) << (random() % 60U);
      return WideNatural(wide + static_cast<int128>(random() >> 3U));
    };
    const WideNatural a = number();
    const WideNatural b = number() + WideNatural(1);
    const WideNatural rest = divide_wide(number(), b).remainder;
    const auto [quotient, remainder] = divide_wide(a * b + rest, b);
    ASSERT_EQ(quotient, a);
    ASSERT_EQ(remainder, rest);
    ASSERT_LT(remainder, b);
  }
}

TEST(WideNaturalDeathTest, AbortsBeyond512BitsAndBelowZero) {
  EXPECT_DEATH(power_of_two(300) * power_of_two(300), "");
  EXPECT_DEATH(WideNatural(1) - WideNatural(2), "");
  EXPECT_DEATH(power_of_two(511) + power_of_two(511), "");
}

}  // namespace
}  // namespace wealthjobs::finance
