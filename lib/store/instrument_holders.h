// Who has ever traded an instrument: whose past a changed corporate action touches.
#pragma once

#include <vector>

#include "finance/ledger/numbers.h"

namespace wealthjobs::store {

class Database;

// By portfolio number.
std::vector<finance::PortfolioNo> load_portfolios_that_traded(Database& book,
                                                              finance::InstrumentNo instrument);

}  // namespace wealthjobs::store
