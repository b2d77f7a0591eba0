// Sharpe ratio: excess return for each unit of its own scatter, per year.
//
//   Sharpe = mean(r - rf) / s(r - rf) sqrt(N)     s sample standard deviation, N periods a year
//
//   Source   Sharpe 1994 (the deviation is that of the excess return); CONTRACT 6.6
//   Example  1.0, -0.5, 2.0, -1.5, 0.5 % with rf 0.01 % a day: 3.4077
//   Failure  too_few_returns below two; zero_variance where the excess return does not move
#pragma once

#include <span>

#include "finance/performance/figure.h"

namespace wealthjobs::finance {

// The excess returns are those of return_series.h.
Figure sharpe_ratio(std::span<const double> excess_returns, double periods_a_year);

}  // namespace wealthjobs::finance
