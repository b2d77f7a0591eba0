// The book against its custodians for one evening: every line that differs, with its class and what
// it is worth, and matched lines with something pending.
//
//   ours    settled quantities and settled cash of the statement's day, as known now
//   worth   size of the difference at the pack of the business date, in the portfolio's base
//   currency
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "finance/ledger/break_class.h"
#include "jobs/custodian_movements.h"
#include "jobs/custodian_theirs.h"

namespace wealthjobs::store {
struct Pack;
}

namespace wealthjobs::jobs {

struct ComparedLine {
  finance::BreakIdentity identity;
  finance::PortfolioNo portfolio{};  // the_firm: unknown to the book
  bool is_matched = false;           // something is pending, nothing differs
  std::int64_t ours = 0;
  std::int64_t theirs = 0;
  std::int64_t pending = 0;  // traded less settled
  finance::Classification found;
  std::optional<std::int64_t> value_minor;  // empty: no price, or not known whose it is
  base::Currency currency;                  // base currency; unset where unknown
};

struct Comparison {
  std::int64_t matched = 0;
  std::vector<ComparedLine> lines;                                // by identity
  std::set<std::pair<std::string, finance::BreakKind>> compared;  // portfolio id, qty or cash
  std::set<std::string> custodians;                     // of which a statement was compared
  std::map<finance::PortfolioNo, std::string> waiting;  // not compared, and why
  std::int64_t rows = 0;                                // of statements
};

struct ComparisonInputs {
  const store::Master* master = nullptr;
  const store::Pack* pack = nullptr;
  const finance::CalendarSet* primary = nullptr;
  base::Date business_date;
  std::vector<finance::Account> cash_accounts;
  int explain_bd = 5;
};

Comparison compare_with_custodians(store::Database& book,
                                   const std::vector<CustodianSource>& sources,
                                   const ComparisonInputs& inputs);

}  // namespace wealthjobs::jobs
