#include "numeric/ridge.h"

#include <Eigen/SVD>
#include <algorithm>
#include <cmath>
#include <limits>

#include "base/check.h"
#include "numeric/moments.h"

namespace wealthjobs::numeric {
namespace {

constexpr int lambdas = 121;

Eigen::Index index_of(std::size_t i) { return static_cast<Eigen::Index>(i); }

// Regressors in units of their deviation, factored once for every lambda.
class RidgeProblem {
 public:
  RidgeProblem(std::span<const double> y, std::span<const Column> regressors)
      : y_(y), regressors_(regressors), mean_y_(mean(y)) {
    Eigen::MatrixXd z(index_of(y.size()), index_of(regressors.size()));
    for (std::size_t j = 0; j < regressors.size(); ++j) {
      WEALTHJOBS_CHECK(regressors[j].size() == y.size());
      means_.push_back(mean(regressors[j]));
      const bool moves = std::ranges::min(regressors[j]) != std::ranges::max(regressors[j]);
      deviations_.push_back(moves ? sample_deviation(regressors[j]) : 0);
      for (std::size_t i = 0; i < y.size(); ++i) {
        z(index_of(i), index_of(j)) = moves ? (regressors[j][i] - means_[j]) / deviations_[j] : 0.0;
      }
    }
    svd_.compute(z, Eigen::ComputeThinU | Eigen::ComputeThinV);
    Eigen::VectorXd centred(index_of(y.size()));
    for (std::size_t i = 0; i < y.size(); ++i) centred[index_of(i)] = y[i] - mean_y_;
    projected_ = svd_.matrixU().transpose() * centred;
    total_ = centred.squaredNorm();
  }

  [[nodiscard]] bool has_moving_regressor() const {
    return std::ranges::any_of(deviations_, [](double d) { return d > 0; });
  }

  [[nodiscard]] double cross_validation(double lambda) const {
    const auto n = static_cast<double>(y_.size());
    double squares = total_;
    for (Eigen::Index i = 0; i < projected_.size(); ++i) {
      const double kept = 1 - shrinkage(i, lambda);
      squares += (kept * kept - 1) * projected_[i] * projected_[i];
    }
    const double left = n - 1 - degrees_of_freedom(lambda);
    return n * std::max(squares, 0.0) / (left * left);
  }

  [[nodiscard]] RidgeFit fit(double lambda) const {
    Eigen::VectorXd along(projected_.size());
    for (Eigen::Index i = 0; i < projected_.size(); ++i) {
      const double s = singular_value(i);
      along[i] = s > 0 ? s / (s * s + lambda) * projected_[i] : 0;
    }
    const Eigen::VectorXd slopes = svd_.matrixV() * along;
    RidgeFit result;
    result.lambda = lambda;
    result.n_obs = y_.size();
    result.degrees_of_freedom = degrees_of_freedom(lambda);
    result.coefficients.assign(regressors_.size() + 1, 0);
    result.coefficients[0] = mean_y_;
    for (std::size_t j = 0; j < regressors_.size(); ++j) {
      if (deviations_[j] == 0) continue;
      const double slope = slopes[index_of(j)] / deviations_[j];
      result.coefficients[j + 1] = slope;
      result.coefficients[0] -= slope * means_[j];
    }
    result.residuals = regression_residuals(y_, regressors_, result.coefficients);
    if (std::ranges::min(y_) == std::ranges::max(y_)) return result;
    double squares = 0;
    for (const double e : result.residuals) squares += e * e;
    result.r_squared = 1 - squares / total_;
    return result;
  }

 private:
  // A direction that only rounding tells from nothing is none.
  [[nodiscard]] double singular_value(Eigen::Index i) const {
    const double noise = static_cast<double>(y_.size()) * std::numeric_limits<double>::epsilon() *
                         svd_.singularValues()[0];
    return svd_.singularValues()[i] > noise ? svd_.singularValues()[i] : 0;
  }
  [[nodiscard]] double shrinkage(Eigen::Index i, double lambda) const {
    const double s = singular_value(i);
    return s > 0 ? s * s / (s * s + lambda) : 0;
  }
  [[nodiscard]] double degrees_of_freedom(double lambda) const {
    double sum = 0;
    for (Eigen::Index i = 0; i < projected_.size(); ++i) sum += shrinkage(i, lambda);
    return sum;
  }

  std::span<const double> y_;
  std::span<const Column> regressors_;
  double mean_y_;
  double total_ = 0;
  std::vector<double> means_;
  std::vector<double> deviations_;
  Eigen::JacobiSVD<Eigen::MatrixXd> svd_;
  Eigen::VectorXd projected_;
};

}  // namespace

std::optional<RidgeFit> ridge_regression(std::span<const double> y,
                                         std::span<const Column> regressors, double lambda) {
  WEALTHJOBS_CHECK(lambda >= 0);
  if (y.size() < 3 || regressors.empty()) return std::nullopt;
  const RidgeProblem problem(y, regressors);
  if (!problem.has_moving_regressor()) return std::nullopt;
  return problem.fit(lambda);
}

std::optional<RidgeFit> ridge_regression(std::span<const double> y,
                                         std::span<const Column> regressors) {
  if (y.size() < 3 || regressors.empty()) return std::nullopt;
  const RidgeProblem problem(y, regressors);
  if (!problem.has_moving_regressor()) return std::nullopt;
  double best = 0;
  double least = std::numeric_limits<double>::infinity();
  for (int i = 0; i < lambdas; ++i) {
    const double power = -6 + 12.0 * i / (lambdas - 1);
    const double lambda = std::pow(10.0, power) * static_cast<double>(y.size());
    const double score = problem.cross_validation(lambda);
    if (score >= least) continue;
    least = score;
    best = lambda;
  }
  return problem.fit(best);
}

std::vector<double> variance_inflation(std::span<const Column> regressors) {
  std::vector<double> factors;
  for (std::size_t j = 0; j < regressors.size(); ++j) {
    std::vector<Column> others;
    for (std::size_t i = 0; i < regressors.size(); ++i) {
      if (i != j) others.push_back(regressors[i]);
    }
    const auto fit = least_squares(regressors[j], others);
    const bool depends = !fit || fit->is_exact || !fit->r_squared;
    factors.push_back(depends ? std::numeric_limits<double>::infinity()
                              : 1 / (1 - *fit->r_squared));
  }
  return factors;
}

}  // namespace wealthjobs::numeric
