#include "finance/performance/return_series.h"

#include <cstddef>

#include "base/check.h"

namespace wealthjobs::finance {

JoinedReturns joined_returns(std::span<const DatedValue> portfolio,
                             std::span<const DatedValue> benchmark) {
  JoinedReturns joined;
  std::size_t j = 0;
  for (const DatedValue& row : portfolio) {
    while (j < benchmark.size() && benchmark[j].date < row.date) ++j;
    if (j == benchmark.size()) break;
    if (benchmark[j].date != row.date) continue;
    joined.dates.push_back(row.date);
    joined.portfolio.push_back(row.value);
    joined.benchmark.push_back(benchmark[j].value);
  }
  return joined;
}

std::vector<double> values_of(std::span<const DatedValue> series) {
  std::vector<double> values;
  values.reserve(series.size());
  for (const DatedValue& row : series) values.push_back(row.value);
  return values;
}

std::vector<base::Date> dates_of(std::span<const DatedValue> series) {
  std::vector<base::Date> dates;
  dates.reserve(series.size());
  for (const DatedValue& row : series) dates.push_back(row.date);
  return dates;
}

std::optional<std::vector<double>> excess_returns(std::span<const base::Date> dates,
                                                  std::span<const double> returns,
                                                  const RiskFree& risk_free,
                                                  double periods_a_year) {
  WEALTHJOBS_CHECK(dates.size() == returns.size());
  std::vector<double> excess;
  excess.reserve(returns.size());
  for (std::size_t i = 0; i < returns.size(); ++i) {
    const auto rate = risk_free.period_rate(dates[i], periods_a_year);
    if (!rate) return std::nullopt;
    excess.push_back(returns[i] - *rate);
  }
  return excess;
}

}  // namespace wealthjobs::finance
