// Series of dated returns, and how two of them are read together.
//
//   joined     by date; a date that one side lacks drops out of both
//   excess     r - rf of the same date
//
//   Source   CONTRACT 6.7
//   Example  r on Mon, Tue, Wed and b on Mon, Wed, Thu: joined on Mon, Wed
//   Failure  excess is nullopt where a date lies before the first risk-free rate
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "finance/performance/daily_return.h"
#include "finance/performance/risk_free.h"

namespace wealthjobs::finance {

struct JoinedReturns {
  std::vector<base::Date> dates;
  std::vector<double> portfolio;
  std::vector<double> benchmark;
};
// Both ascend by date, one a date.
JoinedReturns joined_returns(std::span<const DatedValue> portfolio,
                             std::span<const DatedValue> benchmark);

std::vector<double> values_of(std::span<const DatedValue> series);
std::vector<base::Date> dates_of(std::span<const DatedValue> series);

std::optional<std::vector<double>> excess_returns(std::span<const base::Date> dates,
                                                  std::span<const double> returns,
                                                  const RiskFree& risk_free, double periods_a_year);

}  // namespace wealthjobs::finance
