#include "finance/ledger/closing_entries.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace wealthjobs::finance {
namespace {

const base::Currency aud = base::Currency::of("AUD");
const base::Currency usd = base::Currency::of("USD");
const base::Date year_end = base::Date::from(2026, 6, 30);

Posting closed(std::span<const AccountBalance> balances) {
  return closing_entry(PortfolioNo{1}, "closing|P1|2026", year_end, balances);
}

// By hand: 60.00 of dividends, 12.50 of fees: 47.50 are retained.
TEST(ClosingEntries, MoveIncomeAndExpenseIntoRetained) {
  const std::vector<AccountBalance> balances{{Account::cash, aud, 104'750},
                                             {Account::client_capital, aud, -100'000},
                                             {Account::income_dividend, aud, -6'000},
                                             {Account::expense_fees_mgmt, aud, 1'250}};
  const Posting posting = closed(balances);
  EXPECT_EQ(posting.kind, EntryKind::closing);
  EXPECT_EQ(posting.cause_key, "closing|P1|2026");
  ASSERT_EQ(posting.lines.size(), 3U);
  EXPECT_EQ(posting.lines[0].account, Account::income_dividend);
  EXPECT_EQ(posting.lines[0].amount_minor, 6'000);
  EXPECT_EQ(posting.lines[1].amount_minor, -1'250);
  EXPECT_EQ(posting.lines[2].account, Account::retained);
  EXPECT_EQ(posting.lines[2].amount_minor, -4'750);
  EXPECT_TRUE(is_balanced(posting));
}

TEST(ClosingEntries, KeepCurrenciesApart) {
  const std::vector<AccountBalance> balances{{Account::realised_gain, aud, -300},
                                             {Account::realised_gain, usd, 200},
                                             {Account::realised_fx, usd, -200}};
  const Posting posting = closed(balances);
  ASSERT_EQ(posting.lines.size(), 4U);  // USD adds to zero without 3900
  EXPECT_EQ(posting.lines[3].account, Account::retained);
  EXPECT_EQ(posting.lines[3].currency, aud);
  EXPECT_TRUE(is_balanced(posting));
}

TEST(ClosingEntries, AreEmptyWhereThereIsNothingToClose) {
  const std::vector<AccountBalance> balances{
      {Account::cash, aud, 10}, {Account::retained, aud, -10}, {Account::income_interest, aud, 0}};
  EXPECT_TRUE(closed(balances).lines.empty());
}

TEST(ClosingEntries, StandInTheTrialBalance) {
  const std::vector<TrialBalanceRow> before{{Account::cash, aud, 104'750},
                                            {Account::client_capital, aud, -100'000},
                                            {Account::income_dividend, aud, -6'000},
                                            {Account::expense_fees_mgmt, aud, 1'250}};
  const std::vector<AccountBalance> balances{{Account::income_dividend, aud, -6'000},
                                             {Account::expense_fees_mgmt, aud, 1'250}};
  const Posting posting = closed(balances);
  EXPECT_EQ(trial_balance_text(trial_balance_after(before, std::vector{posting})),
            "1000-CASH|AUD|104750\n3000-CLIENT-CAPITAL|AUD|-100000\n3900-RETAINED|AUD|-4750\n"
            "4000-INCOME-DIVIDEND|AUD|0\n5000-EXPENSE-FEES-MGMT|AUD|0\n");
}

TEST(ClosingEntries, LeaveEveryIncomeAndExpenseAccountAtZero) {
  std::mt19937_64 random(9);
  for (int round = 0; round < 500; ++round) {
    std::vector<AccountBalance> balances;
    for (const AccountRow& row : chart_of_accounts()) {
      for (const base::Currency& currency : {aud, usd}) {
        if (random() % 3 == 0) continue;
        balances.push_back(
            {row.account, currency, static_cast<std::int64_t>(random() % 2'000'001) - 1'000'000});
      }
    }
    const Posting posting = closed(balances);
    EXPECT_TRUE(posting.lines.empty() || is_balanced(posting));
    std::map<std::pair<Account, base::Currency>, std::int64_t> sums;
    for (const AccountBalance& b : balances) sums[{b.account, b.currency}] += b.amount_minor;
    for (const PostingLine& line : posting.lines) {
      sums[{line.account, line.currency}] += line.amount_minor;
    }
    for (const auto& [key, amount] : sums) {
      if (is_income_or_expense(key.first)) {
        EXPECT_EQ(amount, 0) << account_label(key.first);
      }
    }
  }
}

}  // namespace
}  // namespace wealthjobs::finance
