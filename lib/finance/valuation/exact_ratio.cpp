#include "finance/valuation/exact_ratio.h"

#include <numeric>
#include <string>

#include "base/check.h"
#include "base/error.h"
#include "finance/valuation/wide_natural.h"

namespace wealthjobs::finance {
namespace {

constexpr base::int128 int64_limit = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t bps_of_one = 10'000;
constexpr std::int64_t e8_of_one = 100'000'000;

base::int128 greatest_common_divisor(base::int128 a, base::int128 b) {
  while (a > int64_limit || b > int64_limit) {
    if (b == 0) return a;
    const base::int128 rest = a % b;
    a = b;
    b = rest;
  }
  return std::gcd(static_cast<std::int64_t>(a), static_cast<std::int64_t>(b));
}

// |num / den|, rounded; the sign says which way "away from zero" and the result point.
std::int64_t divide_wide_rounded(const WideNatural& numerator, const WideNatural& denominator,
                                 bool is_negative, base::Rounding rounding) {
  WideQuotient division = divide_wide(numerator, denominator);
  const WideNatural rest = denominator - division.remainder;
  const auto against_half = division.remainder <=> rest;
  bool away = rounding != base::Rounding::toward_zero && against_half > 0;
  if (against_half == 0) {
    away = rounding == base::Rounding::half_up ||
           (rounding == base::Rounding::half_even && division.quotient.is_odd());
  }
  if (away) division.quotient = division.quotient + WideNatural(1);
  if (!division.quotient.fits_int64()) {
    throw base::Error(base::ErrorKind::internal, "overflow of a 64-bit amount in a conversion",
                      "check the amounts and the FX rates of this date");
  }
  const std::int64_t magnitude = division.quotient.to_int64();
  return is_negative ? -magnitude : magnitude;
}

// a.num x b.den against a.den x b.num: a / b is first / second.
struct CrossProducts {
  WideNatural first;
  WideNatural second;
};

CrossProducts cross_products(const ExactRatio& a, const ExactRatio& b) {
  return {.first = WideNatural(a.num) * WideNatural(b.den),
          .second = WideNatural(a.den) * WideNatural(b.num)};
}

// Prices and published rates: all four numbers below 2^49, so that their products and those with
// 10^8 stay inside 128 bits.
bool are_small(const ExactRatio& a, const ExactRatio& b) {
  constexpr base::int128 limit = static_cast<base::int128>(1) << 49;
  return a.num < limit && a.den < limit && b.num < limit && b.den < limit;
}

}  // namespace

ExactRatio reduced_ratio(base::int128 num, base::int128 den) {
  WEALTHJOBS_CHECK(num > 0 && den > 0);
  const base::int128 divisor = greatest_common_divisor(num, den);
  return {.num = num / divisor, .den = den / divisor};
}

ExactRatio product_of(const ExactRatio& a, const ExactRatio& b) {
  // dividing crosswise first keeps the product reduced and as small as it can be
  const ExactRatio outer = reduced_ratio(a.num, b.den);
  const ExactRatio inner = reduced_ratio(b.num, a.den);
  return {.num = base::multiply_checked(outer.num, inner.num),
          .den = base::multiply_checked(outer.den, inner.den)};
}

ExactRatio inverse_of(const ExactRatio& a) { return {.num = a.den, .den = a.num}; }

bool differs_by_more_than_bps(const ExactRatio& a, const ExactRatio& b, std::int64_t bps) {
  WEALTHJOBS_CHECK(bps >= 0);
  if (are_small(a, b) && bps <= e8_of_one) {
    const base::int128 gap = a.num * b.den - a.den * b.num;
    return (gap < 0 ? -gap : gap) * bps_of_one > a.den * b.num * bps;
  }
  const auto [first, second] = cross_products(a, b);
  const WideNatural distance = first > second ? first - second : second - first;
  return distance * WideNatural(bps_of_one) > second * WideNatural(bps);
}

std::int64_t deviation_e8(const ExactRatio& a, const ExactRatio& b) {
  if (are_small(a, b)) {
    return base::divide_rounded((a.num * b.den - a.den * b.num) * e8_of_one, a.den * b.num,
                                base::Rounding::half_even);
  }
  const auto [first, second] = cross_products(a, b);
  const bool is_negative = first < second;
  const WideNatural distance = is_negative ? second - first : first - second;
  return divide_wide_rounded(distance * WideNatural(e8_of_one), second, is_negative,
                             base::Rounding::half_even);
}

std::int64_t scale_by_wide(std::int64_t amount, const ExactRatio& ratio, base::Rounding rounding) {
  base::int128 product = 0;
  if (!__builtin_mul_overflow(static_cast<base::int128>(amount), ratio.num, &product)) {
    return base::divide_rounded(product, ratio.den, rounding);
  }
  const bool is_negative = amount < 0;
  const base::int128 magnitude = is_negative ? -static_cast<base::int128>(amount) : amount;
  return divide_wide_rounded(WideNatural(magnitude) * WideNatural(ratio.num),
                             WideNatural(ratio.den), is_negative, rounding);
}

}  // namespace wealthjobs::finance
