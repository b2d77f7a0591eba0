// Closing entries of a fiscal year: what income and expense accounts hold moves into 3900 RETAINED,
// so that the next year begins with empty ones.
//
//   One entry a portfolio, kind closing, cause key closing|<portfolio>|<year>
//   Lines     for each income and expense account and currency its balance with the sign turned;
//             for each currency one line of 3900 with the sum. So the entry adds to zero in every
//             currency, and no cash, position or net asset value changes
//   Source    domain job 9, "closing entries (income/expense -> 3900) if configured"
//   Example   4000 AUD -60.00, 5000 AUD +12.50 (debit positive): 4000 +60.00, 5000 -12.50,
//             3900 -47.50: the portfolio has retained 47.50
//   Property  afterwards every income and expense account is zero in every currency
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "finance/ledger/account.h"
#include "finance/ledger/posting.h"
#include "finance/ledger/trial_balance.h"

namespace wealthjobs::finance {

struct AccountBalance {
  Account account{};
  base::Currency currency;
  std::int64_t amount_minor = 0;
};

bool is_income_or_expense(Account account);

// The entry of one portfolio; no lines where there is nothing to close.
Posting closing_entry(PortfolioNo portfolio, std::string cause_key, base::Date date,
                      std::span<const AccountBalance> balances);

// The trial balance after the postings, in its order: by (account, currency).
std::vector<TrialBalanceRow> trial_balance_after(std::span<const TrialBalanceRow> before,
                                                 std::span<const Posting> postings);

}  // namespace wealthjobs::finance
