// Who holds an instrument, or has ever traded it.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "finance/ledger/numbers.h"

namespace wealthjobs::store {

class Database;

// Whose past a changed corporate action touches; by portfolio number.
std::vector<finance::PortfolioNo> load_portfolios_that_traded(Database& book,
                                                              finance::InstrumentNo instrument);

// Cost in base currency of the open lots of the whole book, by instrument held. A plain step over
// the lots: asking SQLite to group them sorts the whole table.
std::map<finance::InstrumentNo, std::int64_t> load_held_costs(Database& book);

}  // namespace wealthjobs::store
