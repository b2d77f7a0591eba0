// What the custodians say, with the book's numbers: lines that can be compared, rows whose ids only
// the custodian knows, and which portfolio lies in which accounts.
//
//   home      the first of a portfolio's accounts by (custodian, account) whose custodian delivers
//             positions, and likewise cash (which may be a bank's). A book does not split a
//             portfolio by account, so its accounts are compared together and the home names the
//             break
//   whole     a portfolio is compared where every custodian that holds an account of it has
//             delivered, all of the same day; else it waits and says why
//   accounts  those that the custodian's newest statement names
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "finance/ledger/break_identity.h"
#include "finance/ledger/custodian_match.h"
#include "jobs/custodian_sources.h"

namespace wealthjobs::jobs {

struct AccountPlace {
  std::size_t source = 0;  // index into the sources
  std::string account;
};
struct PortfolioHome {
  std::optional<AccountPlace> positions;  // empty: nobody delivers them
  std::optional<AccountPlace> cash;
  std::optional<base::Date> statement_day;
  std::string waits;  // why it cannot be compared tonight; empty: it can
  [[nodiscard]] const std::optional<AccountPlace>& place_of(
      const finance::CustodySubject& subject) const {
    return subject.is_cash() ? cash : positions;
  }
};

struct UnknownRow {  // of an id that the book does not have
  finance::BreakIdentity identity;
  std::int64_t amount = 0;
};

struct Theirs {
  std::map<finance::PortfolioNo, PortfolioHome> homes;  // of every portfolio in any account
  std::vector<finance::CustodyLine> lines;
  std::vector<UnknownRow> unknown;  // by identity, each once
  std::int64_t rows = 0;
};

Theirs read_theirs(store::Database& book, const store::Master& master,
                   const std::vector<CustodianSource>& sources);

}  // namespace wealthjobs::jobs
