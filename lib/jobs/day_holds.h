// The holds of a day: of an open day as they are, of a closed one as its close record says they
// were, so that what is released later changes neither its nav nor its reports.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/date.h"
#include "finance/ledger/numbers.h"
#include "store/findings.h"
#include "store/master.h"

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::jobs {

// By (portfolio, reason). `released_by` is only a mark where the close record speaks.
std::vector<store::Hold> holds_of_day(store::Database& book, const store::Master& master,
                                      base::Date day);

// What a valuation has to know of them.
struct ValuationHolds {
  std::set<finance::PortfolioNo> held;            // by earlier steps, not released
  std::set<finance::PortfolioNo> released_stale;  // stale prices that somebody has accepted
  std::string released_text;                      // for a fingerprint; empty: none was released
};
ValuationHolds valuation_holds(const std::vector<store::Hold>& holds);

}  // namespace wealthjobs::jobs
