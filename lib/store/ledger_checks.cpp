#include "store/ledger_checks.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/int128.h"
#include "base/sha256.h"
#include "finance/ledger/close_record.h"
#include "finance/ledger/entry_text.h"
#include "finance/ledger/posting.h"
#include "finance/ledger/trial_balance.h"
#include "finance/valuation/pack.h"

namespace wealthjobs::store {
namespace {

using Names = std::unordered_map<std::int64_t, std::string>;

Names names_of(Database& book, std::string_view sql) {
  Names names;
  Cursor rows = book.query(sql);
  while (rows.next()) names.emplace(rows.integer(0), rows.string(1));
  return names;
}

std::string_view name_in(const Names& names, std::int64_t number) {
  const auto at = names.find(number);
  return at == names.end() ? std::string_view() : std::string_view(at->second);
}

std::optional<finance::EntryKind> entry_kind_from(std::string_view text) {
  using enum finance::EntryKind;
  for (const auto kind : {normal, reversal, adjustment, opening, closing}) {
    if (finance::name_of(kind) == text) return kind;
  }
  return std::nullopt;
}

// A code that no currency has shows as no currency, so that the hash differs and nothing aborts.
base::Currency currency_at(const Row& row, int column) {
  return base::Currency::parse(row.text(column)).value_or(base::Currency{});
}

// Entries and their lines in step: two ordered walks side by side.
class EntryWalk {
 public:
  explicit EntryWalk(Database& book)
      : portfolios_(names_of(book, "SELECT portfolio_no, portfolio_id FROM portfolio")),
        instruments_(names_of(book, "SELECT instrument_no, instrument_id FROM instrument")),
        entries_(
            book.query("SELECT entry_id, effective_date, kind, source_key, reverses_entry_id, hash "
                       "FROM journal_entry ORDER BY entry_id")),
        lines_(book.query(
            "SELECT entry_id, account, portfolio_no, instrument_no, currency, amount_minor, "
            "quantity_e6, lot_id FROM journal_line ORDER BY entry_id, line_no")) {}

  Findings findings() {
    has_line_ = lines_.next();
    std::int64_t expected = 1;
    while (entries_.next()) {
      const std::int64_t id = entries_.integer(0);
      if (id != expected) {
        report(id, "follows entry " + std::to_string(expected - 1) + ": entries are missing");
      }
      check_entry(id);
      expected = id + 1;
    }
    if (has_line_) report(lines_.integer(0), "has lines but no entry");
    return std::move(findings_);
  }

 private:
  void check_entry(std::int64_t id) {
    const std::string key = entries_.string(3);
    const auto kind = entry_kind_from(entries_.text(2));
    if (!kind) report(id, "is of no known kind");
    text_.begin(previous_, {.entry_id = id,
                            .effective_date = entries_.date(1),
                            .kind = kind.value_or(finance::EntryKind::normal),
                            .source_key = key,
                            .reverses_entry_id = entries_.optional_integer(4)});
    add_lines(id);
    const Bytes stored = entries_.blob(5);
    const base::Sha256Digest hash = text_.hash();
    if (!std::ranges::equal(stored, hash)) {
      report(id, "does not have the stored hash: it or its lines were changed");
    }
    // Go on from what is stored, so that one changed entry is one finding.
    if (stored.size() == previous_.size()) std::ranges::copy(stored, previous_.begin());
  }

  void add_lines(std::int64_t id) {
    sums_.clear();
    for (; has_line_ && lines_.integer(0) <= id; has_line_ = lines_.next()) {
      if (lines_.integer(0) < id) {
        report(lines_.integer(0), "has lines but no entry");
        continue;
      }
      const base::Currency currency = currency_at(lines_, 4);
      sums_[currency] += lines_.integer(5);
      text_.add({.account = static_cast<finance::Account>(lines_.integer(1)),
                 .portfolio_id = name_in(portfolios_, lines_.integer(2)),
                 .instrument_id = name_in(instruments_, lines_.integer(3)),
                 .currency = currency,
                 .amount_minor = lines_.integer(5),
                 .quantity_e6 = lines_.optional_integer(6),
                 .lot_id = lines_.text(7)});
    }
    for (const auto& [currency, sum] : sums_) {
      if (sum != 0) report(id, "does not balance in " + currency.code());
    }
  }

