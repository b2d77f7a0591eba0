// Win rate, average win and average loss: of days, and of closed trades. Two different statistics.
//
//   days     share of r > 0 among all days; mean of r > 0; mean of r < 0 (negative)
//   trades   the same over the returns of disposals, gain / cost of each
//
//   Source   CONTRACT 6.9; domain job 11
//   Example  1.0, -0.5, 2.0, -1.5, 0.5 %: win rate 60 %, average win 1.1667 %, average loss -1 %
//   Failure  too_few_returns (trades: no_trades) where there is none; no_gains, no_losses where the
//            average is of nothing
#pragma once

#include <cstdint>
#include <span>

#include "base/date.h"
#include "finance/performance/figure.h"

namespace wealthjobs::finance {

struct WinStatistics {
  Figure win_rate;
  Figure average_win;
  Figure average_loss;
};

WinStatistics win_statistics(std::span<const double> returns);

// A disposal of a lot, in one currency.
struct ClosedTrade {
  base::Date date;  // of the sale
  std::int64_t cost_minor = 0;
  std::int64_t gain_minor = 0;
};
// Trades without cost (spin-offs taken in at nothing) have no return: they count in the rate only.
WinStatistics trade_win_statistics(std::span<const ClosedTrade> trades);

}  // namespace wealthjobs::finance
