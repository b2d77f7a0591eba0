// Volatility: how widely returns scatter, per year.
//
//   volatility = s sqrt(N)     s sample standard deviation (n - 1), N periods a year (252, 12)
//
//   Source   CONTRACT 6.5; PerformanceAnalytics StdDev.annualized
//   Example  1.0, -0.5, 2.0, -1.5, 0.5 %: s 1.350926 %, over 252 days 21.4453 %
//   Zero     returns that do not move have volatility 0: that is known, not undefined
//   Failure  too_few_returns below two
#pragma once

#include <span>

#include "finance/performance/figure.h"

namespace wealthjobs::finance {

Figure volatility(std::span<const double> returns, double periods_a_year);

}  // namespace wealthjobs::finance