  void report(std::int64_t id, std::string text) {
    findings_.push_back({"entry_chain", "journal_entry " + std::to_string(id), std::move(text)});
  }

  Names portfolios_;
  Names instruments_;
  Cursor entries_;
  Cursor lines_;
  bool has_line_ = false;
  base::Sha256Digest previous_{};
  finance::EntryText text_;
  std::map<base::Currency, base::int128> sums_;
  Findings findings_;
};

struct CloseRow {
  base::Date day;
  int version = 0;
  std::string prev_hash;
  std::string tb_hash;
  std::int64_t entry_count = 0;
  std::int64_t last_entry_id = 0;
  std::string hash;
};

std::vector<CloseRow> closes_in_order(Database& book) {
  std::vector<CloseRow> closes;
  Cursor rows = book.query(
      "SELECT day, version, prev_hash, tb_hash, entry_count, last_entry_id, hash "
      "FROM period_close ORDER BY known_rev, day, version");
  while (rows.next()) {
    closes.push_back({rows.date(0), rows.small(1), rows.string(2), rows.string(3), rows.integer(4),
                      rows.integer(5), rows.string(6)});
  }
  return closes;
}

using AccountSums = std::map<std::pair<std::int32_t, base::Currency>, base::int128>;

// An account that the chart does not have drops out, and the hash with it.
std::vector<finance::TrialBalanceRow> rows_of(const AccountSums& sums) {
  std::vector<finance::TrialBalanceRow> rows;
  for (const auto& [key, sum] : sums) {
    if (!finance::account_from(key.first)) continue;
    rows.push_back(
        {static_cast<finance::Account>(key.first), key.second, static_cast<std::int64_t>(sum)});
  }
  return rows;
}

// The trial balance of one close after another. Days that close in order add only their own
// entries; a reopened day starts over.
class CloseWalk {
 public:
  explicit CloseWalk(Database& book) : book_(&book) {}

  Findings findings() {
    std::string previous(base::zero_hash);
    for (const CloseRow& close : closes_in_order(*book_)) {
      if (close.prev_hash != previous) report(close, "is not linked to the close before it");
      check_trial_balance(close);
      const std::string hash = finance::close_hash({.day = close.day,
                                                    .previous_hash = close.prev_hash,
                                                    .entry_count = close.entry_count,
                                                    .last_entry_id = close.last_entry_id},
                                                   close.tb_hash);
      if (hash != close.hash) report(close, "does not have the stored hash");
      previous = close.hash;
    }
    return std::move(findings_);
  }

 private:
  void check_trial_balance(const CloseRow& close) {
    if (close.day <= last_day_) {
      sums_.clear();
      from_entry_ = 0;
      late_.clear();
    }
    const std::int64_t counted = add_entries(close);
    const bool is_in_order = close.day > last_day_;
    last_day_ = std::max(last_day_, close.day);
    if (is_in_order && counted != close.entry_count) {
      report(close, "counts " + std::to_string(close.entry_count) +
                        " entries where the journal has " + std::to_string(counted));
    }
    const auto rows = rows_of(sums_);
    if (!finance::is_zero(rows)) report(close, "its trial balance does not add up to zero");
    const std::string hash = base::sha256_hex(finance::trial_balance_text(rows));
    if (hash != close.tb_hash) {
      report(close, "its trial balance is not what the journal adds up to");
    }
    AccountSums stored;
    Cursor cells = book_->query(
        "SELECT account, currency, balance_minor FROM trial_balance WHERE day = ? AND version = ?",
        close.day, close.version);
    while (cells.next()) stored[{cells.small(0), currency_at(cells, 1)}] += cells.integer(2);
    if (stored != sums_) report(close, "table trial_balance differs from the journal");
  }

