// Trade-date entries: what a trade, an FX deal or a cash flow posts on the day it happens.
//
//   purchase  trade|T|td   1100 cost (quantity, new lot), [5020 commission + tax], 2000 -net
//   sale      trade|T|td   1200 net, [5020 commission + tax], 1100 -cost per lot, 4100 -gain, FX
//   part FX deal   fx|F|td      1050 sold, 2000 -sold; 1200 bought, 1050 -bought flow      flow|C
//   1000 amount against 3000 (deposit, withdrawal), 5000 (fee), 5030 (tax),
//                          4010 (interest), 4900 / 5900 (other in / out)
//
//   gross = half-up(quantity x price / price_factor)
//   net   = gross + commission + tax (purchase), gross - commission - tax (sale)
//   capitalised: cost and proceeds are net; expensed: they are gross and 5020 takes the rest
//
//   Source   domain job 1 (2), 02 II.5; RULINGS A3
//   Example  150 at 42.3150 = 6,347.25, + 6.35 + 0.64 = 6,354.24
//   Failure  a fault on the book, nothing posted
#pragma once

#include "finance/ledger/fact.h"
#include "finance/ledger/portfolio_book.h"

namespace wealthjobs::finance {

void post_purchase(PortfolioBook& book, const Trade& trade);

// Is there enough to sell now, in the position or in the lot that the sale names?
bool is_covered(PortfolioBook& book, const Trade& trade);
void post_sale(PortfolioBook& book, const Trade& trade);

void post_fx_deal(PortfolioBook& book, const FxTrade& deal);
void post_flow(PortfolioBook& book, const CashFlow& flow);

// half-up(quantity x price / price_factor) in minor units of the currency.
std::int64_t gross_minor(std::int64_t quantity_e6, std::int64_t price_e6, std::int64_t price_factor,
                         base::Currency currency);

}  // namespace wealthjobs::finance
