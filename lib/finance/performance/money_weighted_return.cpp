#include "finance/performance/money_weighted_return.h"

#include <cmath>
#include <cstddef>
#include <vector>

namespace wealthjobs::finance {

InternalRates internal_rates_of(std::span<const Valuation> valuations, const WindowSpan& span) {
  std::vector<DatedValue> flows;
  flows.push_back({valuations[span.base].date, -valuations[span.base].nav});
  for (std::size_t i = span.base + 1; i <= span.last; ++i) {
    if (valuations[i].flow != 0) flows.push_back({valuations[i].date, -valuations[i].flow});
  }
  flows.push_back({valuations[span.last].date, valuations[span.last].nav});
  return internal_rates(flows);
}

MoneyWeightedReturn money_weighted_return(std::span<const Valuation> valuations, base::Date asof,
                                          ReturnWindow window) {
  const auto span = return_window(valuations, asof, window);
  if (!span) {
    const Figure none = no_figure(span.error());
    return {none, none, none};
  }
  MoneyWeightedReturn result;
  result.yearly = internal_rates_of(valuations, *span).rate;
  result.period = result.yearly;
  const int days = valuations[span->last].date - valuations[span->base].date;
  if (result.yearly.value) {
    result.period.value = std::expm1(std::log1p(*result.yearly.value) * days / 365);
  }
  const bool is_yearly = window == ReturnWindow::one_year || window == ReturnWindow::three_years ||
                         window == ReturnWindow::five_years ||
                         (window == ReturnWindow::inception && days >= 365);
  result.reported = is_yearly ? result.yearly : result.period;
  return result;
}

}  // namespace wealthjobs::finance
