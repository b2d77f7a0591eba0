// Least squares: y = X b + e, with an intercept as first column of X.
//
//   Method      each column of X is scaled to length 1; Householder QR with column pivoting; two
//               steps of refinement with residuals in long double, so that a design of condition
//               1e7 still gives ten digits
//   condition   largest over smallest singular value of the column-scaled design
//   deviation   s = sqrt(e'e / (n - k - 1)), k regressors beside the intercept
//   errors      s sqrt((X'X)^-1 jj);  t = b / error
//   R^2         1 - e'e / sum (y - mean)^2;  adjusted 1 - (1 - R^2)(n - 1) / (n - k - 1)
//   exact fit   residuals no larger than the rounding of computing them: deviation and errors are
//               0, R^2 is 1, t does not exist
//   robust      (X'X)^-1 S (X'X)^-1, S with Bartlett weights 1 - l / (lag + 1) over lags 0 to lag,
//               no small-sample factor (Newey and West); lag 0 is White's HC0
//
//   Source   Golub and Van Loan ch. 5; Newey and West 1987; certified data: NIST StRD Wampler1, 2
//   Example  y = 30, -20, 10, 40, -10 on x = -4, 3, -1, -6, 2: intercept 2.040816, slope -6.632653,
//            R^2 0.994898, adjusted 0.993197
//   Failure  refusals: no more rows than coefficients; columns that depend on one another (the rank
//            by QR is below the number of columns). Abort: columns of unequal length
//   Not here whether a condition number is too large for a purpose, and what to do then (ridge.h)
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace wealthjobs::numeric {

using Column = std::vector<double>;

enum class RegressionRefusal { too_few_observations, rank_deficient };
std::string_view name_of(RegressionRefusal refusal);

struct Regression {
  std::vector<double> coefficients;  // intercept first, as all lists here
  std::vector<double> standard_errors;
  std::vector<std::optional<double>> t;
  std::optional<double> r_squared;  // nullopt: y does not move
  std::optional<double> adj_r_squared;
  double residual_deviation = 0;
  double condition_number = 1;
  bool is_exact = false;
  std::size_t n_obs = 0;
  std::vector<double> residuals;  // of each row
};

base::Result<Regression, RegressionRefusal> least_squares(std::span<const double> y,
                                                          std::span<const Column> regressors);

// Robust standard errors of a fit to the same regressors.
std::vector<double> newey_west_errors(std::span<const Column> regressors,
                                      std::span<const double> residuals, std::size_t lag);

// y - b0 - b1 x1 - ... of each row, summed in long double.
std::vector<double> regression_residuals(std::span<const double> y,
                                         std::span<const Column> regressors,
                                         std::span<const double> coefficients);

}  // namespace wealthjobs::numeric
