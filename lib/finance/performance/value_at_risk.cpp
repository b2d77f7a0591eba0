#include "finance/performance/value_at_risk.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/check.h"
#include "numeric/moments.h"
#include "numeric/normal.h"

namespace wealthjobs::finance {
namespace {

constexpr int whole_bps = 10'000;

TailRisk no_tail_risk(std::size_t n) {
  const Figure none = no_figure(FigureReason::too_few_returns, n);
  return {none, none};
}

}  // namespace

TailRisk historical_tail_risk(std::span<const double> outcomes, int tail_bps) {
  WEALTHJOBS_CHECK(tail_bps > 0 && tail_bps < whole_bps);
  const std::size_t n = outcomes.size();
  if (n == 0) return no_tail_risk(n);
  std::vector<double> ascending(outcomes.begin(), outcomes.end());
  std::ranges::sort(ascending);
  const std::size_t scaled = n * static_cast<std::size_t>(tail_bps);
  const std::size_t k = scaled / whole_bps;
  const double in_tail = static_cast<double>(scaled) / whole_bps;
  const double edge = ascending[k];
  // what lies beyond the edge, so that the shortfall cannot round below the value at risk
  double beyond = 0;
  for (std::size_t i = 0; i < k; ++i) beyond += edge - ascending[i];
  return {figure_of(-edge, n), figure_of(-edge + beyond / in_tail, n)};
}

TailRisk parametric_tail_risk(std::span<const double> outcomes, int tail_bps) {
  WEALTHJOBS_CHECK(tail_bps > 0 && tail_bps < whole_bps);
  const std::size_t n = outcomes.size();
  if (n < 2) return no_tail_risk(n);
  const double tail = static_cast<double>(tail_bps) / whole_bps;
  const double z = -numeric::normal_quantile(tail);
  const double mean = numeric::mean(outcomes);
  const double deviation = numeric::sample_deviation(outcomes);
  return {figure_of(z * deviation - mean, n),
          figure_of(deviation * numeric::normal_density(z) / tail - mean, n)};
}

}  // namespace wealthjobs::finance
