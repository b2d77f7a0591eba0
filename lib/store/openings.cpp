#include "store/openings.h"

#include <string_view>
#include <utility>

#include "base/sha256.h"
#include "store/database.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

using finance::Opening;
using finance::PortfolioNo;

constexpr std::string_view lots_sql =
    "SELECT portfolio_no, day, source, lot_id, instrument_no, acquired_date, currency, "
    "quantity_e6, cost_minor, cost_base_minor FROM opening_position ";
constexpr std::string_view cash_sql =
    "SELECT portfolio_no, day, source, currency, amount_minor FROM opening_cash ";
constexpr std::string_view accruals_sql =
    "SELECT portfolio_no, day, source, currency, management_fee_minor, performance_fee_minor, "
    "gst_minor, interest_minor, fee_carry_num, fee_carry_den, interest_carry_num, "
    "interest_carry_den, high_water_mark_e9, units_e6 FROM opening_accrual ";

void read(const Row& row, finance::OpeningLot& lot) {
  lot = {.lot_id = row.string(3),
         .instrument = row.number<finance::InstrumentNo>(4),
         .acquired_date = row.date(5),
         .currency = row.currency(6),
         .quantity_e6 = row.integer(7),
         .cost_minor = row.integer(8),
         .cost_base_minor = row.integer(9)};
}
void read(const Row& row, finance::OpeningCash& cash) {
  cash = {.currency = row.currency(3), .amount_minor = row.integer(4)};
}
void read(const Row& row, finance::OpeningAccrual& accrual) {
  accrual = {.currency = row.currency(3),
             .management_fee_minor = row.integer(4),
             .performance_fee_minor = row.integer(5),
             .gst_minor = row.integer(6),
             .interest_minor = row.integer(7),
             .fee_carry = {row.integer(8), row.integer(9)},
             .interest_carry = {row.integer(10), row.integer(11)},
             .high_water_mark_e9 = row.optional_integer(12),
             .units_e6 = row.optional_integer(13)};
}

template <class Balance>
std::vector<OpeningRow<Balance>> rows_of(Cursor at) {
  std::vector<OpeningRow<Balance>> rows;
  while (at.next()) {
    OpeningRow<Balance> row{at.number<PortfolioNo>(0), at.date(1), {}, at.string(2)};
    read(at, row.balance);
    rows.push_back(std::move(row));
  }
  return rows;
}

// `find(row)` is what the book has under the row's key, `insert(row)` writes it.
template <class Balance, class Find, class Insert>
SaveCounts save_rows(std::span<const OpeningRow<Balance>> rows, Find find, Insert insert) {
  SaveCounts counts;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto known = rows_of<Balance>(find(rows[i]));
    if (known.empty()) {
      insert(rows[i]);
      ++counts.added;
    } else if (known.front().day == rows[i].day && known.front().balance == rows[i].balance) {
      ++counts.duplicate;
    } else {
      counts.conflicts.push_back(i);
    }
  }
  return counts;
}

void add_rows(std::map<PortfolioNo, Opening>& openings, const auto& rows, auto part) {
  for (const auto& row : rows) {
    Opening& opening = openings[row.portfolio];
    opening.portfolio = row.portfolio;
    opening.date = row.day;
    (opening.*part).push_back(row.balance);
  }
}

template <class... Values>
std::map<PortfolioNo, Opening> openings_where(Database& book, const std::string& where,
                                              const Values&... values) {
  std::map<PortfolioNo, Opening> openings;
  const auto ask = [&](std::string_view sql, const char* order) {
    return book.query(std::string(sql) + where + " ORDER BY portfolio_no, " + order, values...);
  };
  add_rows(openings, rows_of<finance::OpeningLot>(ask(lots_sql, "lot_id")), &Opening::lots);
  add_rows(openings, rows_of<finance::OpeningCash>(ask(cash_sql, "currency")), &Opening::cash);
  add_rows(openings, rows_of<finance::OpeningAccrual>(ask(accruals_sql, "currency")),
           &Opening::accruals);
  return openings;
}

// One line a balance; what the other system's file was called does not matter.
std::string line_of(const finance::OpeningLot& lot) {
  return "lot|" + lot.lot_id + "|" + std::to_string(number_of(lot.instrument)) + "|" +
         lot.acquired_date.iso() + "|" + lot.currency.code() + "|" +
         std::to_string(lot.quantity_e6) + "|" + std::to_string(lot.cost_minor) + "|" +
         std::to_string(lot.cost_base_minor) + "\n";
}
std::string line_of(const finance::OpeningCash& cash) {
  return "cash|" + cash.currency.code() + "|" + std::to_string(cash.amount_minor) + "\n";
}
std::string line_of(const finance::OpeningAccrual& accrual) {
  std::string line = "accrual|" + accrual.currency.code();
  for (const std::int64_t amount : {accrual.management_fee_minor, accrual.performance_fee_minor,
                                    accrual.gst_minor, accrual.interest_minor}) {
    line += "|" + std::to_string(amount);
  }
  return line + "\n";
}

}  // namespace

