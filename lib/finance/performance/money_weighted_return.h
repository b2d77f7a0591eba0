// Money-weighted return: the rate that the owner's money earned, with his timing of it.
//
//   flows      -nav at the base, -flow on its date, +nav at the last valuation; their internal rate
//   1y, 3y     and 5y report that yearly rate
//   others     under 365 days (and ytd always) the figure of the period: (1 + r)^(days / 365) - 1
//
//   Source   CONTRACT 6.4; domain job 11; GIPS 2020 (money-weighted returns under a year are not
//            annualised)
//   Peers    who count the first payment in place of the first valuation (the yearly figures beside
//            the real ledgers do, for 2015 and for all years) differ by the first day's
//            costs: 9.464531 % for theirs, 9.469709 % for ours in the dollar book of 2015
//   Example  100 at the base, nothing paid in, 110 after exactly 365 days: 10 %
//   Failure  the window's reason; no_root; ambiguous with the root nearest to 0 in ln(1 + r).
//            The base day's own flow is in its nav already
#pragma once

#include <span>

#include "finance/performance/daily_return.h"
#include "finance/performance/figure.h"
#include "finance/performance/internal_rate.h"
#include "finance/performance/return_window.h"

namespace wealthjobs::finance {

struct MoneyWeightedReturn {
  Figure yearly;    // the internal rate
  Figure period;    // (1 + r)^(days / 365) - 1
  Figure reported;  // the one of the two that the window reports
};

// No flow on a date that is no valuation: the caller has moved it to the next one.
MoneyWeightedReturn money_weighted_return(std::span<const Valuation> valuations, base::Date asof,
                                          ReturnWindow window);

// Over valuations[span.base .. span.last].
InternalRates internal_rates_of(std::span<const Valuation> valuations, const WindowSpan& span);

}  // namespace wealthjobs::finance
