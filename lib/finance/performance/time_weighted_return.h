// Time-weighted return: what one unit of the portfolio earned, whatever its owner paid in or drew
// out.
//
//   TWR = (1 + r_1) ... (1 + r_n) - 1      r_t by the policy of daily_return.h
//
//   Source   GIPS 2020, 2.A; Bacon, Practical Portfolio Performance Measurement, ch. 2
//   Units    fractions; annualised as return_window.h says
//   Example  1.000000 %, 0.993377 %, -1.639344 % give 0.331126 %; modified Dietz of the same days
//            with weights 2/3 and 0 is 0: the money gain is exactly 0
//   Failure  the window's reason; no_capital where a day's return does not exist; a return below
//            -100 % cannot be annualised (wealth_lost)
//   Not here which flows are external, and converting currency
#pragma once

#include <optional>
#include <span>

#include "finance/performance/daily_return.h"
#include "finance/performance/figure.h"
#include "finance/performance/return_window.h"

namespace wealthjobs::finance {

struct TimeWeightedReturn {
  Figure period;                     // over the window
  std::optional<double> annualised;  // nullopt under one year, and where there is no period figure
  std::optional<base::Date> base_date;
  std::optional<base::Date> last_date;
};

Figure linked_return(std::span<const std::optional<double>> returns);

TimeWeightedReturn time_weighted_return(std::span<const Valuation> valuations, base::Date asof,
                                        ReturnWindow window, FlowTiming timing);

// Modified Dietz, for a period without valuations inside:
//   R = (EMV - BMV - sum F) / (BMV + sum w F), w the share of the period that a flow was there
struct WeightedFlow {
  double amount = 0;
  double weight = 0;
};
Figure modified_dietz(double begin, double end, std::span<const WeightedFlow> flows);

}  // namespace wealthjobs::finance
