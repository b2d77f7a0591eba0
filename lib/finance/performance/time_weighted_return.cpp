#include "finance/performance/time_weighted_return.h"

namespace wealthjobs::finance {

Figure linked_return(std::span<const std::optional<double>> returns) {
  double wealth = 1;
  for (const std::optional<double>& r : returns) {
    if (!r) return no_figure(FigureReason::no_capital, returns.size());
    wealth *= 1 + *r;
  }
  return figure_of(wealth - 1, returns.size());
}

TimeWeightedReturn time_weighted_return(std::span<const Valuation> valuations, base::Date asof,
                                        ReturnWindow window, FlowTiming timing) {
  TimeWeightedReturn result;
  const auto span = return_window(valuations, asof, window);
  if (!span) {
    result.period = no_figure(span.error());
    return result;
  }
  const auto inside = valuations.subspan(span->base, span->last - span->base + 1);
  result.base_date = inside.front().date;
  result.last_date = inside.back().date;
  result.period = linked_return(daily_returns(inside, timing));
  if (!result.period.value || *result.period.value < -1) return result;
  result.annualised =
      annualised_return(*result.period.value, window, *result.last_date - *result.base_date);
  return result;
}

Figure modified_dietz(double begin, double end, std::span<const WeightedFlow> flows) {
  double net = 0;
  double capital = begin;
  for (const WeightedFlow& flow : flows) {
    net += flow.amount;
    capital += flow.weight * flow.amount;
  }
  if (!(capital > 0)) return no_figure(FigureReason::no_capital);
  return figure_of((end - begin - net) / capital, flows.size());
}

}  // namespace wealthjobs::finance
