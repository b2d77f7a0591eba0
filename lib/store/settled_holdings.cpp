#include "store/settled_holdings.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/rounding.h"
#include "store/currency_column.h"
#include "store/database.h"

namespace wealthjobs::store {
namespace {

using base::Currency;
using base::Date;
using finance::Account;
using finance::InstrumentNo;
using finance::PortfolioNo;

// Entries up to this one are dated on or before `day`: those before the first close of the last
// closed day up to it. A reopened day gets further versions, written after later days.
std::int64_t last_entry_up_to(Database& book, Date day) {
  return book.integer_or(0,
                         "SELECT last_entry_id FROM period_close WHERE day <= ? "
                         "ORDER BY day DESC, version LIMIT 1",
                         day);
}

bool is_among(std::span<const Account> accounts, std::int64_t code) {
  return std::ranges::any_of(accounts,
                             [&](Account account) { return finance::code_of(account) == code; });
}

}  // namespace

std::vector<SettledHolding> load_settled_holdings(Database& book, Date day) {
  std::map<std::pair<PortfolioNo, InstrumentNo>, std::pair<std::int64_t, std::int64_t>> later;
  const std::int64_t after = last_entry_up_to(book, day);
  {
    Cursor rows = book.query(
        "SELECT d.portfolio_no, d.instrument_no, d.quantity_e6 FROM journal_entry AS e JOIN "
        "delivery AS d ON d.entry_id = e.entry_id WHERE e.entry_id > ?1 AND "
        "ifnull(e.origin_date, e.effective_date) > ?2",
        after, day);
    while (rows.next()) {
      auto& sums = later[{rows.number<PortfolioNo>(0), rows.number<InstrumentNo>(1)}];
      sums.first = base::add_checked(sums.first, rows.integer(2));
    }
  }
  {
    Cursor rows = book.query(
        "SELECT l.portfolio_no, l.instrument_no, l.quantity_e6 FROM journal_entry AS e JOIN "
        "journal_line AS l ON l.entry_id = e.entry_id WHERE l.quantity_e6 IS NOT NULL AND "
        "e.entry_id > ?1 AND ifnull(e.origin_date, e.effective_date) > ?2",
        after, day);
    while (rows.next()) {
      auto& sums = later[{rows.number<PortfolioNo>(0), rows.number<InstrumentNo>(1)}];
      sums.second = base::add_checked(sums.second, rows.integer(2));
    }
  }
  std::vector<SettledHolding> holdings;
  Cursor rows = book.query(
      "SELECT portfolio_no, instrument_no, settled_e6, traded_e6 FROM position "
      "ORDER BY portfolio_no, instrument_no");
  while (rows.next()) {
    SettledHolding holding{rows.number<PortfolioNo>(0), rows.number<InstrumentNo>(1),
                           rows.integer(2), rows.integer(3)};
    const auto at = later.find({holding.portfolio, holding.instrument});
    if (at != later.end()) {
      holding.settled_e6 = base::subtract_checked(holding.settled_e6, at->second.first);
      holding.traded_e6 = base::subtract_checked(holding.traded_e6, at->second.second);
    }
    if (holding.settled_e6 != 0 || holding.traded_e6 != 0) holdings.push_back(holding);
  }
  return holdings;
}

std::vector<SettledCash> load_settled_cash(Database& book, Date day,
                                           std::span<const Account> accounts) {
  std::map<std::pair<PortfolioNo, Currency>, std::int64_t> sums;
  CurrencyColumn currencies;
  {
    Cursor rows = book.query(
        "SELECT portfolio_no, currency, amount_minor, account FROM balance WHERE portfolio_no > 0");
    while (rows.next()) {
      if (!is_among(accounts, rows.integer(3))) continue;
      std::int64_t& sum = sums[{rows.number<PortfolioNo>(0), currencies.of(rows, 1)}];
      sum = base::add_checked(sum, rows.integer(2));
    }
  }
  {
    Cursor rows = book.query(
        "SELECT l.portfolio_no, l.currency, l.amount_minor, l.account FROM journal_entry AS e JOIN "
        "journal_line AS l ON l.entry_id = e.entry_id WHERE l.portfolio_no > 0 AND e.entry_id > ?1 "
        "AND ifnull(e.origin_date, e.effective_date) > ?2",
        last_entry_up_to(book, day), day);
    while (rows.next()) {
      if (!is_among(accounts, rows.integer(3))) continue;
      std::int64_t& sum = sums[{rows.number<PortfolioNo>(0), currencies.of(rows, 1)}];
      sum = base::subtract_checked(sum, rows.integer(2));
    }
  }
  std::vector<SettledCash> cash;
  for (const auto& [key, sum] : sums) {
    if (sum != 0) cash.push_back({key.first, key.second, sum});
  }
  return cash;
}

std::vector<SettledMovement> load_settled_movements(Database& book, PortfolioNo portfolio,
                                                    Date after, std::span<const Account> accounts) {
  std::vector<SettledMovement> movements;
  constexpr std::string_view standing =
      "AND ifnull(e.origin_date, e.effective_date) > ?2 AND e.reverses_entry_id IS NULL AND NOT "
      "EXISTS (SELECT 1 FROM journal_entry AS r WHERE r.reverses_entry_id = e.entry_id) ";
  constexpr std::string_view head =
      "SELECT ifnull(e.cause_key, e.source_key), ifnull(e.origin_date, e.effective_date), "
      "e.business_date, e.origin_date IS NOT NULL, ";
  {
    Cursor rows = book.query(std::string(head) +
                                 "d.instrument_no, d.quantity_e6 FROM journal_entry AS e JOIN "
                                 "delivery AS d ON d.entry_id = e.entry_id WHERE e.portfolio_no = "
                                 "?1 " +
                                 std::string(standing) + "ORDER BY e.entry_id, d.instrument_no",
                             portfolio, after);
    while (rows.next()) {
      movements.push_back({rows.string(0), rows.date(1), rows.date(2), rows.integer(3) != 0,
                           rows.number<InstrumentNo>(4), Currency(), rows.integer(5)});
    }
  }
  Cursor rows = book.query(std::string(head) +
                               "l.currency, l.amount_minor, l.account FROM journal_entry AS e JOIN "
                               "journal_line AS l ON l.entry_id = e.entry_id WHERE "
                               "e.portfolio_no = ?1 " +
                               std::string(standing) + "ORDER BY e.entry_id, l.line_no",
                           portfolio, after);
  while (rows.next()) {
    if (!is_among(accounts, rows.integer(6))) continue;
    movements.push_back({rows.string(0), rows.date(1), rows.date(2), rows.integer(3) != 0,
                         finance::no_instrument, rows.currency(4), rows.integer(5)});
  }
  return movements;
}

std::optional<Date> load_trade_date(Database& book, std::string_view settlement_key) {
  Cursor rows =
      book.query("SELECT trade_date FROM settlement WHERE settlement_key = ?", settlement_key);
  if (!rows.next()) return std::nullopt;
  return rows.date(0);
}

}  // namespace wealthjobs::store
