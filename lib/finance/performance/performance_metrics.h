// Every performance metric of one portfolio as of one day: the names of CONTRACT section 5 and what
// the rule book adds.
//
//   twr_*                       return_window.h; 3y, 5y and inception from 365 days on are yearly
//   mwr_ytd 1y 3y inception     money_weighted_return.h
//   volatility_*, sharpe_*      the last 30, 60, 90, 252 (1y) returns, all of them or none
//   max_drawdown_1y _3y, win_rate_1y, average_win_1y, average_loss_1y, sortino_1y, calmar_1y _3y
//                               calendar windows
//   alpha, beta _1y _3y, tracking_error_1y, information_ratio_1y
//                               calendar windows, dates that portfolio and benchmark share
//   trade_win_rate_1y, average_trade_win_1y, average_trade_loss_1y
//                               sales dated inside the calendar window
//   var_95_1y, expected_shortfall_95_1y and both _parametric_1y
//                               of the daily returns of the calendar window, as positive fractions
//
//   Source      CONTRACT 5 and 6; a year has 252 returns
//   Look-ahead  nothing dated after as-of is looked at
//   Failure     each metric has its own reason (figure.h)
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "finance/performance/daily_return.h"
#include "finance/performance/figure.h"
#include "finance/performance/return_statistics.h"
#include "finance/performance/risk_free.h"
#include "finance/performance/win_rate.h"

namespace wealthjobs::finance {

struct MetricInputs {
  std::span<const Valuation> valuations;  // ascending, one a date
  base::Date asof;
  FlowTiming timing = FlowTiming::mixed;
  std::span<const DatedValue> benchmark;  // returns, ascending; empty: none
  RiskFree risk_free;
  std::span<const ClosedTrade> trades;  // ascending
};

// Always all of them, in the same order.
std::vector<NamedFigure> performance_metrics(const MetricInputs& inputs);
std::vector<std::string_view> performance_metric_names();

}  // namespace wealthjobs::finance
