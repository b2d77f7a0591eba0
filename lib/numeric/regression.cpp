#include "numeric/regression.h"

#include <Eigen/QR>
#include <Eigen/SVD>
#include <algorithm>
#include <cmath>
#include <limits>

#include "base/check.h"
#include "numeric/moments.h"

namespace wealthjobs::numeric {
namespace {

constexpr int refinements = 2;

Eigen::Index index_of(std::size_t i) { return static_cast<Eigen::Index>(i); }

// The design with its intercept.
Eigen::MatrixXd design_matrix(std::size_t rows, std::span<const Column> regressors) {
  Eigen::MatrixXd design(index_of(rows), index_of(regressors.size() + 1));
  design.col(0).setOnes();
  for (std::size_t j = 0; j < regressors.size(); ++j) {
    WEALTHJOBS_CHECK(regressors[j].size() == rows);
    design.col(index_of(j + 1)) =
        Eigen::Map<const Eigen::VectorXd>(regressors[j].data(), index_of(rows));
  }
  return design;
}

// The design with columns of length 1, factored.
struct ScaledDesign {
  explicit ScaledDesign(const Eigen::MatrixXd& design) : lengths(design.colwise().norm()) {
    for (Eigen::Index j = 0; j < lengths.size(); ++j) {
      if (lengths[j] == 0) lengths[j] = 1;  // an all-zero column: the rank will say so
    }
    factors.compute(design * lengths.cwiseInverse().asDiagonal());
  }
  [[nodiscard]] bool has_full_rank() const { return factors.rank() == lengths.size(); }
  [[nodiscard]] double condition_number() const {
    const Eigen::Index k = lengths.size();
    const Eigen::MatrixXd r = factors.matrixR().topLeftCorner(k, k).triangularView<Eigen::Upper>();
    const Eigen::VectorXd singular = Eigen::JacobiSVD<Eigen::MatrixXd>(r).singularValues();
    return singular[0] / singular[k - 1];
  }
  [[nodiscard]] Eigen::VectorXd solve(const Eigen::VectorXd& y) const {
    return factors.solve(y).cwiseQuotient(lengths);
  }
  // (X'X)^-1 of the design as it was given.
  [[nodiscard]] Eigen::MatrixXd inverse_of_normal() const {
    const Eigen::Index k = lengths.size();
    const Eigen::MatrixXd inverse_r =
        factors.matrixR().topLeftCorner(k, k).triangularView<Eigen::Upper>().solve(
            Eigen::MatrixXd::Identity(k, k));
    const Eigen::MatrixXd unscaled =
        lengths.cwiseInverse().asDiagonal() * (factors.colsPermutation() * inverse_r);
    return unscaled * unscaled.transpose();
  }