  // Entries dated after the day wait in late_ until a later close.
  std::int64_t add_entries(const CloseRow& close) {
    for (auto at = late_.begin(); at != late_.end();) {
      at = at->second <= close.day ? (add_lines(at->first), late_.erase(at)) : std::next(at);
    }
    std::int64_t counted = 0;
    Cursor entries = book_->query(
        "SELECT entry_id, effective_date FROM journal_entry WHERE entry_id > ? AND entry_id <= ?",
        from_entry_, close.last_entry_id);
    while (entries.next()) {
      if (entries.date(1) > close.day) {
        late_.emplace(entries.integer(0), entries.date(1));
      } else {
        add_lines(entries.integer(0));
        ++counted;
      }
    }
    from_entry_ = close.last_entry_id;
    return counted;
  }

  void add_lines(std::int64_t entry_id) {
    Cursor lines = book_->query(
        "SELECT account, currency, amount_minor FROM journal_line WHERE entry_id = ?", entry_id);
    while (lines.next()) sums_[{lines.small(0), currency_at(lines, 1)}] += lines.integer(2);
  }

  void report(const CloseRow& close, std::string text) {
    findings_.push_back(
        {"close_chain",
         "period_close " + close.day.iso() + " version " + std::to_string(close.version),
         std::move(text)});
  }

