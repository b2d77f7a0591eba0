// Beta and alpha: the part of the return that moves with the benchmark, and the part that does not.
//
//   ordinary least squares of r - rf on b - rf:  beta = cov / var,  intercept = mean - beta mean
//   alpha = intercept N      N periods a year; R^2 = correlation^2
//
//   Source   Jensen 1968; CONTRACT 6.7; PerformanceAnalytics CAPM.beta, CAPM.alpha
//   Example  r = 1.0, -0.5, 2.0, -1.5, 0.5 %, b = 0.8, -0.4, 1.5, -1.0, 0.2 %, rf 0.01 % a
//            day: beta 1.369543, intercept 0.002396 % a day, alpha 0.6038 % a year
//   Failure  too_few_returns below two pairs; zero_variance where the benchmark does not move (R^2:
//            also where the portfolio does not; its beta is then 0)
#pragma once

#include <span>

#include "finance/performance/figure.h"

namespace wealthjobs::finance {

struct MarketModel {
  Figure beta;
  Figure alpha;
  Figure r_squared;
};

// Excess returns of the same dates.
MarketModel market_model(std::span<const double> portfolio, std::span<const double> benchmark,
                         double periods_a_year);

}  // namespace wealthjobs::finance
