#include "finance/ledger/closing_entries.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/check.h"
#include "base/rounding.h"

namespace wealthjobs::finance {

bool is_income_or_expense(Account account) {
  const auto rows = chart_of_accounts();
  const auto row = std::ranges::find(rows, account, &AccountRow::account);
  WEALTHJOBS_CHECK(row != rows.end());
  return row->kind == AccountKind::income || row->kind == AccountKind::expense;
}

Posting closing_entry(PortfolioNo portfolio, std::string cause_key, base::Date date,
                      std::span<const AccountBalance> balances) {
  Posting posting;
  posting.cause_key = std::move(cause_key);
  posting.kind = EntryKind::closing;
  posting.portfolio = portfolio;
  posting.date = date;
  std::map<base::Currency, std::int64_t> retained;
  for (const AccountBalance& balance : balances) {
    if (balance.amount_minor == 0 || !is_income_or_expense(balance.account)) continue;
    PostingLine line;
    line.account = balance.account;
    line.portfolio = portfolio;
    line.currency = balance.currency;
    line.amount_minor = -balance.amount_minor;
    posting.lines.push_back(std::move(line));
    std::int64_t& sum = retained[balance.currency];
    sum = base::add_checked(sum, balance.amount_minor);
  }
  for (const auto& [currency, amount_minor] : retained) {
    if (amount_minor == 0) continue;  // gains and costs of the same size
    PostingLine line;
    line.account = Account::retained;
    line.portfolio = portfolio;
    line.currency = currency;
    line.amount_minor = amount_minor;
    posting.lines.push_back(std::move(line));
  }
  return posting;
}

std::vector<TrialBalanceRow> trial_balance_after(std::span<const TrialBalanceRow> before,
                                                 std::span<const Posting> postings) {
  std::map<std::pair<Account, base::Currency>, std::int64_t> sums;
  for (const TrialBalanceRow& row : before) sums[{row.account, row.currency}] = row.balance_minor;
  for (const Posting& posting : postings) {
    for (const PostingLine& line : posting.lines) {
      std::int64_t& sum = sums[{line.account, line.currency}];
      sum = base::add_checked(sum, line.amount_minor);
    }
  }
  std::vector<TrialBalanceRow> rows;
  for (const auto& [key, balance_minor] : sums) {
    rows.push_back({key.first, key.second, balance_minor});
  }
  return rows;
}

}  // namespace wealthjobs::finance
