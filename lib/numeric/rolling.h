// Statistics over a window that moves along a series: row i uses rows i - window + 1 to i.
//
//   rolling_mean, rolling_deviation (sample), rolling_correlation (Pearson)
//   momentum_i = (x_i - mean of the window) / sample deviation of the window
//
//   Source   domain job 12 (correlations over 30 days, momentum over 90)
//   Look-ahead  none: row i depends on nothing behind it. Each window is summed afresh, so a row
//            has the same bits wherever the series begins
//   Failure  nullopt for the first window - 1 rows, and where the window does not move.
//            Abort: a window below 2, unequal lengths
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace wealthjobs::numeric {

using Row = std::optional<double>;

std::vector<Row> rolling_mean(std::span<const double> values, std::size_t window);
std::vector<Row> rolling_deviation(std::span<const double> values, std::size_t window);
std::vector<Row> rolling_correlation(std::span<const double> x, std::span<const double> y,
                                     std::size_t window);
std::vector<Row> rolling_momentum(std::span<const double> values, std::size_t window);

}  // namespace wealthjobs::numeric
