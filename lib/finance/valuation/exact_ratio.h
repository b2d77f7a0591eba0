// An exact positive quotient of two integers: what a cross rate is until the moment it is used.
//
//   scaled = round(amount x num / den), rounded once; no intermediate is ever rounded
//
//   Source   RULINGS B12, CONTRACT 6.11, domain job 17
//   Units    none of its own: FxRates makes ratios of major units and of minor units from it
//   Example  EUR/USD 1.0846, AUD/USD 0.6571: EUR to AUD is 10846 / 6571; 100.00 EUR = 165.06 AUD
//   Ranges   64-bit products first, then 128, then 512 bits; each step is exact
//   Failure  a scaled amount outside int64, or a chain of quotes whose reduced quotient leaves 127
//            bits, throws Error(internal)
#pragma once

#include <cstdint>
#include <limits>

#include "base/int128.h"
#include "base/rounding.h"

namespace wealthjobs::finance {

struct ExactRatio {  // num > 0, den > 0, without a common divisor
  base::int128 num = 1;
  base::int128 den = 1;
  bool operator==(const ExactRatio&) const = default;
};

ExactRatio reduced_ratio(base::int128 num, base::int128 den);
ExactRatio product_of(const ExactRatio& a, const ExactRatio& b);
ExactRatio inverse_of(const ExactRatio& a);

// |a / b - 1| > bps / 10,000, without rounding: the border case itself is not "more".
bool differs_by_more_than_bps(const ExactRatio& a, const ExactRatio& b, std::int64_t bps);

// (a / b - 1) x 10^8, half-even, for people: 37204 is 3.7204 bp.
std::int64_t deviation_e8(const ExactRatio& a, const ExactRatio& b);

// The out-of-line part of scale_by for products beyond 64 bits.
std::int64_t scale_by_wide(std::int64_t amount, const ExactRatio& ratio, base::Rounding rounding);

// numerator / denominator in 64 bits; denominator > 0.
inline std::int64_t divide_rounded_64(std::int64_t numerator, std::int64_t denominator,
                                      base::Rounding rounding) {
  const std::int64_t quotient = numerator / denominator;
  const std::int64_t remainder = numerator % denominator;
  if (remainder == 0 || rounding == base::Rounding::toward_zero) return quotient;
  const std::int64_t distance = remainder < 0 ? -remainder : remainder;
  const std::int64_t rest = denominator - distance;
  const bool ties_away = rounding == base::Rounding::half_up || quotient % 2 != 0;
  const bool away = distance > rest || (distance == rest && ties_away);
  if (!away) return quotient;
  return numerator < 0 ? quotient - 1 : quotient + 1;
}

inline std::int64_t scale_by(std::int64_t amount, const ExactRatio& ratio,
                             base::Rounding rounding) {
  if (ratio.num == 1 && ratio.den == 1) return amount;
  constexpr base::int128 limit = std::numeric_limits<std::int64_t>::max();
  if (ratio.num <= limit && ratio.den <= limit) {
    std::int64_t product = 0;
    if (!__builtin_mul_overflow(amount, static_cast<std::int64_t>(ratio.num), &product)) {
      return divide_rounded_64(product, static_cast<std::int64_t>(ratio.den), rounding);
    }
  }
  return scale_by_wide(amount, ratio, rounding);
}

}  // namespace wealthjobs::finance
