#include "store/interest_accruals.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/rounding.h"
#include "store/currency_column.h"
#include "store/exact_column.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

using base::Currency;
using base::Date;
using finance::PortfolioNo;

constexpr std::string_view accrual_columns =
    "SELECT portfolio_no, currency, day, version, run_day, balance_minor, num_added, num_cum, den, "
    "known_rev FROM interest_accrual WHERE portfolio_no = ? AND currency = ? ";

InterestAccrualRow accrual_at(const Row& row) {
  return {.portfolio = row.number<PortfolioNo>(0),
          .currency = row.currency(1),
          .day = row.date(2),
          .version = row.small(3),
          .run_day = row.date(4),
          .balance_minor = row.integer(5),
          .added = {exact_from(row.text(6)), row.integer(8)},
          .cum = {exact_from(row.text(7)), row.integer(8)},
          .known_rev = row.integer(9)};
}

std::optional<InterestAccrualRow> first_of(Cursor rows) {
  if (!rows.next()) return std::nullopt;
  return accrual_at(rows);
}

// Denominators are least common multiples of 360, 365 and 366 times 10^6.
std::int64_t den_of(const finance::ExactInterest& value) {
  const auto den = static_cast<std::int64_t>(value.den);
  WEALTHJOBS_CHECK(den == value.den && den > 0);
  return den;
}

std::string codes_of(std::span<const finance::Account> accounts) {
  std::string codes;
  for (const finance::Account account : accounts) {
    codes += (codes.empty() ? "" : ", ") + std::to_string(finance::code_of(account));
  }
  return codes;
}

}  // namespace

std::optional<Date> load_interest_start(Database& book, PortfolioNo portfolio) {
  Cursor rows =
      book.query("SELECT first_day FROM interest_start WHERE portfolio_no = ?", portfolio);
  if (!rows.next()) return std::nullopt;
  return rows.date(0);
}

void save_interest_start(WriteTransaction& write, PortfolioNo portfolio, Date day) {
  write.database().run("INSERT INTO interest_start VALUES (?, ?, ?)", portfolio, day,
                       write.revision());
}

std::optional<InterestAccrualRow> load_last_interest(Database& book, const InterestKey& key,
                                                     Date before_run) {
  return first_of(book.query(
      std::string(accrual_columns) + "AND run_day < ? ORDER BY day DESC, version DESC LIMIT 1",
      key.portfolio, key.currency, before_run));
}

std::optional<InterestAccrualRow> load_interest_on(Database& book, const InterestKey& key, Date day,
                                                   Date before_run) {
  return first_of(book.query(
      std::string(accrual_columns) + "AND day = ? AND run_day < ? ORDER BY version DESC LIMIT 1",
      key.portfolio, key.currency, day, before_run));
}

std::vector<InterestAccrualRow> load_interest_days(Database& book, const InterestKey& key,
                                                   Date from) {
  std::vector<InterestAccrualRow> days;
  Cursor rows = book.query(std::string(accrual_columns) + "AND day >= ? ORDER BY day, version",
                           key.portfolio, key.currency, from);
  while (rows.next()) {
    InterestAccrualRow row = accrual_at(rows);
    if (!days.empty() && days.back().day == row.day) {
      days.back() = row;
    } else {
      days.push_back(row);
    }
  }
  return days;
}

std::optional<Date> load_first_interest_day_of_run(Database& book, const InterestKey& key,
                                                   Date run_day) {
  Cursor rows = book.query(
      "SELECT min(day) FROM interest_accrual WHERE portfolio_no = ? AND currency = ? "
      "AND run_day = ?",
      key.portfolio, key.currency, run_day);
  if (!rows.next()) return std::nullopt;
  return rows.optional_date(0);
}

std::vector<Currency> load_interest_currencies(Database& book, PortfolioNo portfolio) {
  std::vector<Currency> currencies;
  std::string last;
  while (true) {  // one seek a currency: the rows themselves are many
    Cursor rows = book.query(
        "SELECT min(currency) FROM interest_accrual WHERE portfolio_no = ? AND currency > ?",
        portfolio, std::string_view(last));
    if (!rows.next() || rows.is_null(0)) return currencies;
    last = rows.string(0);
    currencies.push_back(Currency::of(last));
  }
}

