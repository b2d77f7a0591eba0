#include "numeric/regression.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "finance/performance/reference.h"

namespace wealthjobs::numeric {
namespace {

using finance::agrees;
using finance::analytics;
using finance::ReferenceTable;
using finance::shared_path;

// Rows of the case, those with a missing value dropped.
struct Sample {
  std::vector<double> y;
  std::vector<Column> x;
};

Sample sample_of(const base::Json& row) {
  const std::string source = row["source"];
  const ReferenceTable table(source.substr(0, source.find_first_of(" ,")));
  std::vector<std::size_t> columns = {table.column(row["y"])};
  for (const auto& name : row["x"]) columns.push_back(table.column(name));
  Sample sample;
  sample.x.resize(columns.size() - 1);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const std::string& date = table.rows[i][0];
    if (row["id"] == "edhec_fof_5f_2008" && (date < "2007-01" || date > "2009-12-31")) continue;
    if (row["id"] == "aapl_2f_60d" && (date < "2010-01-04" || sample.y.size() == 60)) continue;
    std::vector<std::optional<double>> cells;
    for (const std::size_t column : columns) cells.push_back(table.number(i, column));
    if (!std::ranges::all_of(cells, [](const auto& cell) { return cell.has_value(); })) continue;
    sample.y.push_back(*cells[0]);
    for (std::size_t j = 1; j < cells.size(); ++j) sample.x[j - 1].push_back(*cells[j]);
  }
  return sample;
}

std::vector<double> listed(const base::Json& object) {
  std::vector<double> values;
  for (const auto& [name, value] : object.items()) values.push_back(value);
  return values;
}

TEST(Regression, AgreesWithStatsmodels) {
  WEALTHJOBS_NEEDS_SHARED(analytics);
  int cases = 0;
  const base::Json rows = finance::reference_json("ols.json")["cases"];
  for (const auto& row : rows) {
    SCOPED_TRACE(row["id"].get<std::string>());
    const Sample sample = sample_of(row);
    ASSERT_EQ(sample.y.size(), row["n"].get<std::size_t>());
    const auto fit = least_squares(sample.y, sample.x);
    ASSERT_TRUE(fit);
    const auto coefficients = listed(row["coef"]);
    const auto errors = listed(row["std_err"]);
    const auto t = listed(row["t"]);
    const auto hac = listed(row["t_HAC5"]);
    const auto robust = newey_west_errors(sample.x, fit->residuals, 5);
    const auto white = newey_west_errors(sample.x, fit->residuals, 0);
    const auto n = static_cast<double>(sample.y.size());
    const double hc1 = std::sqrt(n / (n - static_cast<double>(coefficients.size())));
    for (std::size_t j = 0; j < coefficients.size(); ++j) {
      EXPECT_TRUE(agrees(fit->coefficients[j], coefficients[j])) << j;
      EXPECT_TRUE(agrees(fit->standard_errors[j], errors[j])) << j;
      EXPECT_TRUE(agrees(*fit->t[j], t[j])) << j;
      EXPECT_TRUE(agrees(fit->coefficients[j] / robust[j], hac[j])) << j;
      EXPECT_TRUE(agrees(fit->coefficients[j] / (white[j] * hc1), listed(row["t_HC1"])[j])) << j;
    }
    EXPECT_TRUE(agrees(*fit->r_squared, row["r2"].get<double>()));
    EXPECT_TRUE(agrees(*fit->adj_r_squared, row["r2_adj"].get<double>()));
    EXPECT_TRUE(agrees(fit->residual_deviation, row["residual_std"].get<double>()));
    // theirs is of the design as given; ours, of columns of length 1, can only be better
    EXPECT_GE(row["condition_number"].get<double>(), fit->condition_number);
    EXPECT_GE(fit->condition_number, 1);
    ++cases;
  }
  EXPECT_EQ(cases, 7);
}

TEST(Regression, CertifiedCoefficientsOfNistAgree) {
  WEALTHJOBS_NEEDS_SHARED(analytics);
  int cases = 0;
  const base::Json rows = finance::reference_json("ols.json")["certified"];
  for (const auto& row : rows) {
    const ReferenceTable table(row["file"]);
    Sample sample;
    sample.x.resize(5);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      sample.y.push_back(*table.number(i, 0));
      for (std::size_t j = 0; j < 5; ++j) sample.x[j].push_back(*table.number(i, j + 1));
    }
    const auto fit = least_squares(sample.y, sample.x);
    ASSERT_TRUE(fit);
    for (std::size_t j = 0; j < 6; ++j) {
      const double certified = row["coef_certified"][j];
      EXPECT_LE(std::fabs(fit->coefficients[j] / certified - 1), 1e-10) << row["id"] << " " << j;
    }
    EXPECT_TRUE(fit->is_exact);
    EXPECT_EQ(fit->residual_deviation, 0);
    EXPECT_EQ(fit->r_squared, 1);
    EXPECT_EQ(fit->t, std::vector<std::optional<double>>(6));
    ++cases;
  }
  EXPECT_EQ(cases, 2);
}

