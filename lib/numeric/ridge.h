// Ridge regression, for regressors that nearly depend on one another: least squares that pays for
// large slopes.
//
//   minimise  |y - b0 - Z b|^2 + lambda |b|^2     Z: regressors less their means, over their sample
//                                                 deviations; the intercept is not penalised
//   lambda    by generalised cross-validation: least n RSS / (n - 1 - tr H)^2 over 121 values from
//             1e-6 to 1e6 times n, spaced evenly in ln
//
//   Solved   by the singular values of Z, so that a design of any rank has an answer
//   Source   Hoerl and Kennard 1970; Golub, Heath, Wahba 1979; domain job 12
//   Example  x2 = x1: both slopes are equal, each half of what x1 alone would have
//   Label    slopes of such a fit are not identified one by one: only what they explain together is
//   Failure  nullopt: fewer than three rows, or no regressor moves. A regressor that does not move
//            has slope 0. Abort: columns of unequal length
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "numeric/regression.h"

namespace wealthjobs::numeric {

struct RidgeFit {
  double lambda = 0;
  std::vector<double> coefficients;  // of the regressors as given, intercept first
  std::optional<double> r_squared;   // nullopt: y does not move
  double degrees_of_freedom = 0;     // tr H, the intercept not counted
  std::size_t n_obs = 0;
  std::vector<double> residuals;
};

std::optional<RidgeFit> ridge_regression(std::span<const double> y,
                                         std::span<const Column> regressors);
std::optional<RidgeFit> ridge_regression(std::span<const double> y,
                                         std::span<const Column> regressors, double lambda);

// 1 / (1 - R^2) of each regressor on the others; infinity where it depends on them. One regressor:
// 1.
std::vector<double> variance_inflation(std::span<const Column> regressors);

}  // namespace wealthjobs::numeric
