#include "finance/ledger/statement_summary.h"

#include <gtest/gtest.h>

#include <random>

namespace wealthjobs::finance {
namespace {

// domain/91, 2026-04-01 (after its close) to 2026-04-08: interest 1.09 + 5.48 + 0.87, fees
// 0.55 + 2.74 + 0.55; nav 20,000.55 to 20,114.91.
TEST(StatementSummary, AddsUpForTheMiniBook) {
  const StatementAmount amounts[] = {
      {Account::income_interest, -109}, {Account::expense_fees_mgmt, 55},
      {Account::income_interest, -548}, {Account::expense_fees_mgmt, 274},
      {Account::income_interest, -87},  {Account::expense_fees_mgmt, 55}};
  const StatementSummary summary = statement_summary(20'000'55, 20'114'91, 0, amounts);
  ASSERT_EQ(summary.rows.size(), 2U);
  EXPECT_EQ(summary.rows[0], (StatementSummary::Row{StatementLine::interest, 7'44}));
  EXPECT_EQ(summary.rows[1], (StatementSummary::Row{StatementLine::management_fees, -3'84}));
  EXPECT_EQ(summary.gains_minor, 110'76);  // 150 shares from a cost of 6,354.24 to 6,465.00
}

TEST(StatementSummary, LeavesBalanceSheetAccountsOut) {
  const StatementAmount amounts[] = {{Account::cash, 100'00}, {Account::client_capital, -100'00}};
  const StatementSummary summary = statement_summary(0, 100'00, 100'00, amounts);
  EXPECT_TRUE(summary.rows.empty());
  EXPECT_EQ(summary.gains_minor, 0);
}

TEST(StatementSummary, AlwaysAddsUp) {
  std::mt19937_64 dice(7);
  const auto roll = [&] { return static_cast<std::int64_t>(dice() % 2'000'001) - 1'000'000; };
  for (int n = 0; n < 1'000; ++n) {
    std::vector<StatementAmount> amounts;
    for (std::uint64_t i = 0; i < dice() % 12; ++i) {
      const auto chart = chart_of_accounts();
      amounts.push_back({chart[dice() % chart.size()].account, roll()});
    }
    const StatementSummary s = statement_summary(roll(), roll(), roll(), amounts);
    std::int64_t sum = s.opening_minor + s.flows_minor + s.gains_minor;
    for (const auto& row : s.rows) sum += row.amount_minor;
    ASSERT_EQ(sum, s.closing_minor);
  }
}

TEST(StatementSummary, NamesEveryLine) {
  EXPECT_EQ(title_of(StatementLine::dividends), "Dividends");
  EXPECT_EQ(title_of(StatementLine::other_costs), "Other costs");
  for (const AccountRow& row : chart_of_accounts()) {
    const auto line = statement_line_of(row.account);
    const bool is_of_clients =
        row.account != Account::income_subscription && row.account != Account::realised_gain &&
        row.account != Account::realised_fx && row.account != Account::unrealised_gain &&
        row.account != Account::rounding;
    const bool is_result = row.kind == AccountKind::income || row.kind == AccountKind::expense;
    EXPECT_EQ(line.has_value(), is_result && is_of_clients) << row.label;
  }
}

}  // namespace
}  // namespace wealthjobs::finance
