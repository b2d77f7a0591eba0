// In-specie transfers: stock that comes or goes without a trade.
//
//   in    transfer|T   1100 +cost with the quantity, a lot of its own; 3000 -cost; SD +quantity
//   out   transfer|T   1100 -cost of what is taken from the lots; 3000 +cost; SD -quantity
//
//   Lots     a lot that comes in keeps its acquired date, cost and cost in base currency; what goes
//            out leaves at cost: nothing is realised
//   Taking   the lot that the transfer names, else by the book's lot method, as a sale would
//   Journal  at cost; the external flow of the day's nav is the market value (jobs/valued_flows.h)
//   Settled  at once: the custodian has moved the stock. A holding whose purchase is not settled
//            yet may be short in bucket SD until it is
//
//   Source   CONTRACT section 4 (transfers.csv)
//   Example  40 of a lot of 100 that cost 4,000.00 go out: 1100 -160000, 3000 +160000; 60 stay,
//            cost 2,400.00
//   Failure  a fault on the book, nothing posted: not enough held (oversold), no acquired date,
//            unknown instrument, another currency than its own
#pragma once

#include "finance/ledger/fact.h"
#include "finance/ledger/portfolio_book.h"

namespace wealthjobs::finance {

void post_transfer_in(PortfolioBook& book, const Transfer& transfer);
void post_transfer_out(PortfolioBook& book, const Transfer& transfer);

}  // namespace wealthjobs::finance
