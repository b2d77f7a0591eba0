// The opening entry: one balanced entry that brings a portfolio to the balances of another system.
//
//   open|P   1100 cost of each lot, with its quantity     3000 -(lots + cash), a currency
//            1000 settled cash                             3900 -(accruals), a currency
//            1220 interest earned; 2100, 2110, 2120 fees and tax owed, negative
//
//   Kind     opening. What is held is settled: SD = TD = quantity
//   Counter  3000 takes what the client owns at cost, 3900 what was earned or owed before the date
//   When     last on its date, for the balances are those at its close
//   Lines    by lot id, then by currency: the order of the files decides nothing
//
//   Source   CONTRACT section 4; domain 02 (II.1, kind opening)
//   Example  100 BHP cost 4,000.00, cash 1,500.00, fee owed 12.34:
//            1100 +400000, 1000 +150000, 3000 -550000, 2100 -1234, 3900 +1234
//   Failure  a fault on the book, nothing posted: the portfolio holds something already (a fact
//            dated on or before the opening), an unknown instrument, another currency than its own
#pragma once

#include "finance/ledger/opening.h"
#include "finance/ledger/portfolio_book.h"

namespace wealthjobs::finance {

void post_opening(PortfolioBook& book, const Opening& opening);

}  // namespace wealthjobs::finance
