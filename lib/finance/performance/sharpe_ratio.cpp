#include "finance/performance/sharpe_ratio.h"

#include <cmath>

#include "numeric/moments.h"

namespace wealthjobs::finance {

Figure sharpe_ratio(std::span<const double> excess_returns, double periods_a_year) {
  const std::size_t n = excess_returns.size();
  if (n < 2) return no_figure(FigureReason::too_few_returns, n);
  if (numeric::is_constant(excess_returns, return_noise)) {
    return no_figure(FigureReason::zero_variance, n);
  }
  return figure_of(numeric::mean(excess_returns) / numeric::sample_deviation(excess_returns) *
                       std::sqrt(periods_a_year),
                   n);
}

}  // namespace wealthjobs::finance
