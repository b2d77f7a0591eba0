#include "finance/performance/return_statistics.h"

#include "finance/performance/beta.h"
#include "finance/performance/drawdown.h"
#include "finance/performance/sharpe_ratio.h"
#include "finance/performance/sortino_ratio.h"
#include "finance/performance/tracking_error.h"
#include "finance/performance/volatility.h"
#include "finance/performance/win_rate.h"

namespace wealthjobs::finance {

BenchmarkFigures benchmark_figures(const StatisticsInputs& inputs) {
  const JoinedReturns joined = joined_returns(inputs.returns, inputs.benchmark);
  const std::size_t n = joined.dates.size();
  if (n < 2) {
    const Figure none = no_figure(FigureReason::no_benchmark, n);
    return {none, none, none, none, none};
  }
  const ActiveRisk active = active_risk(joined.portfolio, joined.benchmark, inputs.periods_a_year);
  const Figure no_rate = no_figure(FigureReason::no_risk_free, n);
  BenchmarkFigures figures{no_rate, no_rate, no_rate, active.tracking_error,
                           active.information_ratio};
  const auto portfolio =
      excess_returns(joined.dates, joined.portfolio, inputs.risk_free, inputs.periods_a_year);
  const auto benchmark =
      excess_returns(joined.dates, joined.benchmark, inputs.risk_free, inputs.periods_a_year);
  if (!portfolio || !benchmark) return figures;
  const MarketModel model = market_model(*portfolio, *benchmark, inputs.periods_a_year);
  figures.beta = model.beta;
  figures.alpha = model.alpha;
  figures.r_squared = model.r_squared;
  return figures;
}

Figure sharpe_of(const StatisticsInputs& inputs) {
  const auto excess = excess_returns(dates_of(inputs.returns), values_of(inputs.returns),
                                     inputs.risk_free, inputs.periods_a_year);
  if (!excess) return no_figure(FigureReason::no_risk_free, inputs.returns.size());
  return sharpe_ratio(*excess, inputs.periods_a_year);
}

std::vector<NamedFigure> return_statistics(const StatisticsInputs& inputs) {
  const std::vector<double> returns = values_of(inputs.returns);
  const WinStatistics wins = win_statistics(returns);
  const BenchmarkFigures against = benchmark_figures(inputs);
  return {
      {"volatility", volatility(returns, inputs.periods_a_year)},
      {"sharpe", sharpe_of(inputs)},
      {"sortino", sortino_ratio(returns, inputs.periods_a_year)},
      {"max_drawdown", maximum_drawdown(returns)},
      {"calmar", calmar_ratio(returns, inputs.periods_a_year)},
      {"win_rate", wins.win_rate},
      {"average_win", wins.average_win},
      {"average_loss", wins.average_loss},
      {"beta", against.beta},
      {"alpha", against.alpha},
      {"tracking_error", against.tracking_error},
      {"information_ratio", against.information_ratio},
      {"r_squared", against.r_squared},
  };
}

}  // namespace wealthjobs::finance
