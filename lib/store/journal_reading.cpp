#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "base/check.h"
#include "base/rounding.h"
#include "base/sha256.h"
#include "finance/ledger/entry_text.h"
#include "store/currency_column.h"
#include "store/journal.h"
#include "store/journal_rows.h"
#include "store/master.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

using base::Date;
using finance::InstrumentNo;
using finance::PortfolioNo;
using finance::Posting;

constexpr std::string_view entry_columns =
    "SELECT e.entry_id, e.effective_date, e.origin_date, e.kind, e.source_key, e.cause_key, "
    "e.generation, e.reverses_entry_id, e.portfolio_no, e.job, e.business_date, e.known_rev, "
    "e.hash FROM journal_entry AS e ";

finance::EntryKind kind_from(std::string_view text) {
  using finance::EntryKind;
  for (const EntryKind kind : {EntryKind::normal, EntryKind::reversal, EntryKind::adjustment,
                               EntryKind::opening, EntryKind::closing}) {
    if (finance::name_of(kind) == text) return kind;
  }
  WEALTHJOBS_CHECK(false);
}

JournalEntry entry_at(const Row& row) {
  JournalEntry entry{.entry_id = row.integer(0),
                     .effective_date = row.date(1),
                     .origin_date = row.optional_date(2),
                     .source_key = row.string(4),
                     .generation = row.small(6),
                     .reverses_entry_id = row.optional_integer(7),
                     .job = row.string(9),
                     .business_date = row.date(10),
                     .known_rev = row.integer(11),
                     .hash = base::hex_of(digest_at(row, 12)),
                     .posting = {}};
  entry.posting.cause_key = row.is_null(5) ? entry.source_key : row.string(5);
  entry.posting.kind = kind_from(row.text(3));
  entry.posting.portfolio = row.number<PortfolioNo>(8);
  entry.posting.date = entry.origin_date.value_or(entry.effective_date);
  return entry;
}

finance::Realisation realisation_at(const Row& row, CurrencyColumn& currencies) {
  return {.lot_id = row.string(1),
          .instrument = row.number<InstrumentNo>(2),
          .acquired_date = row.date(3),
          .disposed_date = row.date(4),
          .quantity_e6 = row.integer(5),
          .currency = currencies.of(row, 6),
          .cost_minor = row.integer(7),
          .proceeds_minor = row.integer(8),
          .cost_base_minor = row.integer(9),
          .proceeds_base_minor = row.integer(10),
          .price_gain_base_minor = row.integer(11),
          .fx_gain_base_minor = row.integer(12)};
}

// The rows of entries numbered (after, through], fetched beside the walk over the entries: three
// ordered scans, whatever the number of entries.
class DetailScan {
 public:
  DetailScan(Database& book, std::int64_t after, std::int64_t through)
      : line_(book.prepare("SELECT entry_id, account, portfolio_no, instrument_no, currency, "
                           "amount_minor, quantity_e6, lot_id FROM journal_line WHERE entry_id > ? "
                           "AND entry_id <= ? ORDER BY entry_id, line_no")),
        delivery_(book.prepare("SELECT entry_id, instrument_no, quantity_e6 FROM delivery "
                               "WHERE entry_id > ? AND entry_id <= ? "
                               "ORDER BY entry_id, instrument_no")),
        realised_(book.prepare(
            "SELECT entry_id, lot_id, instrument_no, acquired_date, disposed_date, quantity_e6, "
            "currency, cost_minor, proceeds_minor, cost_base_minor, proceeds_base_minor, "
            "price_gain_base_minor, fx_gain_base_minor FROM realised WHERE entry_id > ? "
            "AND entry_id <= ? ORDER BY entry_id, n")) {
    start(after, through);
  }

  // For entries here and there: starts the scans over at one entry.
  void start(std::int64_t after, std::int64_t through) {
    has_line_ = begin(line_, after, through);
    has_delivery_ = begin(delivery_, after, through);
    has_realised_ = begin(realised_, after, through);
  }

