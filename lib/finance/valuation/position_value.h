// The value of one position: what it is worth, and how much of the gain is price and how much FX.
//
//   local      = qty x price / price_factor        -> minor units, half-even, per position
//   base       = local x rate                      -> minor units, half-even, per position
//   unrealised = base - cost_base
//     price    = (local - cost_local) x cost_base / cost_local     at the entry rate, half-even
//     fx       = unrealised - price                so that the sum is exact
//
//   Source   domain job 2 and II.5; RULINGS A9
//   Units    qty and price in millionths, money in minor units. price_factor divides: 100 for a
//            quote in pence or per 100 nominal, else 1
//   Example  150 at 43.10 AUD = 6,465.00; 40 at 212.48 USD = 8,499.20 USD x 1.5234 = 12,947.68 AUD;
//            bought at 200 and 1.50 (cost 8,000.00 USD, 12,000.00 AUD): unrealised 947.68 = price
//            748.80 + fx 198.88
//   Failure  a value outside int64 throws Error(internal). A position without local cost (a bonus
//            issue) has no entry rate: all of its gain is price.
//   Speed    nothing is allocated per position; one 64-bit division each for local and base
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/currency.h"
#include "finance/valuation/exact_ratio.h"
#include "finance/valuation/fx_rates.h"

namespace wealthjobs::finance {

// A price made ready for many positions: local minor units = qty_e6 x num / den. In lowest terms,
// so that 64 bits are enough for nearly every product: 212.48 USD a share is 332 / 15,625 of a cent
// for a millionth of a share.
struct UnitPrice {
  std::int64_t num = 0;
  std::int64_t den = 1;  // > 0; price_factor x 10^(12 - exponent of the currency) before reducing
};

// price_factor >= 1.
UnitPrice unit_price(std::int64_t price_e6, std::int64_t price_factor, base::Currency currency);

inline std::int64_t local_value_minor(std::int64_t qty_e6, const UnitPrice& price) {
  std::int64_t product = 0;
  if (!__builtin_mul_overflow(qty_e6, price.num, &product)) {
    return divide_rounded_64(product, price.den, base::Rounding::half_even);
  }
  return base::divide_rounded(static_cast<base::int128>(qty_e6) * price.num, price.den,
                              base::Rounding::half_even);
}

struct PositionCost {
  std::int64_t local_minor = 0;  // total of the open lots, instrument currency
  std::int64_t base_minor = 0;   // the same at the rates of their trade dates
};

struct PositionValue {
  std::int64_t local_minor = 0;
  std::int64_t base_minor = 0;
  std::int64_t unrealised_minor = 0;  // base currency, = price + fx
  std::int64_t unrealised_price_minor = 0;
  std::int64_t unrealised_fx_minor = 0;
  bool operator==(const PositionValue&) const = default;
};

PositionValue value_position(std::int64_t qty_e6, const UnitPrice& price,
                             const FxConversion& to_base, const PositionCost& cost);

// The part of a gain that the price made, at the rate at which the position was entered.
std::int64_t price_gain_minor(std::int64_t local_gain_minor, std::int64_t total_gain_minor,
                              const PositionCost& cost);

// Many positions against dense tables. out[i] is in base minor units; the return value is their
// sum.
//   slot    index into `prices`, the instrument's small number
//   fx      index into `conversions`, the small number of (instrument currency -> base currency)
struct PositionSlot {
  std::int32_t slot = 0;
  std::int32_t fx = 0;
  std::int64_t qty_e6 = 0;
};
std::int64_t value_positions(std::span<const PositionSlot> positions,
                             std::span<const UnitPrice> prices,
                             std::span<const FxConversion> conversions,
                             std::span<std::int64_t> out_base_minor);

// The base return of a position taken apart: (1 + r_local)(1 + r_fx) = 1 + r_base.
//   Example  210.40 -> 212.48 at 1.5180 -> 1.5234: local 0.988593 %, fx 0.355731 %, interaction
//            0.003517 %, base 1.347841 %
struct ReturnParts {
  double local = 0;
  double fx = 0;
  double interaction = 0;  // local x fx
  double base = 0;         // the sum of the three
};
ReturnParts decompose_return(double local_return, double fx_return);

}  // namespace wealthjobs::finance
