// Worked example C of the metrics job (domain job 11), percent turned into fractions.
#pragma once

#include <vector>

#include "finance/performance/daily_return.h"

namespace wealthjobs::finance {

inline const std::vector<double> example_r = {0.010, -0.005, 0.020, -0.015, 0.005};
inline const std::vector<double> example_b = {0.008, -0.004, 0.015, -0.010, 0.002};
inline constexpr double example_rf = 0.0001;

inline std::vector<double> less(const std::vector<double>& values, double rate) {
  std::vector<double> rest;
  for (const double value : values) rest.push_back(value - rate);
  return rest;
}

inline std::vector<DatedValue> dated(const std::vector<double>& values) {
  std::vector<DatedValue> rows;
  for (const double value : values) {
    rows.push_back({base::Date::from(2026, 4, 1) + static_cast<int>(rows.size()), value});
  }
  return rows;
}

}  // namespace wealthjobs::finance
