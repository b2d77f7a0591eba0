// Corporate actions of what the portfolio holds: cash dividends and splits.
//
//   ex-date   ca|D|v1|P|ex    1210 net, 5030 withheld up to treaty, 1230 above it, 5040 depositary
//                             fee, 4000 -gross; gross, withholding and fee each half-up
//   pay-date  ca|D|v1|P|pay   1000 net, 1210 -net; base currency: 1050 and 4110 take net at the
//                             pay-date rate (or the paying agent's) less net at the ex-date rate
//   split     ca|S|v1|P|split quantity lines of 1100 without amount: lots, open obligations and
//                             both buckets become quantity x new / old; total cost does not change
//
//   Fractions   instruments with lot_size 10^-6 keep them, half-even at six decimals. Others pay
//               cash for the account's fraction of a unit: half-up(fraction x price of the
//               ex-date), taken from the lots like a sale, in the same entry
//   Cumulation  lots and open obligations are split cumulatively, so that their sums are the split
//               sums and a:b followed by b:a (a > b) gives back every quantity
//   Source      domain job 1 (4, 5), worked examples B and C
//   Example     100 x USD 0.24 at 1.34 = 32.16 CAD expected, 32.64 paid at 1.36: realised FX 0.48;
//               37 shares, cost 5,550.37, 1:10 at 1,620.00: 3 kept, 0.7 cashed for 1,134.00,
//               gain 83.93
//   Failure     a fault on the book, nothing posted: missing_rate, missing_price, split_too_fine
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "finance/ledger/fact.h"
#include "finance/ledger/portfolio_book.h"

namespace wealthjobs::finance {

// The actions that go ex on one day, by id: splits first, dividends on the quantity before them.
void post_actions(PortfolioBook& book, std::span<const CorporateAction* const> actions);

// Pays what is due on this day.
void post_dividend_payments(PortfolioBook& book, base::Date day);

}  // namespace wealthjobs::finance
