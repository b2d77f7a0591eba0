#include "finance/fees/unitisation.h"

#include <gtest/gtest.h>

#include "sample_schedules.h"

namespace wealthjobs::finance {
namespace {

TEST(Unitisation, FirstMoneyBuysAtTheIssuePrice) {
  EXPECT_EQ(units_for_e6(cents("20000.00"), issue_price(aud())), units("20000"));
  EXPECT_EQ(units_for_e6(1'000'000, issue_price(base::Currency::of("JPY"))), units("1000000"));
}

TEST(Unitisation, MoneyBuysAndSellsAtThePriceOfAUnit) {
  const UnitPrice price{cents("1072000.00"), units("800000")};
  EXPECT_EQ(navpu_e9(price, aud()), 1'340'000'000);
  EXPECT_EQ(units_for_e6(cents("13400.00"), price), units("10000"));
  EXPECT_EQ(units_for_e6(cents("1072000.00"), price), units("800000"));
}

// Domain job 3: the mark after 11,934.25 is 1.325082188.
TEST(Unitisation, NineDecimalsForPeople) {
  EXPECT_EQ(navpu_e9({cents("1060065.75"), units("800000")}, aud()), 1'325'082'188);
}

TEST(Unitisation, PricesCompareWithoutRounding) {
  const UnitPrice third{1, 3'000'000};
  EXPECT_TRUE(is_below(third, {333'334, 1'000'000'000'000}));
  EXPECT_FALSE(is_below(third, {333'333, 1'000'000'000'000}));
  EXPECT_FALSE(is_below(third, third));
}

TEST(Unitisation, NothingIsPricedWithoutNavOrUnits) {
  EXPECT_FALSE((UnitPrice{0, 5}).can_price());
  EXPECT_FALSE((UnitPrice{5, 0}).can_price());
  EXPECT_FALSE((UnitPrice{-5, 5}).can_price());
}

}  // namespace
}  // namespace wealthjobs::finance
