// Decimal text <-> scaled integers, exactly: no binary fraction ever stands between a file and the
// book. Scales of the book: quantity and price 6, FX rate 8, money the currency's own exponent.
//
//   "212.48" at scale 6  ->  212480000        -150 at scale 2  ->  "-1.50"
//
// Accepted text: optional sign, digits, optional point and digits ("5", "-0.5", ".5" and "5." are
// fine). Not accepted: blanks, thousands separators, exponents, nan, inf, an empty string.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace wealthjobs::base {

inline constexpr int quantity_scale = 6;
inline constexpr int price_scale = 6;
inline constexpr int fx_scale = 8;

enum class DecimalRefusal {
  empty,
  not_a_number,
  scale_overflow,  // more decimals than the scale holds (trailing zeros do not count)
  out_of_range,    // does not fit into 64 bits
};
std::string_view name_of(DecimalRefusal refusal);

// Parses text into value x 10^scale.
Result<std::int64_t, DecimalRefusal> parse_decimal(std::string_view text, int scale);

// As parse_decimal, but decimals beyond the scale are rounded half-even: for published observations
// (a provider's close with ten decimals), never for the book's own facts.
Result<std::int64_t, DecimalRefusal> parse_decimal_rounded(std::string_view text, int scale);

// Fixed decimals: format_decimal(-150, 2) = "-1.50", format_decimal(7, 0) = "7".
std::string format_decimal(std::int64_t scaled, int scale);

// Without trailing zeros: format_decimal_short(212480000, 6) = "212.48".
std::string format_decimal_short(std::int64_t scaled, int scale);

// With thousands separators, for people: "1,234,567.89".
std::string format_decimal_grouped(std::int64_t scaled, int scale);

std::int64_t power_of_ten(int exponent);  // 0 <= exponent <= 18

}  // namespace wealthjobs::base
