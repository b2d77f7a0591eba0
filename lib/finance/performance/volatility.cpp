#include "finance/performance/volatility.h"

#include <cmath>

#include "numeric/moments.h"

namespace wealthjobs::finance {

Figure volatility(std::span<const double> returns, double periods_a_year) {
  if (returns.size() < 2) return no_figure(FigureReason::too_few_returns, returns.size());
  return figure_of(numeric::sample_deviation(returns) * std::sqrt(periods_a_year), returns.size());
}

}  // namespace wealthjobs::finance
