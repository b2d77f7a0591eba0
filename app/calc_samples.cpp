// calc psi, kl, ks, ols: figures of samples.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.h"
#include "base/json_document.h"
#include "calc_figures.h"
#include "calc_input.h"
#include "calc_output.h"
#include "numeric/distribution_distance.h"
#include "numeric/regression.h"

namespace wealthjobs::app {
namespace {

constexpr const char* ols_method = "column-pivoted QR";

numeric::BinOptions bin_options(const CalcOptions& options) {
  numeric::BinOptions bins;
  bins.bins = options.bins;
  bins.epsilon = options.epsilon;
  for (const auto smoothing : {numeric::Smoothing::additive, numeric::Smoothing::floor,
                               numeric::Smoothing::replace_zero}) {
    if (numeric::name_of(smoothing) == options.smoothing) bins.smoothing = smoothing;
  }
  return bins;
}

base::Json edge_json(double edge) { return std::isfinite(edge) ? base::Json(edge) : base::Json(); }
std::string edge_text(double edge) { return std::isfinite(edge) ? number_text(edge) : "open"; }

base::Json bins_json(const numeric::Drift& drift) {
  base::Json bins = base::Json::array();
  for (const numeric::DriftBin& bin : drift.bins) {
    bins.push_back({{"lower", edge_json(bin.lower)},
                    {"upper", edge_json(bin.upper)},
                    {"baseline_share", bin.baseline_share},
                    {"current_share", bin.current_share},
                    {"baseline_smoothed", bin.baseline_smoothed},
                    {"current_smoothed", bin.current_smoothed},
                    {"contribution", bin.contribution}});
  }
  return bins;
}

render::Section bins_table(const numeric::Drift& drift) {
  const auto right = render::Align::right;
  render::Section section = table_of("bins", {{"lower", "Lower", right},
                                              {"upper", "Upper", right},
                                              {"baseline_share", "Baseline", right},
                                              {"current_share", "Current", right},
                                              {"baseline_smoothed", "Smoothed", right},
                                              {"current_smoothed", "Smoothed", right},
                                              {"contribution", "Contribution", right}});
  for (const numeric::DriftBin& bin : drift.bins) {
    section.table.rows.push_back(
        {edge_text(bin.lower), edge_text(bin.upper), number_text(bin.baseline_share),
         number_text(bin.current_share), number_text(bin.baseline_smoothed),
         number_text(bin.current_smoothed), number_text(bin.contribution)});
  }
  return section;
}

using DriftRule = numeric::Drift (*)(std::span<const double>, std::span<const double>,
                                     const numeric::BinOptions&);

void print_drift(const CalcOptions& options, const std::string& name, const std::string& title,
                 DriftRule rule) {
  const std::vector<double> baseline = read_sample(options.arguments[0]);
  const std::vector<double> current = read_sample(options.arguments[1]);
  const numeric::Drift drift = rule(baseline, current, bin_options(options));
  render::Document document;
  document.title = title;
  document.facts = {{name, number_text(drift.value)},
                    {"smoothing", options.smoothing},
                    {"baseline values", std::to_string(baseline.size())},
                    {"current values", std::to_string(current.size())}};
  document.sections.push_back(bins_table(drift));
  print_calculation(options.global,
                    {{name, drift.value},
                     {"smoothing", options.smoothing},
                     {"n_baseline", baseline.size()},
                     {"n_current", current.size()},
                     {"bins", bins_json(drift)}},
                    document);
}

// Rows in an order of their own, so that the order of the file cannot be seen in the last bit.
RegressionRows sorted_rows(const RegressionRows& rows) {
  std::vector<std::size_t> order(rows.y.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    if (rows.y[a] != rows.y[b]) return rows.y[a] < rows.y[b];
    for (const std::vector<double>& column : rows.x) {
      if (column[a] != column[b]) return column[a] < column[b];
    }
    return false;
  });
  RegressionRows sorted = rows;
  for (std::size_t i = 0; i < order.size(); ++i) {
    sorted.y[i] = rows.y[order[i]];
    for (std::size_t j = 0; j < rows.x.size(); ++j) sorted.x[j][i] = rows.x[j][order[i]];
  }
  return sorted;
}

base::Json fit_json(const numeric::Regression& fit) {
  base::Json t = base::Json::array();
  for (const auto& value : fit.t) t.push_back(json_number(value));
  return {{"coefficients", fit.coefficients},
          {"standard_errors", fit.standard_errors},
          {"t", t},
          {"r_squared", json_number(fit.r_squared)},
          {"adj_r_squared", json_number(fit.adj_r_squared)},
          {"residual_std", fit.residual_deviation},
          {"condition_number", fit.condition_number},
          {"method", ols_method}};
}

base::Json no_fit_json() {
  return {{"coefficients", nullptr},     {"standard_errors", nullptr}, {"t", nullptr},
          {"r_squared", nullptr},        {"adj_r_squared", nullptr},   {"residual_std", nullptr},
          {"condition_number", nullptr}, {"method", ols_method}};
}

render::Document fit_document(const numeric::Regression& fit,
                              const std::vector<std::string>& names) {
  const auto right = render::Align::right;
  render::Document document;
  document.title = "Least squares";
  document.facts = {{"R squared", number_text(fit.r_squared)},
                    {"adjusted", number_text(fit.adj_r_squared)},
                    {"residual deviation", number_text(fit.residual_deviation)},
                    {"condition number", number_text(fit.condition_number)},
                    {"rows", std::to_string(fit.n_obs)},
                    {"method", ols_method}};
  render::Section section = table_of("coefficients", {{"name", "Regressor", render::Align::left},
                                                      {"coefficient", "Coefficient", right},
                                                      {"error", "Standard error", right},
                                                      {"t", "t", right}});
  for (std::size_t j = 0; j < fit.coefficients.size(); ++j) {
    section.table.rows.push_back({j == 0 ? "(intercept)" : names[j - 1],
                                  number_text(fit.coefficients[j]),
                                  number_text(fit.standard_errors[j]), number_text(fit.t[j])});
  }
  document.sections.push_back(std::move(section));
  return document;
}

}  // namespace

