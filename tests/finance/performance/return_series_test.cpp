#include "finance/performance/return_series.h"

#include <gtest/gtest.h>

#include "finance/performance/worked_example.h"

namespace wealthjobs::finance {
namespace {

const base::Date monday = base::Date::from(2020, 6, 29);

TEST(JoinedReturns, KeepsTheDatesThatBothHave) {
  const std::vector<DatedValue> r = {{monday, 1}, {monday + 1, 2}, {monday + 2, 3}};
  const std::vector<DatedValue> b = {{monday, 10}, {monday + 2, 30}, {monday + 3, 40}};
  const JoinedReturns joined = joined_returns(r, b);
  EXPECT_EQ(joined.dates, (std::vector<base::Date>{monday, monday + 2}));
  EXPECT_EQ(joined.portfolio, (std::vector<double>{1, 3}));
  EXPECT_EQ(joined.benchmark, (std::vector<double>{10, 30}));
  EXPECT_TRUE(joined_returns(r, {}).dates.empty());
  EXPECT_TRUE(joined_returns({}, b).dates.empty());
}

TEST(ExcessReturns, AreThoseOverTheRateOfTheirDate) {
  const auto series = dated(example_r);
  const RiskFree rates = RiskFree::series({{series[0].date, 2.0}, {series[3].date, 5.0}});
  const auto excess = excess_returns(dates_of(series), values_of(series), rates, 252);
  ASSERT_TRUE(excess);
  EXPECT_DOUBLE_EQ((*excess)[2], 0.020 - period_rate_of(0.02, 252));
  EXPECT_DOUBLE_EQ((*excess)[3], -0.015 - period_rate_of(0.05, 252));
  const RiskFree late = RiskFree::series({{series[1].date, 2.0}});
  EXPECT_FALSE(excess_returns(dates_of(series), values_of(series), late, 252));
}

}  // namespace
}  // namespace wealthjobs::finance
