// Sortino ratio: return for each unit of downside, per year.
//
//   Sortino = mean(r) / sqrt(sum min(r, 0)^2 / n) sqrt(N)     minimum acceptable return 0; all n
//                                                             periods count, not only losing ones
//
//   Source   Sortino and van der Meer 1991; CONTRACT 6.9; PerformanceAnalytics SortinoRatio
//   Example  1, -1, 2, -2 %: mean 0, so 0; 3, -1 %: mean 1 %, downside 0.707107 %, a year of 12:
//            4.898979
//   Failure  too_few_returns: none; no_losses: no period below 0
#pragma once

#include <span>

#include "finance/performance/figure.h"

namespace wealthjobs::finance {

Figure sortino_ratio(std::span<const double> returns, double periods_a_year);

}  // namespace wealthjobs::finance