void calc_psi(const CalcOptions& options) {
  print_drift(options, "psi", "Population stability index", numeric::population_stability);
}

void calc_kl(const CalcOptions& options) {
  print_drift(options, "kl", "Kullback-Leibler divergence, current against baseline",
              numeric::kullback_leibler);
}

void calc_ks(const CalcOptions& options) {
  const std::vector<double> baseline = read_sample(options.arguments[0]);
  const std::vector<double> current = read_sample(options.arguments[1]);
  const numeric::KolmogorovSmirnov ks = numeric::kolmogorov_smirnov(baseline, current);
  const numeric::Drift drift =
      numeric::population_stability(baseline, current, bin_options(options));
  render::Document document;
  document.title = "Kolmogorov-Smirnov distance";
  document.facts = {{"statistic", number_text(ks.statistic)},
                    {"p value", number_text(ks.p_value)},
                    {"method", std::string(numeric::ks_method)}};
  print_calculation(options.global,
                    {{"statistic", ks.statistic},
                     {"p_value", ks.p_value},
                     {"method", numeric::ks_method},
                     {"n_baseline", baseline.size()},
                     {"n_current", current.size()},
                     {"bins", bins_json(drift)}},
                    document);
}

void calc_ols(const CalcOptions& options) {
  const RegressionRows rows = sorted_rows(read_regression(options.arguments[0]));
  const auto fit = numeric::least_squares(rows.y, rows.x);
  base::Json json = fit ? fit_json(*fit) : no_fit_json();
  json["regressors"] = rows.names;
  json["n_obs"] = rows.y.size();
  json["rows_passed_over"] = rows.passed_over;
  json["reason"] = base::Json();
  render::Document document;
  if (fit) {
    document = fit_document(*fit, rows.names);
    if (fit->is_exact) json["reason"] = "exact_fit";
  } else {
    json["reason"] = numeric::name_of(fit.error());
    document.title = "Least squares";
    document.facts = {{"coefficients", "- (" + std::string(numeric::name_of(fit.error())) + ")"}};
  }
  print_calculation(options.global, json, document);
}

}  // namespace wealthjobs::app
