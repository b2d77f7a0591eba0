// Which accounts are open on a day, and what to do with one that is closed but not empty.
//
//   open     between the first and the last day of the account (finance/ledger/portfolio_terms.h):
//            it has a nav, of zero while it holds nothing
//   closed   and empty: one last nav of zero, with what was paid out, then none. Not empty (a
//            dividend came late): valued like any other, and listed as closed_account every day
//            until it is paid out; nobody waits for it
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/date.h"
#include "store/findings.h"
#include "store/master.h"
#include "store/portfolio_terms.h"
#include "store/valuations.h"

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::jobs {

class AccountDays {
 public:
  // The master data must outlive it.
  AccountDays(store::Database& book, const store::Master& master, base::Date day);

  [[nodiscard]] bool is_open(finance::PortfolioNo portfolio) const {
    return terms_.is_open(portfolio, day_);
  }
  [[nodiscard]] bool is_any_open() const;
  // False where the account is closed, empty, and was so when the book was valued last; a closed
  // one that holds something is listed.
  bool is_valued(const store::PortfolioHoldings& holdings,
                 std::vector<store::Finding>& findings) const;

 private:
  store::PortfolioTermsBook terms_;
  const store::Master* master_;
  base::Date day_;
  std::set<finance::PortfolioNo> had_value_;  // when the book was valued last
};

// For a fingerprint: the terms in force by that day; empty where there are none.
std::string terms_digest(store::Database& book, base::Date day);

}  // namespace wealthjobs::jobs
