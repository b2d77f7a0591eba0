#include "base/rounding.h"

#include <algorithm>
#include <limits>

#include "base/check.h"
#include "base/error.h"

namespace wealthjobs::base {
namespace {

[[noreturn]] void overflow(const std::string& operands) {
  throw Error(ErrorKind::internal, "overflow of a 64-bit amount: " + operands,
              "check the quantities and prices of this portfolio");
}

}  // namespace

std::string format_int128(int128 value) {
  if (value == 0) return "0";
  std::string digits;
  const bool negative = value < 0;
  while (value != 0) {
    const int digit = static_cast<int>(value % 10);
    digits.push_back(static_cast<char>('0' + (digit < 0 ? -digit : digit)));
    value /= 10;
  }
  if (negative) digits.push_back('-');
  std::ranges::reverse(digits);
  return digits;
}

std::int64_t divide_rounded(int128 numerator, int128 denominator, Rounding rounding) {
  WEALTHJOBS_CHECK(denominator != 0);
  if (denominator < 0 && (__builtin_sub_overflow(int128{0}, numerator, &numerator) ||
                          __builtin_sub_overflow(int128{0}, denominator, &denominator))) {
    overflow(format_int128(numerator) + " / " + format_int128(denominator));
  }
  int128 quotient = numerator / denominator;
  const int128 remainder = numerator % denominator;
  const int128 distance = remainder < 0 ? -remainder : remainder;
  const int128 rest = denominator - distance;  // distance > rest: past the middle
  bool away = false;
  if (rounding == Rounding::half_up) away = distance != 0 && distance >= rest;
  if (rounding == Rounding::half_even) {
    away = distance > rest || (distance == rest && quotient % 2 != 0);
  }
  if (away) quotient += numerator < 0 ? -1 : 1;
  if (quotient > std::numeric_limits<std::int64_t>::max() ||
      quotient < std::numeric_limits<std::int64_t>::min()) {
    overflow(format_int128(numerator) + " / " + format_int128(denominator));
  }
  return static_cast<std::int64_t>(quotient);
}

std::int64_t multiply_divide(std::int64_t a, std::int64_t b, std::int64_t c, Rounding rounding) {
  return divide_rounded(static_cast<int128>(a) * b, c, rounding);
}

std::int64_t add_checked(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) overflow(std::to_string(a) + " + " + std::to_string(b));
  return sum;
}

std::int64_t subtract_checked(std::int64_t a, std::int64_t b) {
  std::int64_t difference = 0;
  if (__builtin_sub_overflow(a, b, &difference)) {
    overflow(std::to_string(a) + " - " + std::to_string(b));
  }
  return difference;
}

int128 multiply_checked(int128 a, int128 b) {
  int128 product = 0;
  if (__builtin_mul_overflow(a, b, &product)) {
    overflow(format_int128(a) + " x " + format_int128(b));
  }
  return product;
}

std::int64_t negate_checked(std::int64_t a) { return subtract_checked(0, a); }

}  // namespace wealthjobs::base
