#include "numeric/distribution_distance.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>

#include "base/check.h"
#include "numeric/quantile.h"

namespace wealthjobs::numeric {
namespace {

std::vector<double> sorted(std::span<const double> values) {
  std::vector<double> ascending(values.begin(), values.end());
  std::ranges::sort(ascending);
  return ascending;
}

std::vector<double> counts(std::span<const double> values, std::span<const double> edges) {
  std::vector<double> found(edges.size() + 1);
  for (const double value : values) {
    const auto bin = std::ranges::upper_bound(edges, value) - edges.begin();
    found[static_cast<std::size_t>(bin)] += 1;
  }
  return found;
}

double smoothed(double count, double n, std::size_t bins, const BinOptions& options) {
  const double share = count / n;
  switch (options.smoothing) {
    case Smoothing::floor:
      return std::max(share, options.epsilon);
    case Smoothing::replace_zero:
      return count == 0 ? options.epsilon : share;
    case Smoothing::additive:
      break;
  }
  return (count + 0.5) / (n + 0.5 * static_cast<double>(bins));
}

using Term = double (*)(double baseline, double current);

double psi_term(double baseline, double current) {
  return (current - baseline) * std::log(current / baseline);
}
double kl_term(double baseline, double current) { return current * std::log(current / baseline); }

Drift drift_of(std::span<const double> baseline, std::span<const double> current,
               const BinOptions& options, Term term) {
  WEALTHJOBS_CHECK(!baseline.empty() && !current.empty());
  WEALTHJOBS_CHECK(options.smoothing == Smoothing::additive || options.epsilon > 0);
  const std::vector<double> edges = quantile_edges(baseline, options.bins);
  const std::vector<double> expected = counts(baseline, edges);
  const std::vector<double> actual = counts(current, edges);
  const auto n = static_cast<double>(baseline.size());
  const auto m = static_cast<double>(current.size());
  Drift drift;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    DriftBin bin;
    bin.lower = i == 0 ? -std::numeric_limits<double>::infinity() : edges[i - 1];
    bin.upper = i == edges.size() ? std::numeric_limits<double>::infinity() : edges[i];
    bin.baseline_share = expected[i] / n;
    bin.current_share = actual[i] / m;
    bin.baseline_smoothed = smoothed(expected[i], n, expected.size(), options);
    bin.current_smoothed = smoothed(actual[i], m, expected.size(), options);
    bin.contribution = term(bin.baseline_smoothed, bin.current_smoothed);
    drift.value += bin.contribution;
    drift.bins.push_back(bin);
  }
  return drift;
}

double sum_of_terms(std::span<const double> baseline, std::span<const double> current, Term term) {
  WEALTHJOBS_CHECK(baseline.size() == current.size());
  double sum = 0;
  for (std::size_t i = 0; i < baseline.size(); ++i) sum += term(baseline[i], current[i]);
  return sum;
}

}  // namespace

std::string_view name_of(Smoothing smoothing) {
  switch (smoothing) {
    case Smoothing::additive:
      return "additive";
    case Smoothing::floor:
      return "floor";
    case Smoothing::replace_zero:
      return "replace_zero";
  }
  return {};
}

std::vector<double> quantile_edges(std::span<const double> baseline, int bins) {
  WEALTHJOBS_CHECK(bins >= 2 && !baseline.empty());
  const std::vector<double> ascending = sorted(baseline);
  std::vector<double> edges;
  for (int k = 1; k < bins; ++k) {
    const double edge = quantile(ascending, k, bins);
    if (edges.empty() || edge != edges.back()) edges.push_back(edge);
  }
  return edges;
}

Drift population_stability(std::span<const double> baseline, std::span<const double> current,
                           const BinOptions& options) {
  return drift_of(baseline, current, options, psi_term);
}

Drift kullback_leibler(std::span<const double> baseline, std::span<const double> current,
                       const BinOptions& options) {
  return drift_of(baseline, current, options, kl_term);
}

double psi_of_shares(std::span<const double> baseline, std::span<const double> current) {
  return sum_of_terms(baseline, current, psi_term);
}

double kl_of_shares(std::span<const double> baseline, std::span<const double> current) {
  return sum_of_terms(baseline, current, kl_term);
}

double kolmogorov_tail(double x) {
  if (x <= 0) return 1;
  if (x < 1) {
    // the other form of the same law, which is the quick one here
    double sum = 0;
    for (int k = 1; k <= 9; k += 2) {
      sum += std::exp(-k * k * std::numbers::pi * std::numbers::pi / (8 * x * x));
    }
    return std::clamp(1 - std::sqrt(2 * std::numbers::pi) / x * sum, 0.0, 1.0);
  }
  double sum = 0;
  for (int k = 1; k <= 8; ++k) {
    sum += (k % 2 == 1 ? 1 : -1) * std::exp(-2.0 * k * k * x * x);
  }
  return std::clamp(2 * sum, 0.0, 1.0);
}

KolmogorovSmirnov kolmogorov_smirnov(std::span<const double> baseline,
                                     std::span<const double> current) {
  WEALTHJOBS_CHECK(!baseline.empty() && !current.empty());
  const std::vector<double> x = sorted(baseline);
  const std::vector<double> y = sorted(current);
  const auto n = static_cast<std::int64_t>(x.size());
  const auto m = static_cast<std::int64_t>(y.size());
  std::size_t i = 0;
  std::size_t j = 0;
  std::int64_t largest = 0;  // |i / n - j / m| times n m, exactly
  while (i < x.size() && j < y.size()) {
    const double at = std::min(x[i], y[j]);
    while (i < x.size() && x[i] == at) ++i;
    while (j < y.size() && y[j] == at) ++j;
    const std::int64_t apart = static_cast<std::int64_t>(i) * m - static_cast<std::int64_t>(j) * n;
    largest = std::max(largest, apart < 0 ? -apart : apart);
  }
  const double size = static_cast<double>(n) * static_cast<double>(m);
  const double root = std::sqrt(size / static_cast<double>(n + m));
  KolmogorovSmirnov result;
  result.statistic = static_cast<double>(largest) / size;
  result.p_value = kolmogorov_tail((root + 0.12 + 0.11 / root) * result.statistic);
  return result;
}

}  // namespace wealthjobs::numeric