void save_interest_days(WriteTransaction& write, std::span<const InterestAccrualRow> rows) {
  Statement& insert =
      write.database().cached("INSERT INTO interest_accrual VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (const InterestAccrualRow& row : rows) {
    const base::int128 added = row.added.over(row.cum.den);
    insert.run(row.portfolio, row.currency, row.day, row.version, row.run_day, row.balance_minor,
               base::format_int128(added), base::format_int128(row.cum.num), den_of(row.cum),
               write.revision());
  }
}

void save_interest_credit(WriteTransaction& write, const InterestCreditRow& row) {
  write.database().run("INSERT INTO interest_credit VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row.entry_id,
                       row.portfolio, row.currency, row.value_date, row.amount_minor,
                       row.withheld_minor, base::format_int128(row.carry.num), den_of(row.carry));
}

std::int64_t load_interest_credited(Database& book, const InterestKey& key, Date before_run) {
  return book.integer_or(
      0,
      "SELECT sum(c.amount_minor) FROM interest_credit AS c "
      "JOIN journal_entry AS e ON e.entry_id = c.entry_id "
      "WHERE c.portfolio_no = ? AND c.currency = ? AND e.business_date < ? AND NOT EXISTS "
      "(SELECT 1 FROM journal_entry AS r WHERE r.reverses_entry_id = c.entry_id)",
      key.portfolio, key.currency, before_run);
}

std::vector<CashMove> load_cash_moves(Database& book, const CashMoveFilter& filter) {
  // A reversal counts from the day of what it reverses.
  std::string sql =
      "SELECT l.portfolio_no, l.currency, l.amount_minor, e.known_rev, "
      "ifnull((SELECT c.value_date + 1 FROM interest_credit AS c "
      "WHERE c.entry_id = ifnull(e.reverses_entry_id, e.entry_id)), "
      "ifnull(e.origin_date, e.effective_date) + iif(e.job = 'settle_trades' OR "
      "e.kind = 'opening', 0, 1)) "
      "FROM journal_entry AS e JOIN journal_line AS l ON l.entry_id = e.entry_id "
      "WHERE e.entry_id > ?1 AND l.account IN (" +
      codes_of(filter.accounts) +
      ") AND NOT (e.job = 'accrue_interest' AND e.business_date = ?2) AND ";
  sql += filter.portfolio ? "e.portfolio_no = ?3 AND l.portfolio_no = ?3" : "l.portfolio_no > ?3";
  std::vector<CashMove> moves;
  CurrencyColumn currencies;
  Cursor rows = book.query(sql + " ORDER BY e.entry_id, l.line_no", filter.after_entry,
                           filter.run_day, filter.portfolio.value_or(finance::the_firm));
  while (rows.next()) {
    moves.push_back({rows.number<PortfolioNo>(0), currencies.of(rows, 1), rows.date(4),
                     rows.integer(2), rows.integer(3)});
  }
  return moves;
}

std::vector<InterestPosted> load_interest_posted(Database& book, Date day) {
  std::vector<InterestPosted> posted;
  CurrencyColumn currencies;
  Cursor rows = book.query(
      "SELECT portfolio_no, currency, receivable_minor, cash_minor, base_minor "
      "FROM interest_posting WHERE day = ? ORDER BY portfolio_no, currency",
      day);
  while (rows.next()) {
    posted.push_back({rows.number<PortfolioNo>(0), currencies.of(rows, 1), rows.integer(2),
                      rows.integer(3), rows.integer(4)});
  }
  return posted;
}

void save_interest_posted(WriteTransaction& write, Date day, PortfolioNo portfolio,
                          std::span<const InterestPosted> rows) {
  Database& book = write.database();
  book.run("DELETE FROM interest_posting WHERE day = ? AND portfolio_no = ?", day, portfolio);
  Statement& insert = book.cached("INSERT INTO interest_posting VALUES (?, ?, ?, ?, ?, ?)");
  for (const InterestPosted& row : rows) {
    WEALTHJOBS_CHECK(row.portfolio == portfolio);
    insert.run(day, row.portfolio, row.currency, row.receivable_minor, row.cash_minor,
               row.base_minor);
  }
}

}  // namespace wealthjobs::store
