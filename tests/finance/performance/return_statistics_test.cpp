#include "finance/performance/return_statistics.h"

#include <gtest/gtest.h>

#include "finance/performance/reference.h"
#include "finance/performance/worked_example.h"

namespace wealthjobs::finance {
namespace {

std::map<std::string_view, Figure> by_name(const std::vector<NamedFigure>& figures) {
  std::map<std::string_view, Figure> found;
  for (const NamedFigure& row : figures) found[row.name] = row.figure;
  return found;
}

// Their name of each figure, and what it is multiplied with to have our sign.
struct ReferenceName {
  std::string_view ours;
  const char* theirs;
  double sign;
};
constexpr ReferenceName reference_names[] = {
    {"volatility", "vol_sample", 1},
    {"sharpe", "sharpe_arith_rf", 1},
    {"sortino", "sortino_annual_mar0", 1},
    {"max_drawdown", "max_drawdown", -1},
    {"calmar", "calmar_PA", 1},
    {"win_rate", "win_rate_all", 1},
    {"average_win", "avg_win", 1},
    {"average_loss", "avg_loss", 1},
    {"beta", "beta_rf", 1},
    {"alpha", "alpha_annual_arith_rf", 1},
    {"tracking_error", "tracking_error", 1},
    {"information_ratio", "information_ratio_arith", 1},
    {"r_squared", "r_squared", 1},
};

int compare(const std::map<std::string_view, Figure>& got, const base::Json& expected) {
  int compared = 0;
  for (const ReferenceName& name : reference_names) {
    if (!expected.contains(name.theirs)) continue;
    base::Json wanted = expected[name.theirs];
    if (wanted.is_number()) wanted = wanted.get<double>() * name.sign;
    EXPECT_TRUE(agrees(got.at(name.ours).value, wanted)) << name.ours;
    EXPECT_EQ(got.at(name.ours).value.has_value(), got.at(name.ours).reason == FigureReason::none);
    ++compared;
  }
  return compared;
}

struct ReferenceFile {
  const char* json;
  const char* csv;
  const char* from;
  const char* to;
};
constexpr ReferenceFile files[] = {
    {"stats_managers.json", "managers.csv", "", "9999"},
    {"stats_edhec.json", "edhec.csv", "", "9999"},
    {"stats_bacon.json", "portfolio_bacon.csv", "", "9999"},
    {"stats_ibm_daily.json", "ibm_daily.csv", "", "9999"},
    {"stats_stocks_daily_2004_2014.json", "stocks_daily.csv", "2004", "2015"},
    {"stats_stocks_daily_2008.json", "stocks_daily.csv", "2008", "2009"},
    {"stats_stocks_daily_2009_03_2012_02.json", "stocks_daily.csv", "2009-03", "2012-03"},
    {"stats_stocks_daily_2012.json", "stocks_daily.csv", "2012", "2013"},
};

std::vector<DatedValue> between(std::vector<DatedValue> series, const std::string& from,
                                const std::string& to) {
  std::erase_if(series, [&](const DatedValue& row) {
    const std::string iso = row.date.iso();
    return iso < from || iso >= to;
  });
  return series;
}

TEST(ReturnStatistics, AgreeWithPerformanceAnalytics) {
  WEALTHJOBS_NEEDS_SHARED(analytics);
  int series = 0;
  int figures = 0;
  for (const ReferenceFile& file : files) {
    const base::Json reference = reference_json(file.json);
    const ReferenceTable table(file.csv);
    const double periods = reference["periods_per_year"];
    const double rate = reference["rf_per_period"].get<double>() == 0 ? 0 : 0.02;
    std::vector<DatedValue> benchmark;
    if (!reference["benchmark"].is_null()) {
      benchmark = between(table.series(reference["benchmark"]), file.from, file.to);
    }
    for (const auto& [name, expected] : reference["expected"].items()) {
      SCOPED_TRACE(std::string(file.json) + " " + name);
      const auto returns = between(table.series(name), file.from, file.to);
      ASSERT_EQ(returns.size(), expected["n"].get<std::size_t>());
      figures +=
          compare(by_name(return_statistics({returns, benchmark, RiskFree::flat(rate), periods})),
                  expected);
      ++series;
    }
  }
  EXPECT_EQ(series, 7 + 12 + 1 + 1 + 8);
  EXPECT_EQ(figures, 28 * 13 + 8);
}

// Their risk-free is a column of returns by month; as a yearly rate it is (1 + r)^12 - 1.
TEST(ReturnStatistics, AgreeWithARiskFreeSeries) {
  WEALTHJOBS_NEEDS_SHARED(analytics);
  const base::Json reference = reference_json("stats_managers_rf_series.json");
  const ReferenceTable table("managers.csv");
  std::vector<DatedValue> percent;
  for (const DatedValue& row : table.series("US 3m TR")) {
    percent.push_back({row.date, 100 * (std::pow(1 + row.value, 12) - 1)});
  }
  const auto benchmark = table.series("SP500 TR");
  int series = 0;
  for (const auto& [name, expected] : reference["expected"].items()) {
    SCOPED_TRACE(name);
    const auto returns = table.series(name);
    const auto got =
        by_name(return_statistics({returns, benchmark, RiskFree::series(percent), 12}));
    EXPECT_TRUE(agrees(got.at("sharpe").value, expected["sharpe_annual_arith_excess"]));
    EXPECT_TRUE(agrees(got.at("beta").value, expected["beta_vs_SP500"]));
    EXPECT_TRUE(agrees(*got.at("alpha").value / 12, expected["alpha_period"].get<double>()));
    ++series;
  }
  EXPECT_EQ(series, 6);
}

TEST(ReturnStatistics, SayWhyThereIsNone) {
  const auto r = dated(example_r);
  const auto alone = by_name(return_statistics({r, {}, RiskFree(), 252}));
  EXPECT_EQ(alone.at("beta").reason, FigureReason::no_benchmark);
  EXPECT_EQ(alone.at("tracking_error").reason, FigureReason::no_benchmark);
  EXPECT_TRUE(alone.at("sharpe").value);
  const RiskFree late = RiskFree::series({{r[2].date, 1.0}});
  const auto early = by_name(return_statistics({r, dated(example_b), late, 252}));
  EXPECT_EQ(early.at("sharpe").reason, FigureReason::no_risk_free);
  EXPECT_EQ(early.at("alpha").reason, FigureReason::no_risk_free);
  EXPECT_TRUE(early.at("tracking_error").value);
}

}  // namespace
}  // namespace wealthjobs::finance