  // Entries must be asked for in ascending order.
  void fill(std::int64_t entry_id, Posting& posting) {
    for (; has_line_ && line_.integer(0) <= entry_id; has_line_ = line_.step()) {
      if (line_.integer(0) == entry_id) posting.lines.push_back(line_at());
    }
    for (; has_delivery_ && delivery_.integer(0) <= entry_id; has_delivery_ = delivery_.step()) {
      if (delivery_.integer(0) == entry_id) {
        posting.deliveries.push_back({delivery_.number<InstrumentNo>(1), delivery_.integer(2)});
      }
    }
    for (; has_realised_ && realised_.integer(0) <= entry_id; has_realised_ = realised_.step()) {
      if (realised_.integer(0) == entry_id) {
        posting.realisations.push_back(realisation_at(realised_, currencies_));
      }
    }
  }

 private:
  static bool begin(Statement& statement, std::int64_t after, std::int64_t through) {
    statement.reset();
    statement.start_with(after, through);
    return statement.step();
  }

  finance::PostingLine line_at() {
    return {.account = account_at(line_, 1),
            .portfolio = line_.number<PortfolioNo>(2),
            .instrument = line_.number<InstrumentNo>(3),
            .currency = currencies_.of(line_, 4),
            .amount_minor = line_.integer(5),
            .quantity_e6 = line_.optional_integer(6),
            .lot_id = line_.string(7)};
  }

  Statement line_;
  Statement delivery_;
  Statement realised_;
  bool has_line_ = false;
  bool has_delivery_ = false;
  bool has_realised_ = false;
  CurrencyColumn currencies_;
};

std::vector<JournalEntry> load_with_details(Database& book, Cursor rows) {
  std::vector<JournalEntry> entries;
  while (rows.next()) entries.push_back(entry_at(rows));
  DetailScan details(book, 0, 0);
  for (JournalEntry& entry : entries) {
    details.start(entry.entry_id - 1, entry.entry_id);
    details.fill(entry.entry_id, entry.posting);
  }
  return entries;
}

// "AND e.effective_date <= :through ..." of both axes; parameters 1 date, 2 revision, 3 portfolio.
std::string as_known_clause(const AsKnown& as_known, std::string_view portfolio_column) {
  std::string clause = as_known.by_origin_date ? " ifnull(e.origin_date, e.effective_date) <= ?1"
                                               : " e.effective_date <= ?1";
  clause += " AND e.known_rev <= ?2";
  // A portfolio's lines stand in its own entries; the number 0 of "all" asks for none.
  clause += as_known.portfolio
                ? " AND e.portfolio_no = ?3 AND " + std::string(portfolio_column) + " = ?3"
                : " AND ?3 = 0";
  return clause;
}

Cursor query_as_known(Database& book, const std::string& sql, const AsKnown& as_known) {
  return book.query(sql, as_known.through,
                    as_known.revision.value_or(std::numeric_limits<std::int64_t>::max()),
                    as_known.portfolio.value_or(finance::the_firm));
}

}  // namespace

std::vector<finance::PostedEntry> load_posted_entries(Database& book, PortfolioNo portfolio,
                                                      std::string_view job) {
  std::vector<finance::PostedEntry> posted;
  std::vector<JournalEntry> entries = load_with_details(
      book, book.query(std::string(entry_columns) + "WHERE e.portfolio_no = ? AND e.job = ? "
                                                    "AND e.kind <> 'reversal' ORDER BY e.entry_id",
                       portfolio, job));
  Statement& reversal =
      book.cached("SELECT 1 FROM journal_entry WHERE reverses_entry_id = ? LIMIT 1");
  posted.reserve(entries.size());
  for (JournalEntry& entry : entries) {
    Cursor rows(reversal.start_with(entry.entry_id));
    posted.push_back({.entry_id = entry.entry_id,
                      .generation = entry.generation,
                      .is_reversed = rows.next(),
                      .posting = std::move(entry.posting)});
  }
  return posted;
}