SaveCounts save_opening_positions(WriteTransaction& write,
                                  std::span<const OpeningPositionRow> rows) {
  Database& book = write.database();
  return save_rows(
      rows,
      [&](const OpeningPositionRow& row) {
        return book.query(std::string(lots_sql) + "WHERE portfolio_no = ? AND lot_id = ?",
                          row.portfolio, row.balance.lot_id);
      },
      [&](const OpeningPositionRow& row) {
        const finance::OpeningLot& lot = row.balance;
        book.run("INSERT INTO opening_position VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                 row.portfolio, lot.lot_id, row.day, lot.instrument, lot.acquired_date,
                 lot.currency, lot.quantity_e6, lot.cost_minor, lot.cost_base_minor, row.source,
                 write.revision());
      });
}

SaveCounts save_opening_cash(WriteTransaction& write, std::span<const OpeningCashRow> rows) {
  Database& book = write.database();
  return save_rows(
      rows,
      [&](const OpeningCashRow& row) {
        return book.query(std::string(cash_sql) + "WHERE portfolio_no = ? AND currency = ?",
                          row.portfolio, row.balance.currency);
      },
      [&](const OpeningCashRow& row) {
        book.run("INSERT INTO opening_cash VALUES (?, ?, ?, ?, ?, ?)", row.portfolio,
                 row.balance.currency, row.day, row.balance.amount_minor, row.source,
                 write.revision());
      });
}

SaveCounts save_opening_accruals(WriteTransaction& write, std::span<const OpeningAccrualRow> rows) {
  Database& book = write.database();
  return save_rows(
      rows,
      [&](const OpeningAccrualRow& row) {
        return book.query(std::string(accruals_sql) + "WHERE portfolio_no = ? AND currency = ?",
                          row.portfolio, row.balance.currency);
      },
      [&](const OpeningAccrualRow& row) {
        const finance::OpeningAccrual& accrual = row.balance;
        book.run("INSERT INTO opening_accrual VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                 row.portfolio, accrual.currency, row.day, accrual.management_fee_minor,
                 accrual.performance_fee_minor, accrual.gst_minor, accrual.interest_minor,
                 accrual.fee_carry.numerator, accrual.fee_carry.denominator,
                 accrual.interest_carry.numerator, accrual.interest_carry.denominator,
                 accrual.high_water_mark_e9, accrual.units_e6, row.source, write.revision());
      });
}

std::optional<Opening> load_opening(Database& book, PortfolioNo portfolio) {
  auto openings = openings_where(book, "WHERE portfolio_no = ?", portfolio);
  if (openings.empty()) return std::nullopt;
  return std::move(openings.begin()->second);
}

std::map<PortfolioNo, Opening> load_openings(Database& book, DayRange days) {
  return openings_where(book, "WHERE day > ? AND day <= ?", days.after, days.through);
}

std::map<PortfolioNo, base::Date> load_opening_days(Database& book) {
  std::map<PortfolioNo, base::Date> days;
  Cursor rows = book.query(
      "SELECT portfolio_no, day FROM opening_position UNION SELECT portfolio_no, day FROM "
      "opening_cash UNION SELECT portfolio_no, day FROM opening_accrual ORDER BY 1, 2");
  while (rows.next()) days.emplace(rows.number<PortfolioNo>(0), rows.date(1));
  return days;
}

std::vector<OpeningAccrualRow> load_opening_accruals(Database& book, base::Date day) {
  return rows_of<finance::OpeningAccrual>(book.query(
      std::string(accruals_sql) + "WHERE day <= ? ORDER BY portfolio_no, currency", day));
}

void add_changed_openings(Database& book, std::int64_t since_revision, base::Date through,
                          std::vector<ChangedFact>& changed) {
  Cursor rows = book.query(
      "SELECT x.portfolio_no, p.portfolio_id, max(x.day) FROM ("
      "SELECT portfolio_no, day, known_rev FROM opening_position UNION ALL "
      "SELECT portfolio_no, day, known_rev FROM opening_cash UNION ALL "
      "SELECT portfolio_no, day, known_rev FROM opening_accrual) AS x "
      "JOIN portfolio AS p ON p.portfolio_no = x.portfolio_no "
      "WHERE x.known_rev > ? AND x.day <= ? GROUP BY 1 ORDER BY 2",
      since_revision, through);
  while (rows.next()) {
    ChangedFact fact;
    fact.kind = FactKind::opening;
    fact.portfolio = rows.number<PortfolioNo>(0);
    fact.key = rows.string(1);
    fact.date = rows.date(2);
    changed.push_back(std::move(fact));
  }
}

FactDigest load_opening_digest(Database& book, DayRange days) {
  base::Sha256 sha256;
  FactDigest digest;
  for (const auto& [portfolio, opening] : load_openings(book, days)) {
    sha256.update("opening|" + std::to_string(number_of(portfolio)) + "|" + opening.date.iso() +
                  "\n");
    for (const auto& lot : opening.lots) sha256.update(line_of(lot));
    for (const auto& cash : opening.cash) sha256.update(line_of(cash));
    for (const auto& accrual : opening.accruals) sha256.update(line_of(accrual));
    ++digest.facts;
  }
  digest.sha256 = sha256.finish_hex();
  return digest;
}

}  // namespace wealthjobs::store
