// Risk-free rate of a period, from a short yearly rate.
//
//   period rate = (1 + y)^(1 / N) - 1      N periods a year: 252 for days, 12 for months
//   y           one rate for all days, or a dated series in percent a year (default of the book:
//               DGS3MO); a day takes the last value on or before it
//
//   Source   CONTRACT 6.6; domain job 11 (a bill or cash rate, never a ten-year yield)
//   Units    flat rate: a fraction (0.02); series: percent (2.0)
//   Example  2 % over 252 days: 7.85849419846e-5 a day
//   Failure  a day before the first value of the series: nullopt (no_risk_free)
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "finance/performance/daily_return.h"

namespace wealthjobs::finance {

class RiskFree {
 public:
  RiskFree() = default;                                            // 0
  static RiskFree flat(double yearly);                             // > -1
  static RiskFree series(std::vector<DatedValue> percent_a_year);  // any order, one a date

  [[nodiscard]] std::optional<double> yearly(base::Date day) const;
  [[nodiscard]] std::optional<double> period_rate(base::Date day, double periods_a_year) const;

 private:
  double flat_ = 0;
  bool is_series_ = false;
  std::vector<DatedValue> series_;  // ascending
};

double period_rate_of(double yearly, double periods_a_year);

}  // namespace wealthjobs::finance
