// Opening balances of portfolios that were taken on: one date a portfolio, three tables of one row
// a lot, currency and accrual. They are written once; a row that is there with other content is a
// conflict, for what was taken on wrongly is put right by a transfer, a cash flow or a trade.
//
//   Date       all rows of a portfolio have one date; the import checks it
//   Late rows  a balance that arrives later changes the one opening entry: settle_trades reverses
//              and replaces it in the first open day
//   Example    load_opening(book, p) -> date 2020-05-29, two lots, 1,500.00 AUD
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "finance/ledger/opening.h"
#include "store/facts.h"
#include "store/master.h"

namespace wealthjobs::store {

template <class Balance>
struct OpeningRow {
  finance::PortfolioNo portfolio{};
  base::Date day;
  Balance balance;
  std::string source = {};  // file:line
};
using OpeningPositionRow = OpeningRow<finance::OpeningLot>;
using OpeningCashRow = OpeningRow<finance::OpeningCash>;
using OpeningAccrualRow = OpeningRow<finance::OpeningAccrual>;

SaveCounts save_opening_positions(WriteTransaction& write,
                                  std::span<const OpeningPositionRow> rows);
SaveCounts save_opening_cash(WriteTransaction& write, std::span<const OpeningCashRow> rows);
SaveCounts save_opening_accruals(WriteTransaction& write, std::span<const OpeningAccrualRow> rows);

// The whole opening of one portfolio; nullopt where it was not taken on.
std::optional<finance::Opening> load_opening(Database& book, finance::PortfolioNo portfolio);
// Those dated in the range, by portfolio.
std::map<finance::PortfolioNo, finance::Opening> load_openings(Database& book, DayRange days);
// Of every portfolio that was taken on.
std::map<finance::PortfolioNo, base::Date> load_opening_days(Database& book);

// What fees and interest start from: the accruals of all portfolios taken on by `day`, by
// (portfolio, currency). Each counts from the day after its own date on.
std::vector<OpeningAccrualRow> load_opening_accruals(Database& book, base::Date day);

// The openings of which a row became known after a revision, as changed facts: key = portfolio id.
void add_changed_openings(Database& book, std::int64_t since_revision, base::Date through,
                          std::vector<ChangedFact>& changed);
FactDigest load_opening_digest(Database& book, DayRange days);

}  // namespace wealthjobs::store
