#include "pipeline/step_forecast.h"

#include <algorithm>
#include <utility>

namespace wealthjobs::pipeline {
namespace {

double quantile(const std::vector<double>& sorted, double q) {
  const double position = q * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  const double part = position - static_cast<double>(below);
  return sorted[below] + part * (sorted[above] - sorted[below]);
}

}  // namespace

std::optional<StepForecast> step_forecast(std::string step, std::vector<double> durations_s) {
  if (durations_s.empty()) return std::nullopt;
  std::ranges::sort(durations_s);
  StepForecast forecast;
  forecast.step = std::move(step);
  forecast.expected_s = quantile(durations_s, 0.5);
  if (durations_s.size() >= min_for_interval) {
    forecast.low_s = quantile(durations_s, 0.1);
    forecast.high_s = quantile(durations_s, 0.9);
  }
  return forecast;
}

}  // namespace wealthjobs::pipeline
