#include "base/rounding.h"

#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <limits>
#include <random>

#include "base/error.h"

namespace wealthjobs::base {
namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
constexpr int128 smallest128 = static_cast<int128>(1) << 126 << 1;

void expect_overflow(const std::function<void()>& act, const std::string& operands) {
  try {
    act();
    FAIL() << "wrapped around";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::internal);
    EXPECT_EQ(error.message(), "overflow of a 64-bit amount: " + operands);
  }
}

// Golden numbers rd_hu and rd_he: 0.5, 1.5, 2.5, -0.5, -2.5.
TEST(DivideRounded, ReproducesTheGoldenHalves) {
  constexpr std::array halves{1, 3, 5, -1, -5};
  constexpr std::array half_up{1, 2, 3, -1, -3};
  constexpr std::array half_even{0, 2, 2, 0, -2};
  constexpr std::array toward_zero{0, 1, 2, 0, -2};
  for (std::size_t i = 0; i < halves.size(); ++i) {
    EXPECT_EQ(divide_rounded(halves[i], 2, Rounding::half_up), half_up[i]);
    EXPECT_EQ(divide_rounded(halves[i], 2, Rounding::half_even), half_even[i]);
    EXPECT_EQ(divide_rounded(halves[i], 2, Rounding::toward_zero), toward_zero[i]);
    EXPECT_EQ(divide_rounded(-halves[i], -2, Rounding::half_up), half_up[i]);
    EXPECT_EQ(divide_rounded(-halves[i], -2, Rounding::half_even), half_even[i]);
  }
}

TEST(DivideRounded, DecidesByTheWholeRemainder) {
  EXPECT_EQ(divide_rounded(14, 10, Rounding::half_up), 1);
  EXPECT_EQ(divide_rounded(15, 10, Rounding::half_up), 2);
  EXPECT_EQ(divide_rounded(16, 10, Rounding::half_even), 2);
  EXPECT_EQ(divide_rounded(-14, 10, Rounding::half_even), -1);
  EXPECT_EQ(divide_rounded(1, 3, Rounding::half_up), 0);
  EXPECT_EQ(divide_rounded(2, 3, Rounding::half_up), 1);
  EXPECT_EQ(divide_rounded(10, 5, Rounding::half_up), 2);
  EXPECT_EQ(divide_rounded(0, 7, Rounding::half_even), 0);
}

TEST(DivideRounded, AbortsOnADivisionByZero) {
  EXPECT_DEATH(divide_rounded(1, 0, Rounding::half_up), "denominator != 0");
}

// The rounded quotient lies within half a unit, and of two such the mode chooses.
TEST(DivideRounded, IsTheNearestIntegerForRandomOperands) {
  std::mt19937_64 random(4);
  for (int i = 0; i < 5000; ++i) {
    const auto numerator = static_cast<std::int64_t>(random()) >> (random() % 60);
    const auto denominator = static_cast<std::int64_t>(random() % 1000) + 1;
    const auto up = divide_rounded(numerator, denominator, Rounding::half_up);
    const auto even = divide_rounded(numerator, denominator, Rounding::half_even);
    const int128 twice =
        2 * (static_cast<int128>(numerator) - static_cast<int128>(even) * denominator);
    ASSERT_LE(twice < 0 ? -twice : twice, denominator);
    const bool tie = twice == denominator || twice == -static_cast<int128>(denominator);
    if (tie) {
      ASSERT_EQ(even % 2, 0);
      ASSERT_EQ((up < 0 ? -up : up), (even < 0 ? -even : even) + (up == even ? 0 : 1));
    } else {
      ASSERT_EQ(up, even);
    }
    ASSERT_EQ(divide_rounded(-static_cast<int128>(numerator), denominator, Rounding::half_up), -up);
  }
}

// Rule book VIII 14: amounts near +-9.2e18 gate, never wrap.
TEST(DivideRounded, ReachesTheEndsOf64BitsAndThrowsBeyond) {
  const int128 top = largest;
  EXPECT_EQ(divide_rounded(top * 10, 10, Rounding::half_up), largest);
  EXPECT_EQ(divide_rounded(static_cast<int128>(smallest) * 10, 10, Rounding::half_up), smallest);
  EXPECT_EQ(divide_rounded(top * 10 + 4, 10, Rounding::half_up), largest);
  expect_overflow([&] { divide_rounded(top * 10 + 5, 10, Rounding::half_up); },
                  "92233720368547758075 / 10");
  expect_overflow([&] { divide_rounded(top + 1, 1, Rounding::toward_zero); },
                  "9223372036854775808 / 1");
  EXPECT_EQ(divide_rounded(top + 1, -1, Rounding::toward_zero), smallest);
  expect_overflow([&] { divide_rounded(smallest, -1, Rounding::half_even); },
                  "9223372036854775808 / 1");
}

TEST(DivideRounded, ThrowsWhereThe128BitsThemselvesEnd) {
  EXPECT_THROW(divide_rounded(smallest128, -1, Rounding::half_up), Error);
  EXPECT_THROW(divide_rounded(1, smallest128, Rounding::half_up), Error);
  EXPECT_EQ(divide_rounded(smallest128 + 1, smallest128 + 1, Rounding::half_up), 1);
}

TEST(MultiplyDivide, KeepsTheProductIn128Bits) {
  EXPECT_EQ(multiply_divide(150'000'000, 42'315'000, 10'000'000'000, Rounding::half_up), 634'725);
  EXPECT_EQ(multiply_divide(largest, largest, largest, Rounding::half_even), largest);
  EXPECT_EQ(multiply_divide(smallest, largest, largest, Rounding::half_even), smallest);
  expect_overflow([] { multiply_divide(largest, 2, 1, Rounding::half_up); },
                  "18446744073709551614 / 1");
}

TEST(AddChecked, ThrowsInsteadOfWrapping) {
  EXPECT_EQ(add_checked(largest - 1, 1), largest);
  EXPECT_EQ(add_checked(smallest, largest), -1);
  expect_overflow([] { add_checked(largest, 1); }, "9223372036854775807 + 1");
  expect_overflow([] { add_checked(smallest, -1); }, "-9223372036854775808 + -1");
  EXPECT_EQ(subtract_checked(smallest + 1, 1), smallest);
  expect_overflow([] { subtract_checked(smallest, 1); }, "-9223372036854775808 - 1");
  EXPECT_EQ(negate_checked(largest), -largest);
  expect_overflow([] { negate_checked(smallest); }, "0 - -9223372036854775808");
}

TEST(MultiplyChecked, ThrowsOutside128Bits) {
  EXPECT_EQ(multiply_checked(largest, largest), static_cast<int128>(largest) * largest);
  EXPECT_THROW(multiply_checked(static_cast<int128>(1) << 100, static_cast<int128>(1) << 27),
               Error);
}

TEST(FormatInt128, WritesEveryDigit) {
  EXPECT_EQ(format_int128(0), "0");
  EXPECT_EQ(format_int128(-7), "-7");
  EXPECT_EQ(format_int128(static_cast<int128>(largest) * 1'000'000), "9223372036854775807000000");
  EXPECT_EQ(format_int128(smallest128), "-170141183460469231731687303715884105728");
}

}  // namespace
}  // namespace wealthjobs::base
