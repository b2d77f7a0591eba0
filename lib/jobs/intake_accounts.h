// What book and folder know together of the accounts that the rows of an import name: from when to
// when each is open, and at which date it was taken on.
//
//   before_open     dated before open_date
//   before_opening  dated on or before the opening balances, which hold it already
//   after_close     dated after the account was closed: a warning, for nobody waits for it. What
//                   leaves a closed account (a withdrawal, a transfer out, the FX deal before it)
//                   is how it is emptied and passes; a cancellation passes always
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "finance/ledger/portfolio_terms.h"
#include "jobs/intake_sift.h"
#include "store/master.h"

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::jobs {

class AccountsKnown {
 public:
  AccountsKnown(store::Database& book, const store::Master& master,
                const feeds::BookFolder& folder);

  enum class Movement { any, leaves };
  // Nothing for a portfolio that nobody knows: unknown_portfolio is told elsewhere.
  [[nodiscard]] Verdict on(std::string_view portfolio_id, base::Date date, std::string_view field,
                           Movement movement = Movement::any) const;
  // For a fact row: a cancellation passes.
  template <class Row>
  [[nodiscard]] Verdict takes(const Row& row, base::Date date, std::string_view field,
                              Movement movement = Movement::any) const {
    if (row.version.action == finance::FactAction::cancel) return std::nullopt;
    return on(row.portfolio_id, date, field, movement);
  }

  struct Account {
    base::Currency base_currency;
    finance::PortfolioBasics basics;
    std::vector<finance::DatedTerms> terms;  // by from_date
    std::set<base::Date> opening_dates;      // more than one: they contradict each other
  };
  [[nodiscard]] const Account* find(std::string_view portfolio_id) const;

 private:
  void add_terms(const feeds::BookFolder& folder);
  void add_openings(const feeds::BookFolder& folder);

  std::map<std::string, Account, std::less<>> accounts_;
};

// A row of portfolio_terms.csv as the rules take it.
finance::DatedTerms dated_terms(const feeds::PortfolioTermsRow& row);

}  // namespace wealthjobs::jobs
