// The movements of one portfolio around a statement day, as the rule of classes takes them: what
// its entries settled, what is still open, and dividends that are due.
#pragma once

#include <map>
#include <vector>

#include "base/date.h"
#include "finance/ledger/account.h"
#include "finance/ledger/break_class.h"
#include "finance/ledger/custodian_match.h"
#include "store/master.h"

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::jobs {

struct MovementSpan {
  base::Date statement_day;
  base::Date business_date;
  int look_back_days = 30;  // civil days of entries before the statement day
};

using MovementsBySubject = std::map<finance::CustodySubject, std::vector<finance::CustodyMovement>>;

MovementsBySubject custodian_movements(store::Database& book, const store::Master& master,
                                       finance::PortfolioNo portfolio, const MovementSpan& span,
                                       const std::vector<finance::Account>& cash_accounts);

}  // namespace wealthjobs::jobs
