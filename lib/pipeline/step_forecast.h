// How long a step will take, from how long it took: the median of its past successes, and from five
// of them on the interval that held the middle 80 %.
//
//   expected   median (of an even number the mean of the two in the middle)
//   low, high  10 % and 90 % quantile, linear between neighbours: position q (n - 1), from 0
//   Units      seconds
//   Example    10, 20, 30, 40, 50 gives 30 with 14 to 46; 10, 30 gives 20 without an interval
//   Failure    no success yet: nothing
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipeline/plan.h"

namespace wealthjobs::pipeline {

inline constexpr std::size_t min_for_interval = 5;

std::optional<StepForecast> step_forecast(std::string step, std::vector<double> durations_s);

}  // namespace wealthjobs::pipeline
