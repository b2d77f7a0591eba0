#include "finance/performance/performance_metrics.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/result.h"
#include "finance/performance/drawdown.h"
#include "finance/performance/money_weighted_return.h"
#include "finance/performance/return_window.h"
#include "finance/performance/sortino_ratio.h"
#include "finance/performance/time_weighted_return.h"
#include "finance/performance/value_at_risk.h"
#include "finance/performance/volatility.h"

namespace wealthjobs::finance {
namespace {

constexpr double periods_a_year = 252;
constexpr int tail_bps = 500;

struct TwrName {
  std::string_view name;
  ReturnWindow window;
};
constexpr std::array<TwrName, 8> twr_names = {{{"twr_1d", ReturnWindow::one_day},
                                               {"twr_mtd", ReturnWindow::month_to_date},
                                               {"twr_qtd", ReturnWindow::quarter_to_date},
                                               {"twr_ytd", ReturnWindow::year_to_date},
                                               {"twr_1y", ReturnWindow::one_year},
                                               {"twr_3y", ReturnWindow::three_years},
                                               {"twr_5y", ReturnWindow::five_years},
                                               {"twr_inception", ReturnWindow::inception}}};
constexpr std::array<TwrName, 4> mwr_names = {{{"mwr_ytd", ReturnWindow::year_to_date},
                                               {"mwr_1y", ReturnWindow::one_year},
                                               {"mwr_3y", ReturnWindow::three_years},
                                               {"mwr_inception", ReturnWindow::inception}}};
struct CountName {
  std::string_view volatility;
  std::string_view sharpe;
  std::size_t returns;
};
constexpr std::array<CountName, 4> count_names = {{{"volatility_30d", "sharpe_30d", 30},
                                                   {"volatility_60d", "sharpe_60d", 60},
                                                   {"volatility_90d", "sharpe_90d", 90},
                                                   {"volatility_1y", "sharpe_1y", 252}}};

using Returns = base::Result<std::vector<DatedValue>, FigureReason>;

Returns returns_in(const MetricInputs& inputs, const base::Result<WindowSpan, FigureReason>& span) {
  if (!span) return base::refuse(span.error());
  const auto inside = inputs.valuations.subspan(span->base, span->last - span->base + 1);
  std::vector<DatedValue> returns;
  returns.reserve(inside.size() - 1);
  for (std::size_t i = 1; i < inside.size(); ++i) {
    const auto r = daily_return(inside[i - 1].nav, inside[i], inputs.timing);
    if (!r) return base::refuse(FigureReason::no_capital);
    returns.push_back({inside[i].date, *r});
  }
  return returns;
}

StatisticsInputs statistics_of(const MetricInputs& inputs, const std::vector<DatedValue>& returns) {
  return {returns, inputs.benchmark, inputs.risk_free, periods_a_year};
}

class MetricList {
 public:
  explicit MetricList(const MetricInputs& inputs) : inputs_(inputs) {}

  void add_returns() {
    for (const TwrName& row : twr_names) {
      const TimeWeightedReturn twr =
          time_weighted_return(inputs_.valuations, inputs_.asof, row.window, inputs_.timing);
      Figure figure = twr.period;
      if (twr.annualised) figure.value = twr.annualised;
      if (needs_annualising(row.window, twr) && !twr.annualised) {
        figure = no_figure(FigureReason::wealth_lost, static_cast<std::size_t>(figure.n_obs));
      }
      add(row.name, figure);
    }
    for (const TwrName& row : mwr_names) {
      add(row.name, money_weighted_return(inputs_.valuations, inputs_.asof, row.window).reported);
    }
  }

  void add_counted_windows() {
    std::vector<Figure> sharpes;
    for (const CountName& row : count_names) {
      const Returns returns =
          returns_in(inputs_, last_returns(inputs_.valuations, inputs_.asof, row.returns));
      add(row.volatility,
          returns ? volatility(values_of(*returns), periods_a_year) : no_figure(returns.error()));
      sharpes.push_back(returns ? sharpe_of(statistics_of(inputs_, *returns))
                                : no_figure(returns.error()));
    }
    for (std::size_t i = 0; i < count_names.size(); ++i) add(count_names[i].sharpe, sharpes[i]);
  }

