#include "finance/performance/risk_free.h"

#include <gtest/gtest.h>

namespace wealthjobs::finance {
namespace {

const base::Date monday = base::Date::from(2020, 6, 29);

TEST(RiskFree, OfADayCompoundsToItsYear) {
  // windows.json of the reference: rf_daily of 2 % a year
  EXPECT_NEAR(period_rate_of(0.02, 252), 7.85849419846496e-05, 1e-16);
  EXPECT_NEAR(*RiskFree::flat(0.02).period_rate(monday, 12), 0.00165158130192022, 1e-15);
  EXPECT_EQ(*RiskFree().period_rate(monday, 252), 0);
  EXPECT_LT(*RiskFree::flat(-0.005).period_rate(monday, 252), 0);
}

TEST(RiskFree, TakesTheLastValueOnOrBeforeTheDay) {
  const RiskFree series = RiskFree::series({{monday + 3, 3.0}, {monday, 2.0}});
  EXPECT_FALSE(series.yearly(monday - 1));
  EXPECT_EQ(*series.yearly(monday), 0.02);
  EXPECT_EQ(*series.yearly(monday + 2), 0.02);
  EXPECT_EQ(*series.yearly(monday + 3), 0.03);
  EXPECT_EQ(*series.yearly(monday + 300), 0.03);
  EXPECT_EQ(*series.period_rate(monday + 1, 252), period_rate_of(0.02, 252));
}

TEST(RiskFree, AnEmptySeriesKnowsNoRate) { EXPECT_FALSE(RiskFree::series({}).yearly(monday)); }

TEST(RiskFreeDeath, ARateOfMinusOneLosesEverything) { EXPECT_DEATH(RiskFree::flat(-1), ""); }

}  // namespace
}  // namespace wealthjobs::finance
