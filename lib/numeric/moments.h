// Mean, spread and common movement of samples.
//
//   mean        sum x / n
//   variance    sum (x - mean)^2 / (n - 1), by two passes with the correction for the mean's own
//               rounding: (S2 - S1^2 / n) / (n - 1), S1 = sum (x - m), S2 = sum (x - m)^2
//   covariance  sum (x - mx)(y - my) / (n - 1);  correlation = cov / (sx sy)
//
//   Source   Chan, Golub, LeVeque 1983 (corrected two-pass algorithm)
//   Example  30, -20, 10, 40, -10: mean 10, variance 650; with -4, 3, -1, -6, 2: covariance -97.5
//   Failure  abort: mean of nothing, a variance of fewer than two values, unequal lengths.
//            Correlation is nullopt where one of the two does not move
#pragma once

#include <optional>
#include <span>

namespace wealthjobs::numeric {

double mean(std::span<const double> values);                              // n >= 1
double sample_variance(std::span<const double> values);                   // n >= 2
double sample_deviation(std::span<const double> values);                  // n >= 2
double covariance(std::span<const double> x, std::span<const double> y);  // n >= 2

// Between -1 and 1; rounding beyond is cut off.
std::optional<double> correlation(std::span<const double> x, std::span<const double> y);

// All values are the same but for the rounding of a quantity known to `noise`: a deviation of at
// most that is no deviation.
bool is_constant(std::span<const double> values, double noise);

}  // namespace wealthjobs::numeric
