// Value at risk and expected shortfall: the loss of a period that is passed in the worst share of
// cases, and the mean loss in that share. Losses are positive.
//
//   historical   x ascending, n of them, a tail share, k = floor(n a):
//                VaR = -x_(k+1);  ES = -(x_1 + .. + x_k + (n a - k) x_(k+1)) / (n a)
//   parametric   normal law with the sample's mean m and deviation s, z = quantile(1 - a):
//                VaR = z s - m;  ES = s density(z) / a - m
//
//   Source   Delegated Regulation (EU) 2024/397 art. 11 (the historical estimator); domain jobs 11,
//   22 Units    those of x: fractions for returns, money for profit and loss Example  20 values,
//   the worst -1350, -990, -820, -480: at 5 % VaR 990, ES 1350.00; at 7.5 %
//            VaR 990, ES 1230.00; parametric at 5 % 921.33 and 1141.28
//   Tail     in basis points, so that n a is exact: 5 % is 500
//   Failure  too_few_returns: none (historical), fewer than two (parametric). ES >= VaR always
#pragma once

#include <span>

#include "finance/performance/figure.h"

namespace wealthjobs::finance {

struct TailRisk {
  Figure value_at_risk;
  Figure expected_shortfall;
};

// 0 < tail_bps < 10000.
TailRisk historical_tail_risk(std::span<const double> outcomes, int tail_bps);
TailRisk parametric_tail_risk(std::span<const double> outcomes, int tail_bps);

}  // namespace wealthjobs::finance
