// Hedged benchmark return: a foreign benchmark whose currency was sold forward.
//
//   r_hedged = (1 + r_local) (1 + (i_base - i_foreign) days / basis) - 1
//
//   The forward carries the difference of interest: a hedged return is not the local one.
//   days     calendar days from the level before to this one; rates are those known at the level
//            before, when the forward was made
//   basis    360 or 365, that of the two rates
//
//   Source   RULINGS C3; covered interest parity
//   Units    rates yearly, two short-rate series (risk_free.h)
//   Example  1 % local over 30 days, 4 % against 1 % on 360: 1.01 x 1.0025 - 1 = 1.2525 %
//   Failure  no_risk_free: a level before the first rate of either series; no_capital: a level
//            that is not positive
//   Names    metrics against it end in _hedged
#pragma once

#include <span>
#include <vector>

#include "base/result.h"
#include "finance/performance/daily_return.h"
#include "finance/performance/figure.h"
#include "finance/performance/risk_free.h"

namespace wealthjobs::finance {

struct HedgeRates {
  RiskFree base;
  RiskFree foreign;
  int basis = 360;
};

double hedged_return(double local_return, double base_yearly, double foreign_yearly, int days,
                     int basis);

// One return a level but for the first. Levels ascend by date, in the foreign currency.
base::Result<std::vector<DatedValue>, FigureReason> hedged_returns(
    std::span<const DatedValue> levels, const HedgeRates& rates);

}  // namespace wealthjobs::finance
