#include "finance/performance/hedged_return.h"

#include <gtest/gtest.h>

namespace wealthjobs::finance {
namespace {

const base::Date friday = base::Date::from(2020, 6, 26);

TEST(HedgedReturn, CarriesTheDifferenceOfInterest) {
  EXPECT_NEAR(hedged_return(0.01, 0.04, 0.01, 30, 360), 0.012525, 1e-15);
  EXPECT_NEAR(hedged_return(0.01, 0.01, 0.04, 30, 360), 1.01 * 0.9975 - 1, 1e-15);
  EXPECT_NEAR(hedged_return(-0.02, 0.03, 0.03, 30, 360), -0.02, 1e-15);
}

TEST(HedgedReturn, CountsCalendarDaysAndTheRatesOfTheDayBefore) {
  const std::vector<DatedValue> levels = {{friday, 100}, {friday + 3, 101}, {friday + 4, 100}};
  HedgeRates rates{RiskFree::series({{friday, 4.0}, {friday + 3, 8.0}}), RiskFree::flat(0.01), 365};
  const auto returns = hedged_returns(levels, rates);
  ASSERT_TRUE(returns);
  ASSERT_EQ(returns->size(), 2U);
  EXPECT_EQ((*returns)[0].date, friday + 3);
  EXPECT_NEAR((*returns)[0].value, 1.01 * (1 + 0.03 * 3 / 365) - 1, 1e-15);
  EXPECT_NEAR((*returns)[1].value, 100.0 / 101 * (1 + 0.07 / 365) - 1, 1e-15);
}

TEST(HedgedReturn, IsUnknownWithoutARateOrALevel) {
  const std::vector<DatedValue> levels = {{friday, 100}, {friday + 3, 101}};
  EXPECT_EQ(
      hedged_returns(levels, {RiskFree::series({{friday + 1, 4.0}}), RiskFree(), 360}).error(),
      FigureReason::no_risk_free);
  EXPECT_EQ(hedged_returns(std::vector<DatedValue>{{friday, 0}, {friday + 3, 101}}, {}).error(),
            FigureReason::no_capital);
  EXPECT_TRUE(hedged_returns({}, {})->empty());
}

}  // namespace
}  // namespace wealthjobs::finance
