#include "finance/performance/drawdown.h"

#include <algorithm>
#include <cmath>

namespace wealthjobs::finance {

Figure maximum_drawdown(std::span<const double> returns) {
  if (returns.empty()) return no_figure(FigureReason::too_few_returns);
  double wealth = 1;
  double peak = 1;
  double deepest = 0;
  for (const double r : returns) {
    wealth *= 1 + r;
    peak = std::max(peak, wealth);
    deepest = std::min(deepest, wealth / peak - 1);
  }
  return figure_of(deepest, returns.size());
}

Figure calmar_ratio(std::span<const double> returns, double periods_a_year) {
  const Figure drawdown = maximum_drawdown(returns);
  const std::size_t n = returns.size();
  if (!drawdown.value) return drawdown;
  if (*drawdown.value == 0) return no_figure(FigureReason::no_drawdown, n);
  double wealth = 1;
  for (const double r : returns) wealth *= 1 + r;
  if (wealth < 0) return no_figure(FigureReason::wealth_lost, n);
  const double yearly = std::pow(wealth, periods_a_year / static_cast<double>(n)) - 1;
  return figure_of(yearly / -*drawdown.value, n);
}

}  // namespace wealthjobs::finance
