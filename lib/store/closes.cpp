#include "store/closes.h"

#include <map>
#include <utility>

#include "base/rounding.h"
#include "store/currency_column.h"
#include "store/journal_rows.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

using base::Date;
using finance::TrialBalanceRow;

constexpr std::string_view close_columns =
    "SELECT day, version, prev_hash, tb_hash, entry_count, last_entry_id, hash, record_json, "
    "closed_by, known_rev FROM period_close ";

// Those that no reopening has taken back.
std::string standing_closes() {
  return std::string(close_columns) + "NATURAL JOIN standing_close ";
}

PeriodClose close_at(const Row& row) {
  return {.day = row.date(0),
          .version = row.small(1),
          .prev_hash = row.string(2),
          .tb_hash = row.string(3),
          .entry_count = row.integer(4),
          .last_entry_id = row.integer(5),
          .hash = row.string(6),
          .record_json = row.string(7),
          .closed_by = row.string(8),
          .known_rev = row.integer(9)};
}

std::optional<PeriodClose> first_close(Cursor rows) {
  if (!rows.next()) return std::nullopt;
  return close_at(rows);
}

// Sums by account and currency in 64 bits that may not overflow.
class AccountSums {
 public:
  void add(finance::Account account, base::Currency currency, std::int64_t amount_minor) {
    std::int64_t& sum = sums_[{account, currency}];
    sum = base::add_checked(sum, amount_minor);
  }
  void add_all(Cursor rows) {  // account, currency, amount
    while (rows.next()) add(account_at(rows, 0), currencies_.of(rows, 1), rows.integer(2));
  }
  [[nodiscard]] std::vector<TrialBalanceRow> rows() const {
    std::vector<TrialBalanceRow> rows;
    rows.reserve(sums_.size());
    for (const auto& [key, sum] : sums_) rows.push_back({key.first, key.second, sum});
    return rows;
  }

 private:
  std::map<std::pair<finance::Account, base::Currency>, std::int64_t> sums_;
  CurrencyColumn currencies_;
};

// The lines of entries after `after`, dated on or before `day`.
void add_lines(Database& book, std::int64_t after, Date day, bool has_later, AccountSums& sums) {
  if (!has_later) {
    sums.add_all(book.query(
        "SELECT account, currency, amount_minor FROM journal_line WHERE entry_id > ?", after));
    return;
  }
  sums.add_all(book.query(
      "SELECT l.account, l.currency, l.amount_minor FROM journal_entry AS e JOIN journal_line AS l "
      "ON l.entry_id = e.entry_id WHERE e.entry_id > ? AND e.effective_date <= ?",
      after, day));
}

}  // namespace

std::optional<PeriodClose> load_last_close(Database& book) {
  return first_close(book.query(standing_closes() + "ORDER BY day DESC, version DESC LIMIT 1"));
}

std::optional<PeriodClose> load_last_close_before(Database& book, Date day) {
  return first_close(
      book.query(standing_closes() + "WHERE day < ? ORDER BY day DESC, version DESC LIMIT 1", day));
}

std::optional<PeriodClose> load_close(Database& book, Date day) {
  return first_close(
      book.query(standing_closes() + "WHERE day = ? ORDER BY version DESC LIMIT 1", day));
}

std::optional<PeriodClose> load_chain_head(Database& book) {
  // Only a reopened day is written after a later one; days are otherwise closed in order.
  return first_close(book.query(std::string(close_columns) +
                                "ORDER BY known_rev DESC, day DESC, version DESC LIMIT 1"));
}

std::vector<PeriodClose> load_close_chain(Database& book) {
  std::vector<PeriodClose> chain;
  Cursor rows = book.query(std::string(close_columns) + "ORDER BY known_rev, day, version");
  while (rows.next()) chain.push_back(close_at(rows));
  return chain;
}

int save_close(WriteTransaction& write, const PeriodClose& close,
               std::span<const TrialBalanceRow> trial_balance) {
  Database& book = write.database();
  const int version = static_cast<int>(book.integer_or(
                          0, "SELECT max(version) FROM period_close WHERE day = ?", close.day)) +
                      1;
  Statement& insert = book.cached("INSERT INTO trial_balance VALUES (?, ?, ?, ?, ?)");
  for (const TrialBalanceRow& row : trial_balance) {
    insert.run(close.day, version, row.account, row.currency, row.balance_minor);
  }
  book.run("INSERT INTO period_close VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", close.day, version,
           close.prev_hash, close.tb_hash, close.entry_count, close.last_entry_id, close.hash,
           close.record_json, close.closed_by, write.revision());
  return version;
}

int save_reopen(WriteTransaction& write, const PeriodReopen& reopen) {
  Database& book = write.database();
  const int version = static_cast<int>(
      book.integer_or(0, "SELECT max(version) FROM period_close WHERE day = ?", reopen.day));
  book.run("INSERT INTO period_reopen VALUES (?, ?, ?, ?, ?, ?)", reopen.day, version,
           reopen.reopened_by, reopen.approved_by, reopen.why, write.revision());
  return version;
}

int load_reopened(Database& book, Date day) {
  return static_cast<int>(
      book.integer_or(0, "SELECT count(*) FROM period_reopen WHERE day = ?", day));
}

std::vector<TrialBalanceRow> load_trial_balance(Database& book, Date day, int version) {
  AccountSums sums;
  sums.add_all(
      book.query("SELECT account, currency, balance_minor FROM trial_balance "
                 "WHERE day = ? AND version = ?",
                 day, version));
  return sums.rows();
}

DayLedger load_day_ledger(Database& book, Date day) {
  AccountSums sums;
  std::int64_t after = 0;
  if (const auto close = load_last_close_before(book, day)) {
    after = close->last_entry_id;
    sums.add_all(
        book.query("SELECT account, currency, balance_minor FROM trial_balance "
                   "WHERE day = ? AND version = ?",
                   close->day, close->version));
  }
  DayLedger ledger;
  bool has_later = false;
  {
    Cursor entries = book.query(
        "SELECT count(*) FILTER (WHERE effective_date <= ?1), ifnull(max(entry_id) FILTER "
        "(WHERE effective_date <= ?1), ?2), ifnull(max(effective_date), ?1) > ?1 "
        "FROM journal_entry WHERE entry_id > ?2",
        day, after);
    if (entries.next()) {
      ledger.entry_count = entries.integer(0);
      ledger.last_entry_id = entries.integer(1);
      has_later = entries.integer(2) != 0;
    }
  }
  add_lines(book, after, day, has_later, sums);
  ledger.trial_balance = sums.rows();
  return ledger;
}

std::vector<TrialBalanceRow> load_balance_totals(Database& book) {
  AccountSums sums;
  sums.add_all(book.query("SELECT account, currency, amount_minor FROM balance"));
  return sums.rows();
}

}  // namespace wealthjobs::store
