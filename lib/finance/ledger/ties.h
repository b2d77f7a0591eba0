// Ties: what the sub-ledgers of a portfolio say against what its accounts say, to the minor unit.
//
//   1100          = cost of the open lots, per currency
//   1200          = what open sales and FX deals are still owed
//   2000          = what open purchases and FX deals still owe, negative
//   1210          = net of the unpaid entitlements
//   1050          is no sub-ledger: it mirrors the foreign balances and is not tied here
//   TD            = SD + open purchases - open sales, per instrument
//   TD            = quantity of the open lots, per instrument
//
//   Source   domain II.4, II.5, job 9 (4)
//   Example  mini book 2026-04-08: TD 150 = SD 100 + open 50; 2000 = -(6,354.24 - 4,236.16)
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/currency.h"
#include "finance/ledger/account.h"
#include "finance/ledger/numbers.h"
#include "finance/ledger/portfolio_state.h"

namespace wealthjobs::finance {

enum class Tie {
  lots_and_cost,           // 1100
  receivables_and_sales,   // 1200
  payables_and_purchases,  // 2000
  dividends_receivable,    // 1210
  traded_and_settled,      // TD = SD + open
  traded_and_lots,         // TD = lots
};
std::string_view name_of(Tie tie);

// A tie that does not hold. Money ties have a currency, quantity ties an instrument.
struct BrokenTie {
  Tie tie{};
  base::Currency currency;
  InstrumentNo instrument = no_instrument;
  std::int64_t sub_ledger = 0;
  std::int64_t ledger = 0;
  bool operator==(const BrokenTie&) const = default;
};

// Empty where everything ties; in the order of Tie, then currency or instrument.
std::vector<BrokenTie> broken_ties(const PortfolioState& state);

}  // namespace wealthjobs::finance
