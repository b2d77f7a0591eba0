#include "finance/performance/daily_return.h"

#include <gtest/gtest.h>

#include "finance/performance/reference.h"

namespace wealthjobs::finance {
namespace {

TEST(DailyReturn, WorksExampleAOfTheMetricsJob) {
  const base::Date d = base::Date::from(2026, 4, 1);
  const std::vector<Valuation> path = {
      {d, 100'000, 0}, {d + 1, 101'000, 0}, {d + 2, 152'500, 50'000}, {d + 3, 140'000, -10'000}};
  const auto r = daily_returns(path, FlowTiming::mixed);
  ASSERT_EQ(r.size(), 3U);
  EXPECT_NEAR(*r[0], 0.01, 1e-12);
  EXPECT_NEAR(*r[1], 0.00993377, 5e-9);
  EXPECT_NEAR(*r[2], -0.01639344, 5e-9);
}

TEST(DailyReturn, ThePolicyDecidesWhenAFlowWorks) {
  const Valuation in{base::Date(0), 210, 100};
  EXPECT_NEAR(*daily_return(100, in, FlowTiming::mixed), 0.05, 1e-15);
  EXPECT_NEAR(*daily_return(100, in, FlowTiming::start_of_day), 0.05, 1e-15);
  EXPECT_NEAR(*daily_return(100, in, FlowTiming::end_of_day), 0.10, 1e-15);
  const Valuation out{base::Date(0), 60, -50};
  EXPECT_NEAR(*daily_return(100, out, FlowTiming::mixed), 0.10, 1e-15);
  EXPECT_NEAR(*daily_return(100, out, FlowTiming::start_of_day), 0.20, 1e-15);
  EXPECT_NEAR(*daily_return(100, out, FlowTiming::end_of_day), 0.10, 1e-15);
}

TEST(DailyReturn, NothingEarnsNothing) {
  EXPECT_FALSE(daily_return(0, {base::Date(0), 10, 0}, FlowTiming::mixed));
  EXPECT_FALSE(daily_return(100, {base::Date(0), 0, -100}, FlowTiming::start_of_day));
  EXPECT_EQ(daily_return(100, {base::Date(0), 0, -100}, FlowTiming::mixed), 0.0);
  EXPECT_FALSE(daily_return(-5, {base::Date(0), 10, 0}, FlowTiming::end_of_day));
  EXPECT_EQ(daily_return(0, {base::Date(0), 10, 10}, FlowTiming::mixed), 0.0);
}

TEST(DailyReturn, PoliciesHaveTheNamesOfTheCommandLine) {
  for (const FlowTiming timing :
       {FlowTiming::mixed, FlowTiming::start_of_day, FlowTiming::end_of_day}) {
    EXPECT_EQ(flow_timing_from(name_of(timing)), timing);
  }
  EXPECT_FALSE(flow_timing_from("noon"));
}

// domain/92 point 6: what comes in at the open, earns the day's return and leaves at the close
// does not change that return.
TEST(DailyReturn, MoneyThatOnlyPassesThroughChangesNothing) {
  std::mt19937_64 random(6);
  std::uniform_real_distribution<double> uniform(0, 1);
  for (int i = 0; i < 1'000; ++i) {
    const double before = 1e3 + 1e6 * uniform(random);
    const double r = 0.2 * (uniform(random) - 0.5);
    const double passing = 1e6 * uniform(random);
    const double alone =
        *daily_return(before, {base::Date(0), before * (1 + r), 0}, FlowTiming::mixed);
    // in at the open as one day's flow, out at the close as that of a day of no other movement
    const double during = *daily_return(
        before, {base::Date(0), (before + passing) * (1 + r), passing}, FlowTiming::mixed);
    const double leaving =
        *daily_return((before + passing) * (1 + r),
                      {base::Date(1), before * (1 + r), -passing * (1 + r)}, FlowTiming::mixed);
    EXPECT_NEAR(during, alone, 1e-13);
    EXPECT_NEAR(leaving, 0, 1e-13);
  }
}

}  // namespace
}  // namespace wealthjobs::finance
