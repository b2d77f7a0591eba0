#include "numeric/moments.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "base/check.h"

namespace wealthjobs::numeric {

double mean(std::span<const double> values) {
  WEALTHJOBS_CHECK(!values.empty());
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double covariance(std::span<const double> x, std::span<const double> y) {
  WEALTHJOBS_CHECK(x.size() == y.size() && x.size() >= 2);
  const auto n = static_cast<double>(x.size());
  const double mean_x = mean(x);
  const double mean_y = mean(y);
  double sum_x = 0;
  double sum_y = 0;
  double products = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double dx = x[i] - mean_x;
    const double dy = y[i] - mean_y;
    sum_x += dx;
    sum_y += dy;
    products += dx * dy;
  }
  return (products - sum_x * sum_y / n) / (n - 1);
}

double sample_variance(std::span<const double> values) {
  return std::max(covariance(values, values), 0.0);
}

double sample_deviation(std::span<const double> values) {
  return std::sqrt(sample_variance(values));
}

std::optional<double> correlation(std::span<const double> x, std::span<const double> y) {
  const double spread = sample_deviation(x) * sample_deviation(y);
  if (!(spread > 0)) return std::nullopt;
  return std::clamp(covariance(x, y) / spread, -1.0, 1.0);
}

bool is_constant(std::span<const double> values, double noise) {
  if (values.size() < 2) return true;
  const auto [low, high] = std::ranges::minmax(values);
  return low == high || sample_deviation(values) <= noise;
}

}  // namespace wealthjobs::numeric
