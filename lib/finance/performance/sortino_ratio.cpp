#include "finance/performance/sortino_ratio.h"

#include <algorithm>
#include <cmath>

#include "numeric/moments.h"

namespace wealthjobs::finance {

Figure sortino_ratio(std::span<const double> returns, double periods_a_year) {
  const std::size_t n = returns.size();
  if (n == 0) return no_figure(FigureReason::too_few_returns);
  double squares = 0;
  for (const double r : returns) {
    const double loss = std::min(r, 0.0);
    squares += loss * loss;
  }
  if (squares == 0) return no_figure(FigureReason::no_losses, n);
  const double downside = std::sqrt(squares / static_cast<double>(n));
  return figure_of(numeric::mean(returns) / downside * std::sqrt(periods_a_year), n);
}

}  // namespace wealthjobs::finance