  Eigen::VectorXd lengths;
  Eigen::ColPivHouseholderQR<Eigen::MatrixXd> factors;
};

// What the residuals may be by rounding alone: of each row, the terms they are the difference of.
double rounding_norm(std::span<const double> y, const Eigen::MatrixXd& design,
                     const Eigen::VectorXd& b) {
  const Eigen::VectorXd sizes =
      design.cwiseAbs() * b.cwiseAbs() +
      Eigen::Map<const Eigen::VectorXd>(y.data(), index_of(y.size())).cwiseAbs();
  return static_cast<double>(b.size() + 1) * std::numeric_limits<double>::epsilon() * sizes.norm();
}

void measure_fit(Regression& fit, std::span<const double> y, const ScaledDesign& scaled) {
  const std::size_t n = y.size();
  const std::size_t k = fit.coefficients.size() - 1;
  const double freedom = static_cast<double>(n - k - 1);
  double squares = 0;
  for (const double e : fit.residuals) squares += e * e;
  if (fit.is_exact) squares = 0;
  fit.residual_deviation = std::sqrt(squares / freedom);
  const Eigen::MatrixXd inverse = scaled.inverse_of_normal();
  for (std::size_t j = 0; j <= k; ++j) {
    const double error = fit.residual_deviation * std::sqrt(inverse(index_of(j), index_of(j)));
    fit.standard_errors.push_back(error);
    fit.t.push_back(error > 0 ? std::optional(fit.coefficients[j] / error) : std::nullopt);
  }
  const double total = sample_variance(y) * static_cast<double>(n - 1);
  if (std::ranges::min(y) == std::ranges::max(y)) return;
  fit.r_squared = 1 - squares / total;
  fit.adj_r_squared = 1 - (squares / total) * static_cast<double>(n - 1) / freedom;
}

}  // namespace

std::string_view name_of(RegressionRefusal refusal) {
  return refusal == RegressionRefusal::too_few_observations ? "too_few_observations"
                                                            : "rank_deficient";
}

std::vector<double> regression_residuals(std::span<const double> y,
                                         std::span<const Column> regressors,
                                         std::span<const double> coefficients) {
  WEALTHJOBS_CHECK(coefficients.size() == regressors.size() + 1);
  std::vector<double> residuals;
  residuals.reserve(y.size());
  for (std::size_t i = 0; i < y.size(); ++i) {
    long double rest = static_cast<long double>(y[i]) - coefficients[0];
    for (std::size_t j = 0; j < regressors.size(); ++j) {
      rest -= static_cast<long double>(coefficients[j + 1]) * regressors[j][i];
    }
    residuals.push_back(static_cast<double>(rest));
  }
  return residuals;
}

base::Result<Regression, RegressionRefusal> least_squares(std::span<const double> y,
                                                          std::span<const Column> regressors) {
  const std::size_t n = y.size();
  if (n <= regressors.size() + 1) return base::refuse(RegressionRefusal::too_few_observations);
  const Eigen::MatrixXd design = design_matrix(n, regressors);
  const ScaledDesign scaled(design);
  if (!scaled.has_full_rank()) return base::refuse(RegressionRefusal::rank_deficient);

  Eigen::VectorXd b = scaled.solve(Eigen::Map<const Eigen::VectorXd>(y.data(), index_of(n)));
  Regression fit;
  fit.n_obs = n;
  fit.condition_number = scaled.condition_number();
  fit.coefficients.assign(b.begin(), b.end());
  for (int step = 0; step <= refinements; ++step) {
    fit.residuals = regression_residuals(y, regressors, fit.coefficients);
    if (step == refinements) break;
    b += scaled.solve(Eigen::Map<const Eigen::VectorXd>(fit.residuals.data(), index_of(n)));
    fit.coefficients.assign(b.begin(), b.end());
  }
  const double residual_norm =
      Eigen::Map<const Eigen::VectorXd>(fit.residuals.data(), index_of(n)).norm();
  fit.is_exact = residual_norm <= rounding_norm(y, design, b);
  measure_fit(fit, y, scaled);
  return fit;
}

std::vector<double> newey_west_errors(std::span<const Column> regressors,
                                      std::span<const double> residuals, std::size_t lag) {
  const Eigen::MatrixXd design = design_matrix(residuals.size(), regressors);
  const ScaledDesign scaled(design);
  WEALTHJOBS_CHECK(scaled.has_full_rank());
  const Eigen::Map<const Eigen::VectorXd> e(residuals.data(), index_of(residuals.size()));
  const Eigen::MatrixXd scores = e.asDiagonal() * design;
  Eigen::MatrixXd middle = scores.transpose() * scores;
  for (std::size_t l = 1; l <= lag && l < residuals.size(); ++l) {
    const double weight = 1 - static_cast<double>(l) / static_cast<double>(lag + 1);
    const Eigen::Index rows = scores.rows() - index_of(l);
    const Eigen::MatrixXd lagged = scores.bottomRows(rows).transpose() * scores.topRows(rows);
    middle += weight * (lagged + lagged.transpose());
  }
  const Eigen::MatrixXd inverse = scaled.inverse_of_normal();
  const Eigen::VectorXd variances = (inverse * middle * inverse).diagonal();
  std::vector<double> errors;
  for (const double variance : variances) errors.push_back(std::sqrt(std::max(variance, 0.0)));
  return errors;
}

}  // namespace wealthjobs::numeric
