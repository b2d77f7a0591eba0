// Performance fee of a unitised portfolio: a rate on what a unit has gained above its high-water
// mark, over a hurdle or none, as if it crystallised today.
//
//   target   = mark x growth          growth: 1 | 1 + h x days / 365 | (1 + h)^(days / 365)
//   hard     fee = rate x max(0, navpu - target) x units
//   soft     fee = rate x (navpu - mark) x units where navpu > target, else 0   (full catch-up)
//   day      accrues the difference to the fee accrued before: it may fall, to zero, never below
//
//   Day      inflow buys units at the close before; fee on all units; outflow sells units at the
//            price after fees and crystallises their share of it
//   Source   domain jobs 3 and 5; RULINGS A14
//   Units    navs in minor units, units 10^-6, rates ppm; prices and marks are exact quotients and
//            the fee is rounded once, half up, in 512-bit integers
//   Example  mark 1.25, navpu 1.34, 800,000 units, hurdle 5 % simple, 90 days, rate 20 %: target
//            1.265410959, fee 11,934.25; soft 14,400.00
//   Compound the root is taken in integers, to 15 decimals
//   Failure  amounts outside their integers throw Error(internal)
#pragma once

#include <cstdint>

#include "base/currency.h"
#include "finance/fees/fee_amounts.h"
#include "finance/fees/fee_schedule.h"
#include "finance/fees/unitisation.h"
#include "finance/valuation/exact_ratio.h"

namespace wealthjobs::finance {

// What the hurdle asks of one unit of currency after so many days.
ExactRatio hurdle_growth(const HurdleTerms& hurdle, std::int64_t days);

// The fee on units worth `navpu` each (navpu.nav_minor is the worth of navpu.units_e6).
std::int64_t performance_fee_minor(const UnitPrice& navpu, const UnitPrice& mark,
                                   const FeeSchedule& terms, std::int64_t days);

struct PerformanceDayInput {
  UnitPrice before;  // nav after fees and units at the close before; units 0: nothing yet
  std::int64_t inflow_minor = 0;
  std::int64_t outflow_minor = 0;  // positive
  std::int64_t nav_minor = 0;      // at the close, after the outflow, before this fee's liability
  UnitPrice mark;
  std::int64_t days = 0;  // since the hurdle began
  base::Currency currency;
};

struct PerformanceDay {
  std::int64_t units_bought_e6 = 0;
  std::int64_t units_sold_e6 = 0;
  std::int64_t units_e6 = 0;   // at the close
  UnitPrice gross;             // before this fee, with the outflow still in it
  FeeAmounts fee;              // as if crystallised, of all units
  FeeAmounts locked;           // share of the units sold
  FeeAmounts accrued;          // of the units that stay
  std::int64_t nav_minor = 0;  // at the close, after the fee
  bool operator==(const PerformanceDay&) const = default;
};

PerformanceDay performance_day(const PerformanceDayInput& input, const FeeSchedule& terms);

}  // namespace wealthjobs::finance
