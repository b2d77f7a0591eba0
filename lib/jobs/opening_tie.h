// Opening balances against the custodian's statement of their date, where one is there: a book is
// taken on as another system had it, and that system may have been wrong.
//
//   positions   all accounts of a portfolio and instrument together against its opening lots
//   cash        likewise a currency
//   Missing     what only one side has counts as zero on the other; a portfolio that no statement
//               of the date names is not tied
//   Example     opening 150 BHP, statement 140: "P1 BHP: taken on with 150, the custodian has 140"
#pragma once

#include <map>
#include <vector>

#include "base/date.h"
#include "finance/ledger/opening.h"
#include "store/findings.h"
#include "store/master.h"

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::jobs {

// opening_difference, a finding of settle_trades on `day`: positions before cash, each by
// portfolio, then subject.
std::vector<store::Finding> opening_differences(
    store::Database& book, const store::Master& master,
    const std::map<finance::PortfolioNo, finance::Opening>& openings, base::Date day);

}  // namespace wealthjobs::jobs