TEST(Regression, WorksTheExampleOfTheFactorJob) {
  const std::vector<double> y = {30, -20, 10, 40, -10};
  const auto fit = least_squares(y, std::vector<Column>{{-4, 3, -1, -6, 2}});
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->coefficients[0], 2.040816, 5e-7);
  EXPECT_NEAR(fit->coefficients[1], -6.632653, 5e-7);
  EXPECT_NEAR(*fit->r_squared, 0.994898, 5e-7);
  EXPECT_NEAR(*fit->adj_r_squared, 0.993197, 5e-7);
  EXPECT_NEAR(-10 - fit->coefficients[0] - fit->coefficients[1] * 2, fit->residuals[4], 1e-12);
}

TEST(Regression, ConditionIsThatOfColumnsOfLengthOne) {
  // by hand: columns (1,1,1,1) and (1,-1,1,-1) are orthogonal; scaling does not matter
  const auto orthogonal =
      least_squares(std::vector<double>{1, 2, 4, 3}, std::vector<Column>{{1e6, -1e6, 1e6, -1e6}});
  EXPECT_NEAR(orthogonal->condition_number, 1, 1e-12);
  // by hand: unit columns with cosine c have singular values sqrt(1 +- c); here
  // c = 10 / sqrt(4 x 30)
  const auto slanted =
      least_squares(std::vector<double>{1, 2, 4, 3}, std::vector<Column>{{1, 2, 3, 4}});
  const double c = 10 / std::sqrt(120.0);
  EXPECT_NEAR(slanted->condition_number, std::sqrt((1 + c) / (1 - c)), 1e-12);
}

TEST(Regression, RefusesWhatCannotBeToldApart) {
  const std::vector<double> y = {1, 2, 4, 3, 9};
  const Column a = {1, 2, 3, 4, 5};
  Column twice;
  for (const double v : a) twice.push_back(2 * v + 7);
  EXPECT_EQ(least_squares(y, std::vector<Column>{a, twice}).error(),
            RegressionRefusal::rank_deficient);
  EXPECT_EQ(least_squares(y, std::vector<Column>{Column(5, 3.0)}).error(),
            RegressionRefusal::rank_deficient);
  EXPECT_EQ(least_squares(y, std::vector<Column>{Column(5, 0.0)}).error(),
            RegressionRefusal::rank_deficient);
  EXPECT_EQ(least_squares(std::vector<double>{1, 2}, std::vector<Column>{{1, 2}}).error(),
            RegressionRefusal::too_few_observations);
  EXPECT_EQ(name_of(RegressionRefusal::rank_deficient), "rank_deficient");
  EXPECT_EQ(name_of(RegressionRefusal::too_few_observations), "too_few_observations");
}

TEST(Regression, AFlatLineHasNoRSquared) {
  const auto fit = least_squares(std::vector<double>(5, 3.0), std::vector<Column>{{1, 2, 3, 4, 6}});
  ASSERT_TRUE(fit);
  EXPECT_FALSE(fit->r_squared);
  EXPECT_NEAR(fit->coefficients[0], 3, 1e-14);
  EXPECT_NEAR(fit->coefficients[1], 0, 1e-14);
}

TEST(Regression, TheOrderOfRowsDoesNotMatter) {
  std::mt19937_64 random(12);
  std::normal_distribution<double> normal(0, 1);
  for (int i = 0; i < 1'000; ++i) {
    std::vector<double> y(15);
    std::vector<Column> x(2, Column(15));
    for (std::size_t k = 0; k < 15; ++k) {
      x[0][k] = normal(random);
      x[1][k] = normal(random) + x[0][k];
      y[k] = 0.5 + x[0][k] - 2 * x[1][k] + 0.1 * normal(random);
    }
    const auto fit = least_squares(y, x);
    std::vector<std::size_t> order(15);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::shuffle(order, random);
    std::vector<double> y2;
    std::vector<Column> x2(2);
    for (const std::size_t k : order) {
      y2.push_back(y[k]);
      for (std::size_t j = 0; j < 2; ++j) x2[j].push_back(x[j][k]);
    }
    const auto again = least_squares(y2, x2);
    ASSERT_TRUE(fit && again);
    for (std::size_t j = 0; j < 3; ++j) {
      EXPECT_NEAR(fit->coefficients[j], again->coefficients[j], 1e-13);
    }
    const double sum = std::accumulate(fit->residuals.begin(), fit->residuals.end(), 0.0);
    EXPECT_NEAR(sum, 0, 1e-13);
  }
}

}  // namespace
}  // namespace wealthjobs::numeric
