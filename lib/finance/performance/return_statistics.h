// The statistics of a series of returns in one call, as `calc stats` prints them: each by its own
// rule (volatility.h, sharpe_ratio.h, sortino_ratio.h, drawdown.h, win_rate.h, beta.h,
// tracking_error.h).
//
//   Own series    volatility, Sharpe, Sortino, drawdown, Calmar, win rate: every return given
//   With another  beta, alpha, R^2, tracking error, information ratio: dates that both have
//   Failure       no_benchmark where none is given or fewer than two dates are common; no_risk_free
//                 where a date lies before the first rate (Sharpe, beta, alpha, R^2)
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "finance/performance/figure.h"
#include "finance/performance/return_series.h"
#include "finance/performance/risk_free.h"

namespace wealthjobs::finance {

struct NamedFigure {
  std::string_view name;
  Figure figure;
};

struct StatisticsInputs {
  std::span<const DatedValue> returns;    // ascending, one a date
  std::span<const DatedValue> benchmark;  // likewise; empty: none
  RiskFree risk_free;
  double periods_a_year = 252;
};

struct BenchmarkFigures {
  Figure beta;
  Figure alpha;
  Figure r_squared;
  Figure tracking_error;
  Figure information_ratio;
};
BenchmarkFigures benchmark_figures(const StatisticsInputs& inputs);
Figure sharpe_of(const StatisticsInputs& inputs);

// In the order of CONTRACT section 7.
std::vector<NamedFigure> return_statistics(const StatisticsInputs& inputs);

}  // namespace wealthjobs::finance
