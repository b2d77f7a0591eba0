#include "finance/performance/beta.h"

#include "base/check.h"
#include "numeric/moments.h"

namespace wealthjobs::finance {

MarketModel market_model(std::span<const double> portfolio, std::span<const double> benchmark,
                         double periods_a_year) {
  WEALTHJOBS_CHECK(portfolio.size() == benchmark.size());
  const std::size_t n = portfolio.size();
  if (n < 2 || numeric::is_constant(benchmark, return_noise)) {
    const Figure none =
        no_figure(n < 2 ? FigureReason::too_few_returns : FigureReason::zero_variance, n);
    return {none, none, none};
  }
  const double beta =
      numeric::covariance(portfolio, benchmark) / numeric::sample_variance(benchmark);
  const double intercept = numeric::mean(portfolio) - beta * numeric::mean(benchmark);
  MarketModel model{figure_of(beta, n), figure_of(intercept * periods_a_year, n),
                    no_figure(FigureReason::zero_variance, n)};
  if (!numeric::is_constant(portfolio, return_noise)) {
    const double correlation = *numeric::correlation(portfolio, benchmark);
    model.r_squared = figure_of(correlation * correlation, n);
  }
  return model;
}

}  // namespace wealthjobs::finance
