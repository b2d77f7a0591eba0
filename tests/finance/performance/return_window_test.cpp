#include "finance/performance/return_window.h"

#include <gtest/gtest.h>

#include "finance/performance/reference.h"

namespace wealthjobs::finance {
namespace {

// "N30" is a window of 30 returns, the others are named as ours in capitals.
base::Result<WindowSpan, FigureReason> window_of(const std::vector<Valuation>& path,
                                                 const std::string& name, base::Date asof) {
  if (name.front() == 'N') return last_returns(path, asof, std::stoul(name.substr(1)));
  const std::map<std::string, ReturnWindow> windows = {
      {"1D", ReturnWindow::one_day},          {"MTD", ReturnWindow::month_to_date},
      {"QTD", ReturnWindow::quarter_to_date}, {"YTD", ReturnWindow::year_to_date},
      {"1Y", ReturnWindow::one_year},         {"3Y", ReturnWindow::three_years},
      {"5Y", ReturnWindow::five_years},       {"INC", ReturnWindow::inception}};
  return return_window(path, asof, windows.at(name));
}

TEST(ReturnWindow, BaseAndLastAgreeWithTheReferenceInEveryCase) {
  WEALTHJOBS_NEEDS_SHARED(analytics);
  const auto portfolios = reference_portfolios();
  const base::Json file = reference_json("windows.json");
  std::map<std::string, int> seen;
  for (const auto& row : file["cases"]) {
    const auto& path = portfolios.at(row["portfolio"]);
    const auto span = window_of(path, row["window"], day(row["asof"]));
    const std::string what = row["portfolio"].get<std::string>() + " " +
                             row["asof"].get<std::string>() + " " +
                             row["window"].get<std::string>();
    const std::string status = row["status"];
    ++seen[status];
    if (status == "ok") {
      ASSERT_TRUE(span) << what;
      EXPECT_EQ(path[span->base].date.iso(), row["base"]) << what;
      EXPECT_EQ(path[span->last].date.iso(), row["last"]) << what;
    } else {
      ASSERT_FALSE(span) << what;
      EXPECT_EQ(span.error(), status == "empty_window" ? FigureReason::empty_window
                                                       : FigureReason::history_too_short)
          << what;
    }
  }
  EXPECT_EQ(seen["ok"], 565);
  EXPECT_EQ(seen["unavailable"], 95);
  EXPECT_EQ(seen["empty_window"], 12);
}

std::vector<Valuation> weekdays(base::Date from, int count) {
  std::vector<Valuation> path;
  for (base::Date d = from; path.size() < static_cast<std::size_t>(count); d = d + 1) {
    if (d.weekday() < base::Weekday::saturday) path.push_back({d, 100, 0});
  }
  return path;
}

std::string base_of(const std::vector<Valuation>& path, const char* asof, ReturnWindow window) {
  const auto span = return_window(path, day(asof), window);
  return span ? path[span->base].date.iso() : std::string(name_of(span.error()));
}

TEST(ReturnWindow, TheTwentyNinthOfFebruaryGoesToTheTwentyEighth) {
  const auto path = weekdays(base::Date::from(2017, 1, 2), 1'000);
  EXPECT_EQ(base_of(path, "2020-02-29", ReturnWindow::one_year), "2019-02-28");
  EXPECT_EQ(base_of(path, "2020-02-29", ReturnWindow::three_years), "2017-02-28");
}

TEST(ReturnWindow, WorksTheExampleOfItsHeader) {
  const auto path = weekdays(base::Date::from(2020, 1, 1), 1'200);
  EXPECT_EQ(base_of(path, "2023-10-01", ReturnWindow::month_to_date), "empty_window");
  EXPECT_EQ(base_of(path, "2023-10-01", ReturnWindow::quarter_to_date), "empty_window");
  EXPECT_EQ(base_of(path, "2023-10-01", ReturnWindow::year_to_date), "2022-12-30");
  EXPECT_EQ(base_of(path, "2019-12-31", ReturnWindow::inception), "history_too_short");
}

TEST(ReturnWindow, OneValuationIsNoWindow) {
  const std::vector<Valuation> one = {{day("2020-06-30"), 100, 100}};
  EXPECT_EQ(base_of(one, "2020-06-30", ReturnWindow::one_day), "history_too_short");
  EXPECT_EQ(base_of(one, "2020-06-30", ReturnWindow::inception), "empty_window");
  EXPECT_EQ(base_of({}, "2020-06-30", ReturnWindow::inception), "history_too_short");
  EXPECT_EQ(last_returns(one, day("2020-06-30"), 1).error(), FigureReason::history_too_short);
}

TEST(AnnualisedReturn, IsNeverMadeUnderAYear) {
  EXPECT_FALSE(annualised_return(0.03, ReturnWindow::month_to_date, 30));
  EXPECT_FALSE(annualised_return(0.03, ReturnWindow::year_to_date, 364));
  EXPECT_FALSE(annualised_return(0.03, ReturnWindow::inception, 364));
  EXPECT_NEAR(*annualised_return(0.03, ReturnWindow::inception, 365), 0.03, 1e-15);
  EXPECT_NEAR(*annualised_return(0.03, ReturnWindow::one_year, 367), 0.03, 1e-15);
  EXPECT_NEAR(*annualised_return(0.331, ReturnWindow::three_years, 1'096), 0.1, 1e-15);
  EXPECT_NEAR(*annualised_return(0.61051, ReturnWindow::five_years, 1'826), 0.1, 1e-15);
}

TEST(ReturnWindow, NamesAreThoseOfTheCommandLine) {
  std::string joined;
  for (const std::string_view name : return_window_names()) {
    EXPECT_EQ(name_of(*return_window_from(name)), name);
    joined += std::string(name) + " ";
  }
  EXPECT_EQ(joined, "1d mtd qtd ytd 1y 3y 5y inception ");
  EXPECT_FALSE(return_window_from("2y"));
}

TEST(ReturnWindow, WhatIsDatedLaterIsNotSeen) {
  std::mt19937_64 random(9);
  for (int i = 0; i < 1'000; ++i) {
    auto path = weekdays(base::Date::from(2019, 1, 1) + static_cast<int>(random() % 400), 300);
    const base::Date asof = path[50 + random() % 200].date + static_cast<int>(random() % 3);
    const auto window = static_cast<ReturnWindow>(random() % 8);
    const auto whole = return_window(path, asof, window);
    std::erase_if(path, [&](const Valuation& v) { return v.date > asof; });
    EXPECT_EQ(return_window(path, asof, window), whole);
  }
}

}  // namespace
}  // namespace wealthjobs::finance
