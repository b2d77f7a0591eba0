// Maximum drawdown: the deepest fall of wealth below its highest level so far.
//
//   W_0 = 1, W_t = W_(t-1) (1 + r_t);  drawdown = min over t of W_t / max(W_0 .. W_t) - 1, <= 0
//   Calmar = (prod(1 + r)^(N / n) - 1) / |maximum drawdown|
//
//   Source   CONTRACT 6.9; PerformanceAnalytics maxDrawdown, CalmarRatio (theirs is positive)
//   Example  1.0, -0.5, 2.0, -1.5, 0.5 %: -1.5 %; -10 %, -16.67 %: -25 % (the start is a peak)
//   Failure  drawdown of no return is too_few_returns; of rising wealth it is 0, which is known.
//            Calmar: no_drawdown where there is none, wealth_lost where wealth fell below 0
#pragma once

#include <span>

#include "finance/performance/figure.h"

namespace wealthjobs::finance {

Figure maximum_drawdown(std::span<const double> returns);
Figure calmar_ratio(std::span<const double> returns, double periods_a_year);

}  // namespace wealthjobs::finance
