// The state that settlement starts from and leaves behind: balances, holdings, open lots, open
// settlements and unpaid entitlements of one portfolio.
//
//   for (const PortfolioNo no : load_due_portfolios(book, master, {after, through, revision})) {
//     const PortfolioState before = reader.load(no);
//     PortfolioState after = before;  ...rules...
//     writer.save(before, after);
//   }
//
//   Journal     balances and holdings are the JournalWriter's to write; a StateWriter writes lots,
//               settlements, fails and entitlements
//   Closed lot  stays as a row of quantity 0 and cost 0
//   Order       open lots by (acquired_date, lot id), settlements by (expected_date, key),
//               entitlements by (pay_date, action id)
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "finance/ledger/numbers.h"
#include "finance/ledger/portfolio_state.h"
#include "finance/ledger/settlement.h"

namespace wealthjobs::store {

class Database;
class Master;
class WriteTransaction;

struct DuePeriod {
  base::Date after;  // facts dated in (after, through] are due ...
  base::Date through;
  std::int64_t since_revision = 0;  // ... and facts known since, dated on or before `through`
};

// Portfolios with something to do, in text order of their ids: facts due, open settlements expected
// on or before `through`, unpaid entitlements payable by then, confirmations, holdings (or open
// settlements) of an instrument whose action goes ex or became known, an unreleased hold.
std::vector<finance::PortfolioNo> load_due_portfolios(Database& book, const Master& master,
                                                      const DuePeriod& period);

class StateReader {
 public:
  StateReader(Database& book, const Master& master) : book_(&book), master_(&master) {}
  // Empty, with id and base currency, where nothing has been posted yet.
  finance::PortfolioState load(finance::PortfolioNo portfolio);

 private:
  Database* book_;
  const Master* master_;
};

class StateWriter {
 public:
  explicit StateWriter(WriteTransaction& write) : write_(&write) {}

  // Writes what differs. A lot that `after` no longer holds stays as a row of quantity 0.
  void save(const finance::PortfolioState& before, const finance::PortfolioState& after);
  // Throws away the portfolio's lots, settlements, fails and entitlements and writes `after` whole:
  // the end of a replay from its first day.
  void replace(const finance::PortfolioState& after);
  // A second fail of the same settlement on the same day replaces the first.
  void save_fails(std::span<const finance::SettlementFail> fails);

 private:
  void save_lot(finance::PortfolioNo portfolio, const finance::Lot& lot);
  void save_settlement(finance::PortfolioNo portfolio, const finance::Settlement& settlement);
  void save_entitlement(finance::PortfolioNo portfolio, const finance::Entitlement& entitlement);
  WriteTransaction* write_;
};

// Every portfolio's state in text order of their ids, one in memory at a time: for ties and doctor.
void for_each_state(Database& book, const Master& master,
                    const std::function<void(const finance::PortfolioState&)>& visit);

// For reports: every open settlement by (portfolio, expected_date, key); the fails of one day.
struct OpenSettlement {
  finance::PortfolioNo portfolio{};
  finance::Settlement settlement;
};
std::vector<OpenSettlement> load_open_settlements(Database& book);
// In any state.
std::optional<OpenSettlement> load_settlement(Database& book, std::string_view key);
std::vector<finance::SettlementFail> load_settlement_fails(Database& book, base::Date day);

// All lots of a portfolio by lot id, closed ones (quantity 0) included.
std::vector<finance::Lot> load_lots(Database& book, finance::PortfolioNo portfolio);

}  // namespace wealthjobs::store
