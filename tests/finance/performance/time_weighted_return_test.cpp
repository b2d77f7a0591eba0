#include "finance/performance/time_weighted_return.h"

#include <gtest/gtest.h>

#include "finance/performance/reference.h"

namespace wealthjobs::finance {
namespace {

const std::map<std::string, ReturnWindow> windows = {
    {"1D", ReturnWindow::one_day},          {"MTD", ReturnWindow::month_to_date},
    {"QTD", ReturnWindow::quarter_to_date}, {"YTD", ReturnWindow::year_to_date},
    {"1Y", ReturnWindow::one_year},         {"3Y", ReturnWindow::three_years},
    {"5Y", ReturnWindow::five_years},       {"INC", ReturnWindow::inception}};
const std::map<std::string, FlowTiming> timings = {
    {"SOD", FlowTiming::start_of_day}, {"EOD", FlowTiming::end_of_day}, {"MIX", FlowTiming::mixed}};

TEST(TimeWeightedReturn, AgreesWithTheReferenceInEveryWindowAndPolicy) {
  WEALTHJOBS_NEEDS_SHARED(analytics);
  const auto portfolios = reference_portfolios();
  const base::Json file = reference_json("windows.json");
  int compared = 0;
  int yearly = 0;
  for (const auto& row : file["cases"]) {
    if (!windows.contains(row["window"])) continue;
    for (const auto& [name, timing] : timings) {
      SCOPED_TRACE(row["portfolio"].get<std::string>() + " " + row["asof"].get<std::string>() +
                   " " + row["window"].get<std::string>() + " " + name);
      const auto twr = time_weighted_return(portfolios.at(row["portfolio"]), day(row["asof"]),
                                            windows.at(row["window"]), timing);
      EXPECT_TRUE(agrees(twr.period.value, row.value("twr_" + name, base::Json())));
      EXPECT_TRUE(agrees(twr.annualised, row.value("twr_annual_" + name, base::Json())));
      ++compared;
      yearly += twr.annualised ? 1 : 0;
    }
  }
  EXPECT_EQ(compared, 3 * (672 - 4 * 56));
  EXPECT_GT(yearly, 300);
}

TEST(TimeWeightedReturn, AgreesWithPublishedExamples) {
  WEALTHJOBS_NEEDS_SHARED(analytics);
  const base::Json file = reference_json("twr_examples.json");
  int cases = 0;
  for (const auto& row : file["twr"]) {
    std::vector<Valuation> path;
    for (std::size_t i = 0; i < row["dates"].size(); ++i) {
      path.push_back({day(row["dates"][i]), row["nav"][i], row["flow"][i]});
    }
    const double tolerance = row["tolerance"];
    const auto r = daily_returns(path, FlowTiming::mixed);
    double wealth = 1;
    for (std::size_t i = 0; i < r.size(); ++i) {
      wealth *= 1 + *r[i];
      if (!row.contains("expected_daily")) continue;
      EXPECT_NEAR(*r[i], row["expected_daily"][i + 1].get<double>(), tolerance);
      EXPECT_NEAR(wealth - 1, row["expected_accumulated"][i + 1].get<double>(), tolerance);
    }
    const double total = row.contains("expected_total")
                             ? row["expected_total"].get<double>()
                             : row["expected_accumulated"].back().get<double>();
    EXPECT_NEAR(*linked_return(r).value, total, tolerance);
    ++cases;
  }
  EXPECT_EQ(cases, 2);
}

TEST(TimeWeightedReturn, WorksExampleAOfTheMetricsJob) {
  const base::Date d = base::Date::from(2026, 4, 1);
  const std::vector<Valuation> path = {
      {d, 100'000, 0}, {d + 1, 101'000, 0}, {d + 2, 152'500, 50'000}, {d + 3, 140'000, -10'000}};
  const auto twr = time_weighted_return(path, d + 3, ReturnWindow::inception, FlowTiming::mixed);
  EXPECT_NEAR(*twr.period.value, 0.00331126, 5e-9);
  EXPECT_EQ(twr.period.n_obs, 3);
  EXPECT_FALSE(twr.annualised);
  EXPECT_EQ(*twr.base_date, d);
  EXPECT_EQ(*twr.last_date, d + 3);
  EXPECT_NEAR(
      *modified_dietz(100'000, 140'000, std::vector<WeightedFlow>{{50'000, 2.0 / 3}, {-10'000, 0}})
           .value,
      0, 1e-15);
}

// RULINGS C1: the mini book of domain/91 from its first valuation.
TEST(TimeWeightedReturn, OfTheMiniBookBeginsAtItsFirstValuation) {
  const std::vector<Valuation> path = {{day("2026-04-01"), 20'000.55, 20'000},
                                       {day("2026-04-02"), 20'021.85, 0},
                                       {day("2026-04-07"), 20'069.59, 0},
                                       {day("2026-04-08"), 20'114.91, 0}};
  const auto twr =
      time_weighted_return(path, day("2026-04-08"), ReturnWindow::inception, FlowTiming::mixed);
  EXPECT_NEAR(*twr.period.value, 0.00571784, 5e-9);
}

TEST(TimeWeightedReturn, ABrokenChainHasNoFigure) {
  const std::vector<Valuation> path = {
      {base::Date(0), 100, 0}, {base::Date(1), 0, -100}, {base::Date(2), 50, 0}};
  const auto twr =
      time_weighted_return(path, base::Date(2), ReturnWindow::inception, FlowTiming::mixed);
  EXPECT_FALSE(twr.period.value);
  EXPECT_EQ(twr.period.reason, FigureReason::no_capital);
}

TEST(ModifiedDietz, AgreesWithTheOctoberExample) {
  WEALTHJOBS_NEEDS_SHARED(analytics);
  const base::Json file = reference_json("twr_examples.json");
  const base::Json row = file["modified_dietz"][0];
  std::vector<WeightedFlow> flows;
  const double days = row["cd"];
  for (const auto& flow : row["flows"]) {
    flows.push_back({flow[1], (days - flow[0].get<double>()) / days});
  }
  const Figure figure = modified_dietz(row["begin"], row["end"], flows);
  EXPECT_NEAR(*figure.value, row["expected_return"].get<double>(), row["tolerance"].get<double>());
  EXPECT_TRUE(agrees(*figure.value, row["expected_return_full_precision"].get<double>()));
}

// domain/92 point 6.
TEST(ModifiedDietz, IsTheTimeWeightedReturnWhereNothingFlows) {
  std::mt19937_64 random(66);
  for (int i = 0; i < 1'000; ++i) {
    const auto path = random_valuations(random, 20, 0);
    const double dietz = *modified_dietz(path.front().nav, path.back().nav, {}).value;
    const auto r = daily_returns(path, static_cast<FlowTiming>(i % 3));
    EXPECT_NEAR(*linked_return(r).value, dietz, 1e-12);
  }
}

// A flow changes what there is, never what each unit earned: the same returns under any flows.
TEST(TimeWeightedReturn, IsNeutralToFlows) {
  std::mt19937_64 random(606);
  std::normal_distribution<double> normal(0, 0.01);
  std::uniform_real_distribution<double> uniform(0, 1);
  for (int i = 0; i < 1'000; ++i) {
    const auto timing = static_cast<FlowTiming>(i % 3);
    std::vector<Valuation> path = {{base::Date(0), 1e6, 1e6}};
    double wealth = 1;
    for (int t = 1; t <= 25; ++t) {
      const double r = normal(random);
      wealth *= 1 + r;
      const double flow = t % 4 == 0 ? (uniform(random) - 0.4) * 3e5 : 0;
      const bool is_at_open =
          timing == FlowTiming::start_of_day || (timing == FlowTiming::mixed && flow > 0);
      const double nav =
          is_at_open ? (path.back().nav + flow) * (1 + r) : path.back().nav * (1 + r) + flow;
      path.push_back({base::Date(t), nav, flow});
    }
    EXPECT_NEAR(*linked_return(daily_returns(path, timing)).value, wealth - 1, 1e-11);
  }
}

}  // namespace
}  // namespace wealthjobs::finance
