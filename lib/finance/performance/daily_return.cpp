#include "finance/performance/daily_return.h"

#include <algorithm>
#include <cstddef>

namespace wealthjobs::finance {

std::string_view name_of(FlowTiming timing) {
  switch (timing) {
    case FlowTiming::mixed:
      return "mixed";
    case FlowTiming::start_of_day:
      return "start_of_day";
    case FlowTiming::end_of_day:
      return "end_of_day";
  }
  return {};
}

std::optional<FlowTiming> flow_timing_from(std::string_view name) {
  for (const FlowTiming timing :
       {FlowTiming::mixed, FlowTiming::start_of_day, FlowTiming::end_of_day}) {
    if (name_of(timing) == name) return timing;
  }
  return std::nullopt;
}

std::optional<double> daily_return(double nav_before, const Valuation& day, FlowTiming timing) {
  double at_open = 0;
  double at_close = 0;
  switch (timing) {
    case FlowTiming::mixed:
      at_open = std::max(day.flow, 0.0);
      at_close = std::min(day.flow, 0.0);
      break;
    case FlowTiming::start_of_day:
      at_open = day.flow;
      break;
    case FlowTiming::end_of_day:
      at_close = day.flow;
      break;
  }
  const double capital = nav_before + at_open;
  if (!(capital > 0)) return std::nullopt;
  return (day.nav - at_close) / capital - 1;
}

std::vector<std::optional<double>> daily_returns(std::span<const Valuation> valuations,
                                                 FlowTiming timing) {
  std::vector<std::optional<double>> returns;
  for (std::size_t i = 1; i < valuations.size(); ++i) {
    returns.push_back(daily_return(valuations[i - 1].nav, valuations[i], timing));
  }
  return returns;
}

}  // namespace wealthjobs::finance
