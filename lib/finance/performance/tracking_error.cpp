#include "finance/performance/tracking_error.h"

#include <cmath>
#include <cstddef>
#include <vector>

#include "base/check.h"
#include "numeric/moments.h"

namespace wealthjobs::finance {

ActiveRisk active_risk(std::span<const double> portfolio, std::span<const double> benchmark,
                       double periods_a_year) {
  WEALTHJOBS_CHECK(portfolio.size() == benchmark.size());
  const std::size_t n = portfolio.size();
  if (n < 2) {
    const Figure none = no_figure(FigureReason::too_few_returns, n);
    return {none, none};
  }
  std::vector<double> active;
  active.reserve(n);
  for (std::size_t i = 0; i < n; ++i) active.push_back(portfolio[i] - benchmark[i]);
  const double error = numeric::sample_deviation(active) * std::sqrt(periods_a_year);
  ActiveRisk risk{figure_of(error, n), no_figure(FigureReason::zero_variance, n)};
  if (!numeric::is_constant(active, return_noise)) {
    risk.information_ratio = figure_of(numeric::mean(active) * periods_a_year / error, n);
  }
  return risk;
}

}  // namespace wealthjobs::finance
