#include "finance/performance/win_rate.h"

#include <cstddef>

namespace wealthjobs::finance {
namespace {

// Sums of one sign, and how many there were.
struct Side {
  double sum = 0;
  std::size_t count = 0;

  void add(double value) {
    sum += value;
    ++count;
  }
  [[nodiscard]] Figure average(FigureReason none) const {
    if (count == 0) return no_figure(none);
    return figure_of(sum / static_cast<double>(count), count);
  }
};

}  // namespace

WinStatistics win_statistics(std::span<const double> returns) {
  if (returns.empty()) {
    const Figure none = no_figure(FigureReason::too_few_returns);
    return {none, none, none};
  }
  Side wins;
  Side losses;
  for (const double r : returns) {
    if (r > 0) wins.add(r);
    if (r < 0) losses.add(r);
  }
  const double rate = static_cast<double>(wins.count) / static_cast<double>(returns.size());
  return {figure_of(rate, returns.size()), wins.average(FigureReason::no_gains),
          losses.average(FigureReason::no_losses)};
}

WinStatistics trade_win_statistics(std::span<const ClosedTrade> trades) {
  if (trades.empty()) {
    const Figure none = no_figure(FigureReason::no_trades);
    return {none, none, none};
  }
  Side wins;
  Side losses;
  std::size_t gains = 0;
  for (const ClosedTrade& trade : trades) {
    if (trade.gain_minor > 0) ++gains;
    if (trade.cost_minor <= 0) continue;
    const double r = static_cast<double>(trade.gain_minor) / static_cast<double>(trade.cost_minor);
    if (r > 0) wins.add(r);
    if (r < 0) losses.add(r);
  }
  const double rate = static_cast<double>(gains) / static_cast<double>(trades.size());
  return {figure_of(rate, trades.size()), wins.average(FigureReason::no_gains),
          losses.average(FigureReason::no_losses)};
}

}  // namespace wealthjobs::finance
