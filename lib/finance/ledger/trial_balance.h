// Trial balance: every account and currency that was ever posted to, with its balance, and the
// proof that the balances of each currency add up to zero.
//
//   canonical text   label|ccy|signed minor units LF, lines in bytewise order
//
//   Source   domain job 9
//   Example  "1000-CASH|AUD|620459\n1100-SECURITIES-COST|AUD|635424\n..." sums to 0; SHA-256
//   f5ed79a9... Note     an account appears from its first posting on, also with balance 0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/currency.h"
#include "base/int128.h"
#include "finance/ledger/account.h"

namespace wealthjobs::finance {

struct TrialBalanceRow {
  Account account{};
  base::Currency currency;
  std::int64_t balance_minor = 0;

  bool operator==(const TrialBalanceRow&) const = default;
};

std::string trial_balance_text(std::span<const TrialBalanceRow> rows);

struct CurrencySum {
  base::Currency currency;
  base::int128 sum_minor = 0;
};

// By currency; 128 bits, so that a broken book is named and not overflowed.
std::vector<CurrencySum> trial_balance_sums(std::span<const TrialBalanceRow> rows);

// True where every currency adds up to zero.
bool is_zero(std::span<const TrialBalanceRow> rows);

}  // namespace wealthjobs::finance
