#include "finance/fees/unitisation.h"

#include "base/check.h"
#include "base/decimal.h"
#include "base/int128.h"
#include "base/rounding.h"

namespace wealthjobs::finance {

using base::int128;

namespace {
constexpr std::int64_t one_unit_e6 = 1'000'000;
}

UnitPrice issue_price(base::Currency currency) {
  return {base::power_of_ten(currency.exponent()), one_unit_e6};
}

std::int64_t units_for_e6(std::int64_t amount_minor, const UnitPrice& price) {
  WEALTHJOBS_CHECK(price.can_price());
  return base::multiply_divide(amount_minor, price.units_e6, price.nav_minor,
                               base::Rounding::half_even);
}

bool is_below(const UnitPrice& a, const UnitPrice& b) {
  WEALTHJOBS_CHECK(a.units_e6 > 0 && b.units_e6 > 0);
  return static_cast<int128>(a.nav_minor) * b.units_e6 <
         static_cast<int128>(b.nav_minor) * a.units_e6;
}

std::int64_t navpu_e9(const UnitPrice& price, base::Currency currency) {
  WEALTHJOBS_CHECK(price.units_e6 > 0);
  constexpr std::int64_t e15 = 1'000'000'000'000'000;  // 10^9 decimals x 10^6 of the units
  const int128 scaled = base::multiply_checked(price.nav_minor, e15);
  return base::divide_rounded(
      scaled, static_cast<int128>(price.units_e6) * base::power_of_ten(currency.exponent()),
      base::Rounding::half_up);
}

}  // namespace wealthjobs::finance
