#include "finance/performance/performance_metrics.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "finance/performance/reference.h"
#include "finance/performance/time_weighted_return.h"

namespace wealthjobs::finance {
namespace {

using Metrics = std::map<std::string, Figure>;

Metrics metrics_of(const MetricInputs& inputs) {
  Metrics found;
  for (const NamedFigure& row : performance_metrics(inputs)) {
    found[std::string(row.name)] = row.figure;
  }
  return found;
}

// Their window, their figure and our metric; drawdowns of theirs are positive.
struct ReferenceMetric {
  const char* window;
  const char* theirs;
  const char* ours;
};
constexpr ReferenceMetric reference_metrics[] = {
    {"N30", "vol_sample", "volatility_30d"},
    {"N60", "vol_sample", "volatility_60d"},
    {"N90", "vol_sample", "volatility_90d"},
    {"N252", "vol_sample", "volatility_1y"},
    {"N30", "sharpe_arith_rf", "sharpe_30d"},
    {"N60", "sharpe_arith_rf", "sharpe_60d"},
    {"N90", "sharpe_arith_rf", "sharpe_90d"},
    {"N252", "sharpe_arith_rf", "sharpe_1y"},
    {"1Y", "max_drawdown", "max_drawdown_1y"},
    {"3Y", "max_drawdown", "max_drawdown_3y"},
    {"1Y", "alpha_annual_arith_rf", "alpha_1y"},
    {"3Y", "alpha_annual_arith_rf", "alpha_3y"},
    {"1Y", "beta_rf", "beta_1y"},
    {"3Y", "beta_rf", "beta_3y"},
    {"1Y", "tracking_error", "tracking_error_1y"},
    {"1Y", "information_ratio_arith", "information_ratio_1y"},
    {"1Y", "win_rate_all", "win_rate_1y"},
    {"1Y", "avg_win", "average_win_1y"},
    {"1Y", "avg_loss", "average_loss_1y"},
    {"1Y", "sortino_annual_mar0", "sortino_1y"},
    {"1Y", "calmar_PA", "calmar_1y"},
    {"3Y", "calmar_PA", "calmar_3y"},
};

TEST(PerformanceMetrics, AgreeWithTheReferenceInEveryWindow) {
  WEALTHJOBS_NEEDS_SHARED(analytics);
  const auto portfolios = reference_portfolios();
  const auto benchmark = ReferenceTable("benchmark.csv").series("return");
  const base::Json file = reference_json("windows.json");
  std::map<std::string, Metrics> cache;
  int compared = 0;
  int nulls = 0;
  for (const auto& row : file["cases"]) {
    const std::string key = row["portfolio"].get<std::string>() + row["asof"].get<std::string>();
    if (!cache.contains(key)) {
      cache[key] = metrics_of({portfolios.at(row["portfolio"]),
                               day(row["asof"]),
                               FlowTiming::start_of_day,
                               benchmark,
                               RiskFree::flat(0.02),
                               {}});
    }
    for (const ReferenceMetric& metric : reference_metrics) {
      if (row["window"] != metric.window) continue;
      const Figure& got = cache[key].at(metric.ours);
      SCOPED_TRACE(key + " " + metric.ours);
      if (row["status"] != "ok") {
        EXPECT_FALSE(got.value);
        EXPECT_EQ(got.reason, FigureReason::history_too_short);
        ++nulls;
        continue;
      }
      if (!row["metrics_SOD"].contains(metric.theirs)) {
        EXPECT_FALSE(got.value);
        ++nulls;
        continue;
      }
      base::Json expected = row["metrics_SOD"][metric.theirs];
      if (metric.theirs == std::string("max_drawdown")) expected = -expected.get<double>();
      EXPECT_TRUE(agrees(got.value, expected));
      ++compared;
    }
  }
  EXPECT_GT(compared, 1'000);
  EXPECT_GT(nulls, 100);
}

TEST(PerformanceMetrics, AreAllThereWithoutAnyHistory) {
  const auto metrics = performance_metrics({});
  EXPECT_EQ(metrics.size(), 34U + 7U);  // of the contract, and of the rule book
  std::set<std::string_view> names;
  for (const NamedFigure& row : metrics) {
    EXPECT_FALSE(row.figure.value) << row.name;
    EXPECT_EQ(row.figure.reason, FigureReason::history_too_short) << row.name;
    names.insert(row.name);
  }
  EXPECT_EQ(names.size(), metrics.size());
  for (const char* name : {"twr_1d",
                           "twr_mtd",
                           "twr_qtd",
                           "twr_ytd",
                           "twr_1y",
                           "twr_3y",
                           "twr_5y",
                           "twr_inception",
                           "mwr_ytd",
                           "mwr_1y",
                           "mwr_3y",
                           "mwr_inception",
                           "volatility_30d",
                           "volatility_60d",
                           "volatility_90d",
                           "volatility_1y",
                           "sharpe_30d",
                           "sharpe_60d",
                           "sharpe_90d",
                           "sharpe_1y",
                           "max_drawdown_1y",
                           "max_drawdown_3y",
                           "alpha_1y",
                           "alpha_3y",
                           "beta_1y",
                           "beta_3y",
                           "tracking_error_1y",
                           "information_ratio_1y",
                           "win_rate_1y",
                           "average_win_1y",
                           "average_loss_1y",
                           "trade_win_rate_1y",
                           "average_trade_win_1y",
                           "average_trade_loss_1y"}) {
    EXPECT_TRUE(names.contains(name)) << name;  // CONTRACT section 5
  }
  EXPECT_EQ(performance_metric_names().size(), metrics.size());
}

TEST(PerformanceMetrics, LongReturnsAreYearlyAndShortOnesAreNot) {
  std::mt19937_64 random(4);
  const auto path = random_valuations(random, 1'600);
  const base::Date asof = path.back().date;
  const auto metrics = metrics_of({path, asof, FlowTiming::mixed, {}, {}, {}});
  const auto three = time_weighted_return(path, asof, ReturnWindow::three_years, FlowTiming::mixed);
  EXPECT_EQ(metrics.at("twr_3y").value, three.annualised);
  const auto year = time_weighted_return(path, asof, ReturnWindow::year_to_date, FlowTiming::mixed);
  EXPECT_EQ(metrics.at("twr_ytd").value, year.period.value);
  EXPECT_EQ(metrics.at("beta_1y").reason, FigureReason::no_benchmark);
  EXPECT_EQ(metrics.at("trade_win_rate_1y").reason, FigureReason::no_trades);
}

TEST(PerformanceMetrics, TradesCountInsideTheirYear) {
  std::mt19937_64 random(8);
  const auto path = random_valuations(random, 600);
  const base::Date asof = path.back().date;
  const std::vector<ClosedTrade> trades = {
      {asof - 500, 100, 50}, {asof - 100, 100, 20}, {asof - 50, 100, -10}, {asof + 1, 100, 90}};
  const auto metrics = metrics_of({path, asof, FlowTiming::mixed, {}, {}, trades});
  EXPECT_EQ(metrics.at("trade_win_rate_1y").value, 0.5);
  EXPECT_EQ(metrics.at("average_trade_win_1y").value, 0.2);
  EXPECT_EQ(metrics.at("average_trade_loss_1y").value, -0.1);
}

// domain/92 point 9: all data behind t cut off, or replaced by noise, change nothing up to t.
TEST(PerformanceMetrics, NeverLookAhead) {
  std::mt19937_64 random(9);
  std::normal_distribution<double> normal(0, 0.05);
  for (int i = 0; i < 1'000; ++i) {
    auto path = random_valuations(random, 40 + i % 330);
    std::vector<DatedValue> benchmark;
    for (const Valuation& v : path) benchmark.push_back({v.date, normal(random)});
    const base::Date asof = path[path.size() / 2 + random() % (path.size() / 2)].date;
    const auto timing = static_cast<FlowTiming>(i % 3);
    const auto whole = metrics_of({path, asof, timing, benchmark, {}, {}});
    auto noisy = path;
    auto noisy_benchmark = benchmark;
    for (Valuation& v : noisy) {
      if (v.date > asof) v.nav *= std::exp(normal(random));
    }
    for (DatedValue& b : noisy_benchmark) {
      if (b.date > asof) b.value = normal(random);
    }
    EXPECT_EQ(metrics_of({noisy, asof, timing, noisy_benchmark, {}, {}}), whole);
    std::erase_if(path, [&](const Valuation& v) { return v.date > asof; });
    std::erase_if(benchmark, [&](const DatedValue& b) { return b.date > asof; });
    EXPECT_EQ(metrics_of({path, asof, timing, benchmark, {}, {}}), whole);
  }
}

}  // namespace
}  // namespace wealthjobs::finance
