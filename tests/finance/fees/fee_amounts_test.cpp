#include "finance/fees/fee_amounts.h"

#include <gtest/gtest.h>

namespace wealthjobs::finance {
namespace {

// Domain job 3: GST on the total of the month, half up.
TEST(FeeAmounts, TaxOfTheRuleBook) {
  EXPECT_EQ(fee_with_tax(86'301, {1000, 0}), (FeeAmounts{86'301, 8'630, 0}));
}

TEST(FeeAmounts, RecoverableTaxIsNoExpense) {
  const FeeAmounts amounts = fee_with_tax(86'301, {1000, 7500});
  EXPECT_EQ(amounts, (FeeAmounts{86'301, 8'630, 6'473}));
  EXPECT_EQ(amounts.expense_minor(), 88'458);
  EXPECT_EQ(amounts.total_minor(), 94'931);
}

TEST(FeeAmounts, HalfACentRoundsUp) {
  EXPECT_EQ(fee_with_tax(5, {1000, 0}).gst_minor, 1);
  EXPECT_EQ(fee_with_tax(4, {1000, 0}).gst_minor, 0);
}

TEST(FeeAmounts, AddAndSubtractByPart) {
  const FeeAmounts a{3, 2, 1};
  EXPECT_EQ(a + a, (FeeAmounts{6, 4, 2}));
  EXPECT_EQ(a - a, FeeAmounts{});
}

}  // namespace
}  // namespace wealthjobs::finance
