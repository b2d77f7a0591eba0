#include "finance/valuation/position_value.h"

#include <cstddef>
#include <numeric>

#include "base/check.h"
#include "base/decimal.h"

namespace wealthjobs::finance {

UnitPrice unit_price(std::int64_t price_e6, std::int64_t price_factor, base::Currency currency) {
  WEALTHJOBS_CHECK(price_factor >= 1);
  const int scale = base::quantity_scale + base::price_scale - currency.exponent();
  const std::int64_t den =
      base::divide_rounded(base::multiply_checked(price_factor, base::power_of_ten(scale)), 1,
                           base::Rounding::toward_zero);
  const std::int64_t divisor = std::gcd(price_e6, den);
  return {.num = price_e6 / divisor, .den = den / divisor};
}

std::int64_t price_gain_minor(std::int64_t local_gain_minor, std::int64_t total_gain_minor,
                              const PositionCost& cost) {
  if (cost.local_minor == 0) return total_gain_minor;
  std::int64_t product = 0;
  if (cost.local_minor > 0 &&
      !__builtin_mul_overflow(local_gain_minor, cost.base_minor, &product)) {
    return divide_rounded_64(product, cost.local_minor, base::Rounding::half_even);
  }
  return base::multiply_divide(local_gain_minor, cost.base_minor, cost.local_minor,
                               base::Rounding::half_even);
}

PositionValue value_position(std::int64_t qty_e6, const UnitPrice& price,
                             const FxConversion& to_base, const PositionCost& cost) {
  PositionValue value;
  value.local_minor = local_value_minor(qty_e6, price);
  value.base_minor = to_base.apply(value.local_minor);
  value.unrealised_minor = base::subtract_checked(value.base_minor, cost.base_minor);
  value.unrealised_price_minor = price_gain_minor(
      base::subtract_checked(value.local_minor, cost.local_minor), value.unrealised_minor, cost);
  value.unrealised_fx_minor =
      base::subtract_checked(value.unrealised_minor, value.unrealised_price_minor);
  return value;
}

std::int64_t value_positions(std::span<const PositionSlot> positions,
                             std::span<const UnitPrice> prices,
                             std::span<const FxConversion> conversions,
                             std::span<std::int64_t> out_base_minor) {
  WEALTHJOBS_CHECK(out_base_minor.size() == positions.size());
  std::int64_t total = 0;
  for (std::size_t i = 0; i < positions.size(); ++i) {
    const PositionSlot& position = positions[i];
    const auto slot = static_cast<std::size_t>(position.slot);
    const auto fx = static_cast<std::size_t>(position.fx);
    WEALTHJOBS_CHECK(slot < prices.size() && fx < conversions.size());
    const std::int64_t local = local_value_minor(position.qty_e6, prices[slot]);
    out_base_minor[i] = conversions[fx].apply(local);
    total = base::add_checked(total, out_base_minor[i]);
  }
  return total;
}

ReturnParts decompose_return(double local_return, double fx_return) {
  const double interaction = local_return * fx_return;
  return {.local = local_return,
          .fx = fx_return,
          .interaction = interaction,
          .base = local_return + fx_return + interaction};
}

}  // namespace wealthjobs::finance
