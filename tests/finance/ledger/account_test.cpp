#include "finance/ledger/account.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace wealthjobs::finance {
namespace {

TEST(Account, IsInTheChartOnceAndInOrder) {
  const auto chart = chart_of_accounts();
  EXPECT_EQ(chart.size(), 33U);
  const auto is_out_of_order = [](const AccountRow& a, const AccountRow& b) {
    return a.account >= b.account;
  };
  EXPECT_EQ(std::ranges::adjacent_find(chart, is_out_of_order), chart.end());
  for (const AccountRow& row : chart) {
    EXPECT_EQ(account_from(code_of(row.account)), row.account);
    EXPECT_EQ(account_label(row.account), row.label);
    EXPECT_TRUE(row.label.starts_with(std::to_string(code_of(row.account)) + "-"));
  }
}

TEST(Account, HasTheLabelOfTheTrialBalance) {
  EXPECT_EQ(account_label(Account::cash), "1000-CASH");
  EXPECT_EQ(account_label(Account::payable_settlement), "2000-PAYABLE-SETTLEMENT");
}

TEST(Account, DoesNotExistUnderAnyOtherNumber) {
  EXPECT_EQ(account_from(1001), std::nullopt);
  EXPECT_EQ(account_from(0), std::nullopt);
  EXPECT_EQ(account_from(99999), std::nullopt);
}

TEST(Account, NamesItsKind) {
  EXPECT_EQ(name_of(AccountKind::asset), "asset");
  EXPECT_EQ(name_of(AccountKind::memo), "memo");
}

}  // namespace
}  // namespace wealthjobs::finance
