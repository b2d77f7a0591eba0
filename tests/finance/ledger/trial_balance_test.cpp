#include "finance/ledger/trial_balance.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/sha256.h"

namespace wealthjobs::finance {
namespace {

const base::Currency aud = base::Currency::of("AUD");
const base::Currency usd = base::Currency::of("USD");

TEST(TrialBalance, IsWrittenInBytewiseOrder) {
  const std::vector<TrialBalanceRow> rows{{Account::client_capital, aud, -1044075},
                                          {Account::cash, aud, 620459},
                                          {Account::payable_settlement, aud, -211808},
                                          {Account::securities_cost, aud, 635424}};
  EXPECT_EQ(trial_balance_text(rows),
            "1000-CASH|AUD|620459\n1100-SECURITIES-COST|AUD|635424\n"
            "2000-PAYABLE-SETTLEMENT|AUD|-211808\n3000-CLIENT-CAPITAL|AUD|-1044075\n");  // cl_tb
  EXPECT_EQ(base::sha256_hex(trial_balance_text(rows)),
            "f5ed79a9899b69c01384d6c7f27b9dc48f49de40fc9443b6de2f0caef7068ca3");  // cl_tbh
  EXPECT_TRUE(is_zero(rows));
}

TEST(TrialBalance, AddsUpEachCurrencyOnItsOwn) {
  const std::vector<TrialBalanceRow> rows{
      {Account::cash, usd, 5}, {Account::client_capital, aud, -5}, {Account::fx_clearing, usd, -4}};
  const auto sums = trial_balance_sums(rows);
  ASSERT_EQ(sums.size(), 2U);
  EXPECT_EQ(sums[0].currency, aud);
  EXPECT_EQ(sums[0].sum_minor, -5);
  EXPECT_EQ(sums[1].sum_minor, 1);
  EXPECT_FALSE(is_zero(rows));
}

TEST(TrialBalance, NamesABrokenSumThatSixtyFourBitsCannotHold) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const std::vector<TrialBalanceRow> rows{{Account::cash, aud, most},
                                          {Account::cash_cma, aud, most}};
  EXPECT_EQ(trial_balance_sums(rows)[0].sum_minor, static_cast<base::int128>(most) * 2);
}

TEST(TrialBalance, OfAnEmptyBookIsEmptyAndZero) {
  EXPECT_EQ(trial_balance_text({}), "");
  EXPECT_TRUE(is_zero({}));
}

}  // namespace
}  // namespace wealthjobs::finance