  Database* book_;
  AccountSums sums_;
  std::map<std::int64_t, base::Date> late_;
  std::int64_t from_entry_ = 0;
  base::Date last_day_{-1'000'000};
  Findings findings_;
};

// Each row of `sql` is a difference: where, have, want.
void add_differences(Database& book, std::string_view sql, std::string_view check,
                     std::string_view source, Findings& findings) {
  Cursor rows = book.query(sql);
  while (rows.next()) {
    findings.push_back({std::string(check), rows.string(0),
                        "holds " + rows.string(1) + " where " + std::string(source) +
                            " adds up to " + rows.string(2)});
  }
}

finance::PackContent pack_content(Database& book, std::int64_t pack_no, base::Date day,
                                  std::string policy) {
  finance::PackContent content{
      .asof = day, .policy = std::move(policy), .rates = {}, .prices = {}, .waivers = {}};
  Cursor rates = book.query(
      "SELECT base, quote, asof, rate_e8, source FROM pack_rate WHERE pack_no = ?", pack_no);
  while (rates.next()) {
    content.rates.push_back({currency_at(rates, 0), currency_at(rates, 1), rates.date(2),
                             rates.integer(3), rates.string(4)});
  }
  Cursor prices = book.query(
      "SELECT ifnull(i.instrument_id, ''), p.currency, p.asof, p.price_e6, p.source "
      "FROM pack_price p LEFT JOIN instrument i USING (instrument_no) WHERE p.pack_no = ?",
      pack_no);
  while (prices.next()) {
    content.prices.push_back({prices.string(0), currency_at(prices, 1), prices.date(2),
                              prices.integer(3), prices.string(4)});
  }
  Cursor waivers = book.query(
      "SELECT ifnull(i.instrument_id, ''), w.reason "
      "FROM pack_waiver w LEFT JOIN instrument i USING (instrument_no) WHERE w.pack_no = ?",
      pack_no);
  while (waivers.next()) content.waivers.push_back({waivers.string(0), waivers.string(1)});
  return content;
}

}  // namespace

Findings check_entry_chain(Database& book) { return EntryWalk(book).findings(); }

Findings check_closes(Database& book) { return CloseWalk(book).findings(); }

Findings check_balances(Database& book) {
  Findings findings;
  add_differences(book,
                  "SELECT 'balance of portfolio ' || portfolio_no || ' account ' || account || ' ' "
                  "|| currency, sum(have), sum(want) FROM ("
                  "SELECT portfolio_no, account, currency, amount_minor AS have, 0 AS want "
                  "FROM balance UNION ALL SELECT portfolio_no, account, currency, 0, amount_minor "
                  "FROM journal_line) GROUP BY portfolio_no, account, currency "
                  "HAVING sum(have) <> sum(want)",
                  "balance", "the journal", findings);
  add_differences(book,
                  "SELECT 'position of portfolio ' || portfolio_no || ' instrument ' || "
                  "instrument_no || ', traded', sum(have), sum(want) FROM ("
                  "SELECT portfolio_no, instrument_no, traded_e6 AS have, 0 AS want FROM position "
                  "UNION ALL SELECT portfolio_no, instrument_no, 0, quantity_e6 FROM journal_line "
                  "WHERE account = 1100 AND quantity_e6 IS NOT NULL) "
                  "GROUP BY portfolio_no, instrument_no HAVING sum(have) <> sum(want)",
                  "position", "the journal", findings);
  add_differences(book,
                  "SELECT 'position of portfolio ' || portfolio_no || ' instrument ' || "
                  "instrument_no || ', settled', sum(have), sum(want) FROM ("
                  "SELECT portfolio_no, instrument_no, settled_e6 AS have, 0 AS want FROM position "
                  "UNION ALL SELECT portfolio_no, instrument_no, 0, quantity_e6 FROM delivery) "
                  "GROUP BY portfolio_no, instrument_no HAVING sum(have) <> sum(want)",
                  "position", "table delivery", findings);
  return findings;
}

Findings check_lots(Database& book) {
  Findings findings;
  for (const auto& [column, of_line, name] :
       {std::tuple{"quantity_e6", "ifnull(quantity_e6, 0)", "quantity"},
        std::tuple{"cost_minor", "amount_minor", "cost"}}) {
    add_differences(
        book,
        std::string("SELECT 'lot ' || lot_id || ' of portfolio ' || portfolio_no || ', ") + name +
            "', sum(have), sum(want) FROM (SELECT portfolio_no, lot_id, " + column +
            " AS have, 0 AS want FROM lot UNION ALL SELECT portfolio_no, lot_id, 0, " + of_line +
            " FROM journal_line WHERE account = 1100 AND lot_id IS NOT NULL) "
            "GROUP BY portfolio_no, lot_id HAVING sum(have) <> sum(want)",
        "lot", "account 1100", findings);
  }
  add_differences(book,
                  "SELECT 'lots of portfolio ' || portfolio_no || ' in ' || currency, sum(have), "
                  "sum(want) FROM (SELECT portfolio_no, currency, cost_minor AS have, 0 AS want "
                  "FROM lot UNION ALL SELECT portfolio_no, currency, 0, amount_minor "
                  "FROM journal_line WHERE account = 1100) GROUP BY portfolio_no, currency "
                  "HAVING sum(have) <> sum(want)",
                  "lot", "account 1100", findings);
  return findings;
}

Findings check_packs(Database& book) {
  Findings findings;
  Cursor packs = book.query(
      "SELECT pack_no, pack_id, day, policy, sha256, n_prices, n_rates FROM pack ORDER BY pack_no");
  while (packs.next()) {
    const auto report = [&](const std::string& text) {
      findings.push_back({"pack", "pack " + packs.string(1), text});
    };
    const finance::PackContent content =
        pack_content(book, packs.integer(0), packs.date(2), packs.string(3));
    if (static_cast<std::int64_t>(content.prices.size()) != packs.integer(5) ||
        static_cast<std::int64_t>(content.rates.size()) != packs.integer(6)) {
      report("does not have the prices and rates it counts");
    }
    const auto canonical = finance::canonical_pack(content);
    if (!canonical) {
      report("is not a pack: " + std::string(finance::name_of(canonical.error().refusal)) + " in " +
             canonical.error().row);
      continue;
    }
    const std::string hash = finance::pack_hash(*canonical);
    if (hash != packs.text(4)) report("does not have the stored hash");
    if (finance::pack_id(packs.date(2), packs.text(3), hash) != packs.text(1)) {
      report("its id does not fit its content");
    }
  }
  return findings;
}

}  // namespace wealthjobs::store
