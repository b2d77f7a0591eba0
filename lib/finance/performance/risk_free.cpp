#include "finance/performance/risk_free.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/check.h"

namespace wealthjobs::finance {

double period_rate_of(double yearly, double periods_a_year) {
  WEALTHJOBS_CHECK(yearly > -1 && periods_a_year > 0);
  return std::pow(1 + yearly, 1 / periods_a_year) - 1;
}

RiskFree RiskFree::flat(double yearly) {
  WEALTHJOBS_CHECK(yearly > -1);
  RiskFree rate;
  rate.flat_ = yearly;
  return rate;
}

RiskFree RiskFree::series(std::vector<DatedValue> percent_a_year) {
  RiskFree rate;
  rate.is_series_ = true;
  rate.series_ = std::move(percent_a_year);
  std::ranges::sort(rate.series_, {}, &DatedValue::date);
  return rate;
}

std::optional<double> RiskFree::yearly(base::Date day) const {
  if (!is_series_) return flat_;
  const auto after = std::ranges::upper_bound(series_, day, {}, &DatedValue::date);
  if (after == series_.begin()) return std::nullopt;
  return std::prev(after)->value / 100;
}

std::optional<double> RiskFree::period_rate(base::Date day, double periods_a_year) const {
  const auto rate = yearly(day);
  if (!rate) return std::nullopt;
  return period_rate_of(*rate, periods_a_year);
}

}  // namespace wealthjobs::finance