  void add_calendar_windows() {
    const Returns year = returns_in(inputs_, window(ReturnWindow::one_year));
    const Returns three = returns_in(inputs_, window(ReturnWindow::three_years));
    add("max_drawdown_1y", over(year, maximum_drawdown));
    add("max_drawdown_3y", over(three, maximum_drawdown));
    const BenchmarkFigures one = against_benchmark(year);
    const BenchmarkFigures longer = against_benchmark(three);
    add("alpha_1y", one.alpha);
    add("alpha_3y", longer.alpha);
    add("beta_1y", one.beta);
    add("beta_3y", longer.beta);
    add("tracking_error_1y", one.tracking_error);
    add("information_ratio_1y", one.information_ratio);
    const WinStatistics wins = over(year, win_statistics);
    add("win_rate_1y", wins.win_rate);
    add("average_win_1y", wins.average_win);
    add("average_loss_1y", wins.average_loss);
    add_trades();
    add("sortino_1y", over(year, [](auto r) { return sortino_ratio(r, periods_a_year); }));
    add("calmar_1y", over(year, [](auto r) { return calmar_ratio(r, periods_a_year); }));
    add("calmar_3y", over(three, [](auto r) { return calmar_ratio(r, periods_a_year); }));
    const TailRisk counted = over(year, [](auto r) { return historical_tail_risk(r, tail_bps); });
    const TailRisk normal = over(year, [](auto r) { return parametric_tail_risk(r, tail_bps); });
    add("var_95_1y", counted.value_at_risk);
    add("expected_shortfall_95_1y", counted.expected_shortfall);
    add("var_95_parametric_1y", normal.value_at_risk);
    add("expected_shortfall_95_parametric_1y", normal.expected_shortfall);
  }

  std::vector<NamedFigure> take() { return std::move(figures_); }

 private:
  void add(std::string_view name, const Figure& figure) { figures_.push_back({name, figure}); }

  [[nodiscard]] base::Result<WindowSpan, FigureReason> window(ReturnWindow w) const {
    return return_window(inputs_.valuations, inputs_.asof, w);
  }

  static bool needs_annualising(ReturnWindow window, const TimeWeightedReturn& twr) {
    return twr.period.value &&
           annualised_return(0, window, *twr.last_date - *twr.base_date).has_value();
  }

  // The rule over the window's returns, or the window's reason in every figure of its answer.
  template <class Rule>
  static auto over(const Returns& returns, const Rule& rule)
      -> decltype(rule(std::span<const double>())) {
    if (returns) {
      const std::vector<double> values = values_of(*returns);
      return rule(std::span<const double>(values));
    }
    using Answer = decltype(rule(std::span<const double>()));
    const Figure none = no_figure(returns.error());
    if constexpr (std::is_same_v<Answer, Figure>) {
      return none;
    } else if constexpr (std::is_same_v<Answer, TailRisk>) {
      return Answer{none, none};
    } else {
      return Answer{none, none, none};
    }
  }

  [[nodiscard]] BenchmarkFigures against_benchmark(const Returns& returns) const {
    if (returns) return benchmark_figures(statistics_of(inputs_, *returns));
    const Figure none = no_figure(returns.error());
    return {none, none, none, none, none};
  }

  void add_trades() {
    const auto span = window(ReturnWindow::one_year);
    WinStatistics trades;
    if (span) {
      const base::Date after = inputs_.valuations[span->base].date;
      const base::Date last = inputs_.valuations[span->last].date;
      std::vector<ClosedTrade> inside;
      std::ranges::copy_if(inputs_.trades, std::back_inserter(inside),
                           [&](const ClosedTrade& t) { return t.date > after && t.date <= last; });
      trades = trade_win_statistics(inside);
    } else {
      const Figure none = no_figure(span.error());
      trades = {none, none, none};
    }
    add("trade_win_rate_1y", trades.win_rate);
    add("average_trade_win_1y", trades.average_win);
    add("average_trade_loss_1y", trades.average_loss);
  }

  const MetricInputs& inputs_;
  std::vector<NamedFigure> figures_;
};

}  // namespace

std::vector<NamedFigure> performance_metrics(const MetricInputs& inputs) {
  MetricList metrics(inputs);
  metrics.add_returns();
  metrics.add_counted_windows();
  metrics.add_calendar_windows();
  return metrics.take();
}

std::vector<std::string_view> performance_metric_names() {
  std::vector<std::string_view> names;
  for (const NamedFigure& row : performance_metrics({})) names.push_back(row.name);
  return names;
}

}  // namespace wealthjobs::finance
