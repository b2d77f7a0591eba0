// Natural numbers of up to 512 bits: the arithmetic behind exact conversions whose products leave
// 128 bits. Slow and simple on purpose; exact_ratio.h comes here only after its range checks.
//
//   Shapes   32-bit limbs, least significant first
//   Example  WideNatural(2^100) * WideNatural(2^100) / 2^150 = 2^50
//   Failure  a result outside 512 bits, or a difference below zero, is a bug and aborts: the widest
//            caller multiplies two numbers of 127 bits and one of 64
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>

#include "base/int128.h"

namespace wealthjobs::finance {

class WideNatural {
 public:
  WideNatural() = default;
  explicit WideNatural(base::int128 value);  // value >= 0

  [[nodiscard]] bool is_zero() const;
  [[nodiscard]] bool is_odd() const { return (limbs_[0] & 1U) != 0; }
  [[nodiscard]] int bit_length() const;  // 0 for zero, 8 for 255
  [[nodiscard]] bool bit(int position) const;
  // False when the value does not fit into a positive int64.
  [[nodiscard]] bool fits_int64() const { return bit_length() <= 63; }
  [[nodiscard]] std::int64_t to_int64() const;  // aborts unless fits_int64()

  std::strong_ordering operator<=>(const WideNatural& other) const;
  bool operator==(const WideNatural& other) const = default;

  friend WideNatural operator*(const WideNatural& a, const WideNatural& b);
  friend WideNatural operator+(const WideNatural& a, const WideNatural& b);
  friend WideNatural operator-(const WideNatural& a, const WideNatural& b);  // a >= b

  void shift_left_one(bool low_bit);
  void set_bit(int position);

 private:
  static constexpr std::size_t limb_count = 16;
  std::array<std::uint32_t, limb_count> limbs_{};
};

struct WideQuotient {
  WideNatural quotient;
  WideNatural remainder;
};

// Long division bit by bit; the divisor is not zero.
WideQuotient divide_wide(const WideNatural& numerator, const WideNatural& denominator);

}  // namespace wealthjobs::finance
