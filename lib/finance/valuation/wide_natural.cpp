#include "finance/valuation/wide_natural.h"

#include <bit>

#include "base/check.h"

namespace wealthjobs::finance {
namespace {

constexpr std::uint64_t low_half = 0xffffffffU;

}  // namespace

WideNatural::WideNatural(base::int128 value) {
  WEALTHJOBS_CHECK(value >= 0);
  for (std::size_t i = 0; value != 0; ++i) {
    limbs_[i] = static_cast<std::uint32_t>(static_cast<std::uint64_t>(value) & low_half);
    value >>= 32;
  }
}

bool WideNatural::is_zero() const { return *this == WideNatural(); }

int WideNatural::bit_length() const {
  for (std::size_t i = limb_count; i-- > 0;) {
    if (limbs_[i] != 0) return static_cast<int>(i) * 32 + std::bit_width(limbs_[i]);
  }
  return 0;
}

bool WideNatural::bit(int position) const {
  const auto at = static_cast<std::size_t>(position);
  return ((limbs_[at / 32] >> (at % 32)) & 1U) != 0;
}

void WideNatural::set_bit(int position) {
  const auto at = static_cast<std::size_t>(position);
  WEALTHJOBS_CHECK(at < limb_count * 32);
  limbs_[at / 32] |= 1U << (at % 32);
}

std::int64_t WideNatural::to_int64() const {
  WEALTHJOBS_CHECK(fits_int64());
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(limbs_[1]) << 32U | limbs_[0]);
}

std::strong_ordering WideNatural::operator<=>(const WideNatural& other) const {
  for (std::size_t i = limb_count; i-- > 0;) {
    if (limbs_[i] != other.limbs_[i]) return limbs_[i] <=> other.limbs_[i];
  }
  return std::strong_ordering::equal;
}

WideNatural operator*(const WideNatural& a, const WideNatural& b) {
  constexpr std::size_t limbs = WideNatural::limb_count;
  WideNatural product;
  for (std::size_t i = 0; i < limbs; ++i) {
    if (a.limbs_[i] == 0) continue;
    std::uint64_t carry = 0;
    for (std::size_t j = 0; j < limbs; ++j) {
      if (i + j >= limbs) {
        WEALTHJOBS_CHECK(b.limbs_[j] == 0 && carry == 0);
        continue;
      }
      // (2^32 - 1)^2 + 2 (2^32 - 1) is 2^64 - 1: this sum cannot wrap
      const std::uint64_t sum =
          static_cast<std::uint64_t>(a.limbs_[i]) * b.limbs_[j] + product.limbs_[i + j] + carry;
      product.limbs_[i + j] = static_cast<std::uint32_t>(sum & low_half);
      carry = sum >> 32U;
    }
    WEALTHJOBS_CHECK(carry == 0);
  }
  return product;
}

WideNatural operator+(const WideNatural& a, const WideNatural& b) {
  WideNatural total;
  std::uint64_t carry = 0;
  for (std::size_t i = 0; i < WideNatural::limb_count; ++i) {
    const std::uint64_t sum = static_cast<std::uint64_t>(a.limbs_[i]) + b.limbs_[i] + carry;
    total.limbs_[i] = static_cast<std::uint32_t>(sum & low_half);
    carry = sum >> 32U;
  }
  WEALTHJOBS_CHECK(carry == 0);
  return total;
}

WideNatural operator-(const WideNatural& a, const WideNatural& b) {
  WideNatural difference;
  std::uint64_t borrow = 0;
  for (std::size_t i = 0; i < WideNatural::limb_count; ++i) {
    const std::uint64_t take = static_cast<std::uint64_t>(b.limbs_[i]) + borrow;
    borrow = take > a.limbs_[i] ? 1U : 0U;
    difference.limbs_[i] =
        static_cast<std::uint32_t>(((borrow << 32U) + a.limbs_[i] - take) & low_half);
  }
  WEALTHJOBS_CHECK(borrow == 0);
  return difference;
}

void WideNatural::shift_left_one(bool low_bit) {
  std::uint32_t carry = low_bit ? 1U : 0U;
  for (std::uint32_t& limb : limbs_) {
    const std::uint32_t next = limb >> 31U;
    limb = limb << 1U | carry;
    carry = next;
  }
  WEALTHJOBS_CHECK(carry == 0);
}

WideQuotient divide_wide(const WideNatural& numerator, const WideNatural& denominator) {
  WEALTHJOBS_CHECK(!denominator.is_zero());
  WideQuotient result;
  for (int position = numerator.bit_length() - 1; position >= 0; --position) {
    result.remainder.shift_left_one(numerator.bit(position));
    if (result.remainder >= denominator) {
      result.remainder = result.remainder - denominator;
      result.quotient.set_bit(position);
    }
  }
  return result;
}

}  // namespace wealthjobs::finance
