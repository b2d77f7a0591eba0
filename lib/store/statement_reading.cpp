#include "store/statement_reading.h"

#include <limits>

#include "base/check.h"
#include "store/closes.h"
#include "store/database.h"

namespace wealthjobs::store {
namespace {

constexpr std::int64_t now = std::numeric_limits<std::int64_t>::max();

finance::Account account_named(int code) {
  const auto account = finance::account_from(code);
  WEALTHJOBS_CHECK(account.has_value());
  return *account;
}

}  // namespace

std::vector<Movement> load_movements(Database& book, finance::PortfolioNo portfolio,
                                     const DayRange& days, std::optional<std::int64_t> known_rev) {
  std::vector<Movement> movements;
  Cursor at = book.query(
      "SELECT e.effective_date, e.origin_date, e.source_key, l.account, l.instrument_no, "
      "l.currency, l.amount_minor FROM journal_entry AS e JOIN journal_line AS l "
      "ON l.entry_id = e.entry_id JOIN account AS a ON a.account = l.account "
      "WHERE e.portfolio_no = ? AND e.effective_date > ? AND e.effective_date <= ? "
      "AND e.known_rev <= ? AND a.kind IN ('income', 'expense', 'equity') "
      "ORDER BY e.entry_id, l.line_no",
      portfolio, days.after, days.through, known_rev.value_or(now));
  while (at.next()) {
    movements.push_back({at.date(0), at.optional_date(1), at.string(2), account_named(at.small(3)),
                         at.number<finance::InstrumentNo>(4), at.currency(5), at.integer(6)});
  }
  return movements;
}

std::vector<LotBalance> load_lot_balances(Database& book, finance::PortfolioNo portfolio,
                                          base::Date day, std::optional<std::int64_t> known_rev) {
  std::vector<LotBalance> lots;
  Cursor at = book.query(
      "SELECT l.lot_id, l.instrument_no, (SELECT t.acquired_date FROM lot AS t "
      "WHERE t.portfolio_no = e.portfolio_no AND t.lot_id = l.lot_id), min(l.currency), "
      "sum(l.quantity_e6), sum(l.amount_minor), min(e.effective_date) "
      "FROM journal_entry AS e JOIN journal_line AS l ON l.entry_id = e.entry_id "
      "WHERE e.portfolio_no = ? AND e.effective_date <= ? AND e.known_rev <= ? "
      "AND l.account = 1100 AND l.lot_id IS NOT NULL GROUP BY l.lot_id, l.instrument_no "
      "HAVING sum(l.quantity_e6) <> 0 ORDER BY l.instrument_no, 3, l.lot_id",
      portfolio, day, known_rev.value_or(now));
  while (at.next()) {
    lots.push_back({at.string(0), at.number<finance::InstrumentNo>(1),
                    at.is_null(2) ? at.date(6) : at.date(2), at.currency(3), at.integer(4),
                    at.integer(5)});
  }
  return lots;
}

std::optional<std::int64_t> load_revision_at(Database& book, std::int64_t wall_us) {
  Cursor at = book.query("SELECT max(revision) FROM knowledge WHERE known_us <= ?", wall_us);
  if (!at.next() || at.is_null(0)) return std::nullopt;
  return at.integer(0);
}

std::optional<std::int64_t> load_close_revision(Database& book, base::Date day) {
  const auto close = load_close(book, day);
  if (!close) return std::nullopt;
  return close->known_rev;
}

}  // namespace wealthjobs::store
