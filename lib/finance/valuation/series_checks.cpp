#include "finance/valuation/series_checks.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "base/check.h"

namespace wealthjobs::finance {
namespace {

// The 75 % point of the normal law: makes the MAD comparable with a standard deviation.
constexpr double normal_quartile = 0.67448975;
// sqrt(pi / 2): does the same for the mean absolute deviation.
constexpr double mean_deviation_factor = 1.2533;
constexpr double smallest_suspicious_move = 0.01;
constexpr double rounding_noise = 1e-15;

double median_of(std::vector<double>& values) {
  const std::size_t upper = values.size() / 2;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(upper);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  const double below = *std::max_element(values.begin(), middle);
  return below + (*middle - below) / 2;
}

}  // namespace

std::string_view name_of(RowFault fault) {
  switch (fault) {
    case RowFault::in_the_future:
      return "in_the_future";
    case RowFault::not_a_business_day:
      return "not_a_business_day";
    case RowFault::wrong_currency:
      return "wrong_currency";
    case RowFault::price_not_positive:
      return "price_not_positive";
    case RowFault::low_above_body:
      return "low_above_body";
    case RowFault::high_below_body:
      return "high_below_body";
    case RowFault::negative_volume:
      return "negative_volume";
  }
  return "price_not_positive";
}

std::optional<RowFault> row_fault(const PriceBar& bar, const RowContext& context) {
  if (bar.date > context.latest) return RowFault::in_the_future;
  if (!context.is_business_day) return RowFault::not_a_business_day;
  if (context.quoted != context.instrument) return RowFault::wrong_currency;
  const std::int64_t open = bar.open_e6.value_or(bar.close_e6);
  const auto [bottom, top] = std::minmax(open, bar.close_e6);
  const std::int64_t low = bar.low_e6.value_or(bottom);
  const std::int64_t high = bar.high_e6.value_or(top);
  if (!context.may_be_negative && std::min({bottom, low, high}) <= 0) {
    return RowFault::price_not_positive;
  }
  if (low > bottom) return RowFault::low_above_body;
  if (high < top) return RowFault::high_below_body;
  if (bar.volume.value_or(0) < 0) return RowFault::negative_volume;
  return std::nullopt;
}

std::string_view name_of(GapVerdict verdict) {
  switch (verdict) {
    case GapVerdict::complete:
      return "complete";
    case GapVerdict::warn:
      return "warn";
    case GapVerdict::gate_if_held:
      return "gate_if_held";
  }
  return "gate_if_held";
}

GapCount count_gaps(std::span<const base::Date> expected, std::span<const base::Date> present,
                    int max_gap_bd) {
  GapCount gaps;
  int run = 0;
  auto at = present.begin();
  for (const base::Date day : expected) {
    while (at != present.end() && *at < day) ++at;
    const bool is_there = at != present.end() && *at == day;
    run = is_there ? 0 : run + 1;
    if (!is_there) gaps.missing.push_back(day);
    gaps.longest_run = std::max(gaps.longest_run, run);
  }
  if (gaps.longest_run > 0) gaps.verdict = GapVerdict::warn;
  if (gaps.longest_run > max_gap_bd) gaps.verdict = GapVerdict::gate_if_held;
  return gaps;
}

bool is_dead_series(std::span<const PriceBar> bars, int unchanged_bd) {
  WEALTHJOBS_CHECK(unchanged_bd >= 2);
  const auto window = static_cast<std::size_t>(unchanged_bd);
  if (bars.size() < window) return false;
  const auto last = bars.last(window);
  const PriceBar& first = last.front();
  return std::ranges::all_of(last, [&](const PriceBar& bar) {
    return bar.volume == 0 && bar.close_e6 == first.close_e6 && bar.open_e6 == first.open_e6 &&
           bar.high_e6 == first.high_e6 && bar.low_e6 == first.low_e6;
  });
}

RobustScale robust_scale(std::span<const double> returns) {
  WEALTHJOBS_CHECK(!returns.empty());
  std::vector<double> values(returns.begin(), returns.end());
  RobustScale scale;
  scale.median = median_of(values);
  double sum = 0;
  // in the given order, so that the sum does not depend on how nth_element left the values
  for (std::size_t i = 0; i < returns.size(); ++i) {
    values[i] = std::abs(returns[i] - scale.median);
    sum += values[i];
  }
  scale.mean_deviation = sum / static_cast<double>(values.size());
  scale.mad = median_of(values);
  return scale;
}

std::optional<double> modified_z(double value, const RobustScale& scale) {
  if (scale.mad > rounding_noise) return normal_quartile * (value - scale.median) / scale.mad;
  if (scale.mean_deviation > rounding_noise) {
    return (value - scale.median) / (mean_deviation_factor * scale.mean_deviation);
  }
  return std::nullopt;
}

bool is_outlier(std::span<const double> returns, const OutlierOptions& options) {
  if (returns.empty()) return false;
  const auto window = returns.last(std::min(options.z_window, returns.size()));
  const auto z = modified_z(returns.back(), robust_scale(window));
  if (z) return std::abs(*z) > options.z_max;
  return std::abs(returns.back()) > smallest_suspicious_move;
}

}  // namespace wealthjobs::finance
