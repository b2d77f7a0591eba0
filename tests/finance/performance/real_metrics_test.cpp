// The yearly figures of the two real books (real closes, dividends, splits and ECB rates of 2015 to
// 2020) against Beancount's and an independent calculation: ledgers/expected/real_*.metrics.csv.
//
//   Convention  flows at the end of the day; benchmark SPY by adjusted close; beta without a
//               risk-free rate; mwr is the yearly rate; 2015 begins with its first valuation
//   Precision   the file has ten decimals: half of the last one is its own rounding
#include <gtest/gtest.h>

#include "finance/performance/beta.h"
#include "finance/performance/drawdown.h"
#include "finance/performance/money_weighted_return.h"
#include "finance/performance/reference.h"
#include "finance/performance/return_series.h"
#include "finance/performance/time_weighted_return.h"
#include "finance/performance/tracking_error.h"
#include "finance/performance/volatility.h"

namespace wealthjobs::finance {
namespace {

std::vector<DatedValue> spy_returns() {
  std::vector<DatedValue> returns;
  double before = 0;
  for (const auto& row : csv_rows(shared_path("data/benchmark/SPY.csv"))) {
    if (row[0] == "Date") continue;
    const double close = std::stod(row[5]);
    if (before > 0) returns.push_back({day(row[0]), close / before - 1});
    before = close;
  }
  return returns;
}

::testing::AssertionResult equals(double got, const std::string& printed) {
  const double expected = std::stod(printed);
  if (std::fabs(got - expected) <= 1e-9 * std::fabs(expected) + 0.5e-10) {
    return ::testing::AssertionSuccess();
  }
  return ::testing::AssertionFailure() << got << " is not " << printed;
}

// Their first period begins with what was paid in; ours (RULINGS C1) with the first valuation,
// which the costs of the first day have lowered: money_weighted_return.h.
double rate_from_the_first_payment(const std::vector<Valuation>& path, const WindowSpan& span) {
  std::vector<DatedValue> flows = {{path[span.last].date, path[span.last].nav}};
  for (std::size_t i = span.base; i <= span.last; ++i) {
    flows.push_back({path[i].date, -path[i].flow});
  }
  return *internal_rates(flows).rate.value;
}

void compare_year(const std::vector<Valuation>& path, const std::vector<DatedValue>& spy,
                  const std::vector<std::string>& row) {
  const bool is_whole = row[0] == "all";
  const bool is_first = row[0] == path.front().date.iso().substr(0, 4);
  const base::Date asof = is_whole ? path.back().date : base::Date::from(std::stoi(row[0]), 12, 31);
  const ReturnWindow window =
      is_whole || is_first ? ReturnWindow::inception : ReturnWindow::year_to_date;
  const auto span = return_window(path, asof, window);
  ASSERT_TRUE(span);
  std::vector<DatedValue> returns;
  for (std::size_t i = span->base + 1; i <= span->last; ++i) {
    returns.push_back(
        {path[i].date, *daily_return(path[i - 1].nav, path[i], FlowTiming::end_of_day)});
  }
  const std::vector<double> r = values_of(returns);
  EXPECT_EQ(std::to_string(r.size()), row[1]);
  EXPECT_TRUE(equals(*time_weighted_return(path, asof, window, FlowTiming::end_of_day).period.value,
                     row[2]));
  EXPECT_TRUE(equals(*volatility(r, 252).value, row[3]));
  EXPECT_TRUE(equals(*maximum_drawdown(r).value, row[4]));
  const JoinedReturns joined = joined_returns(returns, spy);
  EXPECT_EQ(joined.dates.size(), r.size());
  EXPECT_TRUE(equals(*market_model(joined.portfolio, joined.benchmark, 252).beta.value, row[5]));
  const ActiveRisk active = active_risk(joined.portfolio, joined.benchmark, 252);
  EXPECT_TRUE(equals(*active.tracking_error.value, row[6]));
  EXPECT_TRUE(equals(*active.information_ratio.value, row[7]));
  if (window == ReturnWindow::year_to_date) {
    EXPECT_TRUE(equals(*money_weighted_return(path, asof, window).yearly.value, row[8]));
  } else {
    EXPECT_TRUE(equals(rate_from_the_first_payment(path, *span), row[8]));
  }
}

void compare_book(const std::string& book) {
  const std::string expected = "data/ledgers/expected/" + book;
  std::vector<Valuation> path;
  for (const auto& row : csv_rows(shared_path(expected + ".daily_nav.csv"))) {
    if (row[0] == "date") continue;
    path.push_back({day(row[0]), std::stod(row[1]), std::stod(row[2])});
  }
  ASSERT_EQ(path.size(), 1'511U);
  const auto spy = spy_returns();
  int periods = 0;
  for (const auto& row : csv_rows(shared_path(expected + ".metrics.csv"))) {
    if (row[0] == "period") continue;
    SCOPED_TRACE(book + " " + row[0]);
    compare_year(path, spy, row);
    ++periods;
  }
  EXPECT_EQ(periods, 7);
}

TEST(RealMetrics, OfTheDollarBookAgreeYearByYear) {
  WEALTHJOBS_NEEDS_SHARED("data/ledgers/expected");
  compare_book("real_usd_2015_2020");
}

TEST(RealMetrics, OfTheAustralianBookAgreeYearByYear) {
  WEALTHJOBS_NEEDS_SHARED("data/ledgers/expected");
  compare_book("real_aud_2015_2020");
}

}  // namespace
}  // namespace wealthjobs::finance
