// The one division of money: exact 128-bit numerator and denominator, rounded once.
//
//   half_up      0.5, 1.5, 2.5, -0.5, -2.5  ->  1, 2, 3, -1, -3   charges, credits, tax
//   half_even    0.5, 1.5, 2.5, -0.5, -2.5  ->  0, 2, 2,  0, -2   valuation, translation, slices
//   toward_zero                                                   quantities from money
//
//   Source   domain rule book I.4 (GST Act s 9-90 for half_up)
//   Failure  a quotient outside int64, or a product outside 128 bits, throws Error(internal) that
//            names the operands: money never wraps around
#pragma once

#include <cstdint>
#include <string>

#include "base/int128.h"

namespace wealthjobs::base {

enum class Rounding { half_up, half_even, toward_zero };

// numerator / denominator, rounded; the denominator may be negative but not zero.
std::int64_t divide_rounded(int128 numerator, int128 denominator, Rounding rounding);

// a * b / c, rounded once.
std::int64_t multiply_divide(std::int64_t a, std::int64_t b, std::int64_t c, Rounding rounding);

// a + b and a - b that throw Error(internal) instead of wrapping.
std::int64_t add_checked(std::int64_t a, std::int64_t b);
std::int64_t subtract_checked(std::int64_t a, std::int64_t b);
int128 multiply_checked(int128 a, int128 b);
std::int64_t negate_checked(std::int64_t a);

std::string format_int128(int128 value);

}  // namespace wealthjobs::base
