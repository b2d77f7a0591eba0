// Units: a portfolio cut into equal parts, so that money which comes or goes does not look like
// performance.
//
//   navpu        = nav / units
//   inflow       buys at the close before:  units = inflow x units_before / nav_before
//   outflow      sells at the day's close after fees: units = outflow x units / nav
//   first money  buys at the issue price of 1.000000: 20,000.00 AUD are 20,000 units
//
//   Source   RULINGS A14; CFA curriculum, fee structures
//   Units    units 10^-6; nav in minor units of the base currency; navpu is kept as the quotient of
//            both and never rounded; navpu_e9 is for people
//   Example  nav 1,072,000.00, 800,000 units: navpu 1.34; 13,400.00 in buys 10,000 units
//   Rounding a number of units is rounded once, half-even, when it is bought or sold; an outflow
//            never sells more units than there are
//   Failure  units or nav that are not positive cannot price anything: the caller asks first
#pragma once

#include <cstdint>

#include "base/currency.h"

namespace wealthjobs::finance {

// nav_minor / units_e6: a price of a unit, exactly.
struct UnitPrice {
  std::int64_t nav_minor = 0;
  std::int64_t units_e6 = 0;

  [[nodiscard]] bool can_price() const { return nav_minor > 0 && units_e6 > 0; }
  bool operator==(const UnitPrice&) const = default;
};

// 1.000000 of the currency for one unit.
UnitPrice issue_price(base::Currency currency);

// Units that an amount buys or sells at a price, half-even; price.can_price().
std::int64_t units_for_e6(std::int64_t amount_minor, const UnitPrice& price);

// a < b, a > b without rounding; both must have units.
bool is_below(const UnitPrice& a, const UnitPrice& b);

// For people: major units of currency a unit, nine decimals, half up: 1325082188.
std::int64_t navpu_e9(const UnitPrice& price, base::Currency currency);

}  // namespace wealthjobs::finance
