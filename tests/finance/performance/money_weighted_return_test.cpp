#include "finance/performance/money_weighted_return.h"

#include <gtest/gtest.h>

#include "finance/performance/reference.h"

namespace wealthjobs::finance {
namespace {

const std::map<std::string, ReturnWindow> windows = {{"YTD", ReturnWindow::year_to_date},
                                                     {"1Y", ReturnWindow::one_year},
                                                     {"3Y", ReturnWindow::three_years},
                                                     {"INC", ReturnWindow::inception}};

TEST(MoneyWeightedReturn, AgreesWithMpmathAndGnumericInEveryCase) {
  WEALTHJOBS_NEEDS_SHARED(analytics);
  const auto portfolios = reference_portfolios();
  const base::Json file = reference_json("mwr.json");
  int rates = 0;
  int none = 0;
  for (const auto& row : file["cases"]) {
    SCOPED_TRACE(row["portfolio"].get<std::string>() + " " + row["asof"].get<std::string>() + " " +
                 row["window"].get<std::string>());
    const auto mwr = money_weighted_return(portfolios.at(row["portfolio"]), day(row["asof"]),
                                           windows.at(row["window"]));
    EXPECT_TRUE(agrees(mwr.yearly.value, row["mwr_annual"]));
    EXPECT_TRUE(agrees(mwr.period.value, row.value("mwr_period", base::Json())));
    if (mwr.yearly.value) {
      EXPECT_LE(std::fabs((1 + *mwr.yearly.value) / (1 + row["gnumeric_xirr"].get<double>()) - 1),
                1e-8);
      EXPECT_EQ(mwr.yearly.reason, FigureReason::none);
      const bool is_yearly =
          row["window"] != "YTD" && (row["window"] != "INC" || row["days"].get<int>() >= 365);
      EXPECT_EQ(mwr.reported, is_yearly ? mwr.yearly : mwr.period);
      ++rates;
    } else {
      EXPECT_TRUE(mwr.yearly.reason == FigureReason::history_too_short ||
                  mwr.yearly.reason == FigureReason::empty_window);
      ++none;
    }
  }
  EXPECT_EQ(rates, 194);
  EXPECT_EQ(none, 30);
}

TEST(MoneyWeightedReturn, WithoutFlowsIsTheTimeWeightedOne) {
  std::mt19937_64 random(92);
  for (int i = 0; i < 1'000; ++i) {
    const auto path = random_valuations(random, 30 + i % 60, 0);
    const auto mwr = money_weighted_return(path, path.back().date, ReturnWindow::inception);
    EXPECT_NEAR(*mwr.reported.value, path.back().nav / path.front().nav - 1, 1e-12);
  }
}

TEST(MoneyWeightedReturn, UnderAYearIsThatOfThePeriod) {
  const std::vector<Valuation> path = {{day("2020-12-31"), 100, 100}, {day("2021-03-31"), 103, 0}};
  const auto mwr = money_weighted_return(path, day("2021-03-31"), ReturnWindow::year_to_date);
  EXPECT_NEAR(*mwr.reported.value, 0.03, 1e-14);
  EXPECT_NEAR(*mwr.yearly.value, std::pow(1.03, 365.0 / 90) - 1, 1e-13);
}

TEST(MoneyWeightedReturn, SaysThatSeveralRatesFit) {
  const std::vector<Valuation> path = {
      {day("2021-01-01"), 100, 100}, {day("2022-01-01"), 50, -230}, {day("2023-01-01"), 0, 132}};
  const auto mwr = money_weighted_return(path, day("2023-01-01"), ReturnWindow::inception);
  EXPECT_EQ(mwr.reported.reason, FigureReason::ambiguous);
  EXPECT_NEAR(*mwr.reported.value, 0.10, 1e-12);
  const std::vector<Valuation> lost = {{day("2021-01-01"), 100, 100}, {day("2022-01-01"), 0, 0}};
  EXPECT_EQ(money_weighted_return(lost, day("2022-01-01"), ReturnWindow::inception).reported.reason,
            FigureReason::no_root);
}

}  // namespace
}  // namespace wealthjobs::finance