std::vector<JournalEntry> load_entries_of(Database& book, PortfolioNo portfolio) {
  return load_with_details(
      book, book.query(std::string(entry_columns) + "WHERE e.portfolio_no = ? ORDER BY e.entry_id",
                       portfolio));
}

std::optional<JournalEntry> load_entry(Database& book, std::string_view source_key) {
  auto found = load_with_details(
      book, book.query(std::string(entry_columns) + "WHERE e.source_key = ?", source_key));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

void for_each_entry(Database& book, const EntryRange& range, const EntryVisitor& visit) {
  const std::int64_t through = range.through.value_or(std::numeric_limits<std::int64_t>::max());
  DetailScan details(book, range.after, through);
  Statement entries = book.prepare(std::string(entry_columns) +
                                   "WHERE e.entry_id > ? AND e.entry_id <= ? ORDER BY e.entry_id");
  Cursor rows(entries.start_with(range.after, through));
  while (rows.next()) {
    JournalEntry entry = entry_at(rows);
    details.fill(entry.entry_id, entry.posting);
    visit(entry);
  }
}

void for_each_entry_of_day(Database& book, Date business_date, const EntryVisitor& visit) {
  // Entries of a day follow the close before it, so nothing older needs to be read.
  const std::int64_t after = book.integer_or(
      0, "SELECT last_entry_id FROM period_close WHERE day < ? ORDER BY day DESC, version LIMIT 1",
      business_date);
  std::optional<std::int64_t> through;
  Cursor later =
      book.query("SELECT max(last_entry_id) FROM period_close WHERE day = ?", business_date);
  if (later.next() && !later.is_null(0)) through = later.integer(0);
  for_each_entry(book, {.after = after, .through = through}, [&](const JournalEntry& entry) {
    if (entry.business_date == business_date) visit(entry);
  });
}

std::optional<std::int64_t> load_broken_entry(Database& book, const Master& master,
                                              std::int64_t after) {
  base::Sha256Digest previous{};
  if (after > 0) {
    Cursor row = book.query("SELECT hash FROM journal_entry WHERE entry_id = ?", after);
    if (!row.next()) return after;
    previous = digest_at(row, 0);
  }
  std::int64_t expected_id = after;
  std::optional<std::int64_t> broken;
  finance::EntryText text;
  for_each_entry(book, {.after = after, .through = {}}, [&](const JournalEntry& entry) {
    if (broken) return;
    text.begin(previous, {.entry_id = entry.entry_id,
                          .effective_date = entry.effective_date,
                          .kind = entry.posting.kind,
                          .source_key = entry.source_key,
                          .reverses_entry_id = entry.reverses_entry_id});
    for (const finance::PostingLine& line : entry.posting.lines) {
      text.add({.account = line.account,
                .portfolio_id = master.portfolio_id(line.portfolio),
                .instrument_id = master.instrument_id(line.instrument),
                .currency = line.currency,
                .amount_minor = line.amount_minor,
                .quantity_e6 = line.quantity_e6,
                .lot_id = line.lot_id});
    }
    previous = text.hash();
    if (entry.entry_id != ++expected_id || base::hex_of(previous) != entry.hash) {
      broken = expected_id;
    }
  });
  return broken;
}

std::vector<BalanceRow> load_balances(Database& book, const AsKnown& as_known) {
  std::vector<BalanceRow> balances;
  CurrencyColumn currencies;
  Cursor rows = query_as_known(
      book,
      "SELECT l.portfolio_no, l.account, l.currency, sum(l.amount_minor) AS amount "
      "FROM journal_entry AS e JOIN journal_line AS l ON l.entry_id = e.entry_id WHERE" +
          as_known_clause(as_known, "l.portfolio_no") +
          " GROUP BY l.portfolio_no, l.account, l.currency HAVING amount <> 0 "
          "ORDER BY l.portfolio_no, l.account, l.currency",
      as_known);
  while (rows.next()) {
    balances.push_back({rows.number<PortfolioNo>(0), account_at(rows, 1), currencies.of(rows, 2),
                        rows.integer(3)});
  }
  return balances;
}

std::vector<PositionRow> load_positions(Database& book, const AsKnown& as_known) {
  std::map<std::pair<PortfolioNo, InstrumentNo>, PositionRow> positions;
  const auto at = [&](const Row& row) -> PositionRow& {
    PositionRow& position = positions[{row.number<PortfolioNo>(0), row.number<InstrumentNo>(1)}];
    position.portfolio = row.number<PortfolioNo>(0);
    position.instrument = row.number<InstrumentNo>(1);
    return position;
  };
  Cursor traded = query_as_known(
      book,
      "SELECT l.portfolio_no, l.instrument_no, sum(l.quantity_e6) FROM journal_entry AS e "
      "JOIN journal_line AS l ON l.entry_id = e.entry_id WHERE l.quantity_e6 IS NOT NULL AND" +
          as_known_clause(as_known, "l.portfolio_no") + " GROUP BY l.portfolio_no, l.instrument_no",
      as_known);
  while (traded.next()) at(traded).traded_e6 = traded.integer(2);
  Cursor settled = query_as_known(
      book,
      "SELECT d.portfolio_no, d.instrument_no, sum(d.quantity_e6) FROM journal_entry AS e "
      "JOIN delivery AS d ON d.entry_id = e.entry_id WHERE" +
          as_known_clause(as_known, "d.portfolio_no") + " GROUP BY d.portfolio_no, d.instrument_no",
      as_known);
  while (settled.next()) at(settled).settled_e6 = settled.integer(2);
  std::vector<PositionRow> rows;
  for (const auto& [key, position] : positions) {
    if (position.traded_e6 != 0 || position.settled_e6 != 0) rows.push_back(position);
  }
  return rows;
}

std::vector<BalanceRow> load_current_balances(Database& book,
                                              std::optional<PortfolioNo> portfolio) {
  std::vector<BalanceRow> balances;
  CurrencyColumn currencies;
  constexpr std::string_view all =
      "SELECT portfolio_no, account, currency, amount_minor FROM balance "
      "ORDER BY portfolio_no, account, currency";
  constexpr std::string_view one =
      "SELECT portfolio_no, account, currency, amount_minor FROM balance WHERE portfolio_no = ? "
      "ORDER BY account, currency";
  Cursor rows = portfolio ? book.query(one, *portfolio) : book.query(all);
  while (rows.next()) {
    if (rows.integer(3) == 0) continue;
    balances.push_back({rows.number<PortfolioNo>(0), account_at(rows, 1), currencies.of(rows, 2),
                        rows.integer(3)});
  }
  return balances;
}

std::vector<PositionRow> load_current_positions(Database& book,
                                                std::optional<PortfolioNo> portfolio) {
  std::vector<PositionRow> positions;
  constexpr std::string_view all =
      "SELECT portfolio_no, instrument_no, traded_e6, settled_e6 FROM position "
      "ORDER BY portfolio_no, instrument_no";
  constexpr std::string_view one =
      "SELECT portfolio_no, instrument_no, traded_e6, settled_e6 FROM position "
      "WHERE portfolio_no = ? ORDER BY instrument_no";
  Cursor rows = portfolio ? book.query(one, *portfolio) : book.query(all);
  while (rows.next()) {
    if (rows.integer(2) == 0 && rows.integer(3) == 0) continue;
    positions.push_back({rows.number<PortfolioNo>(0), rows.number<InstrumentNo>(1), rows.integer(2),
                         rows.integer(3)});
  }
  return positions;
}

}  // namespace wealthjobs::store
