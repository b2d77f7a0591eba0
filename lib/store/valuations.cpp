#include "store/valuations.h"

#include <algorithm>

#include "base/check.h"
#include "base/rounding.h"
#include "store/currency_column.h"
#include "store/journal_rows.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

using base::Date;
using finance::InstrumentNo;
using finance::number_of;
using finance::PortfolioNo;

// Three ordered scans, advanced together portfolio by portfolio.
class HoldingScan {
 public:
  explicit HoldingScan(Database& book)
      : position_(book.prepare("SELECT portfolio_no, instrument_no, traded_e6, settled_e6 "
                               "FROM position ORDER BY portfolio_no, instrument_no")),
        balance_(book.prepare("SELECT portfolio_no, account, currency, amount_minor FROM balance "
                              "ORDER BY portfolio_no, account, currency")),
        lot_(book.prepare("SELECT portfolio_no, instrument_no, cost_minor, cost_base_minor "
                          "FROM lot WHERE quantity_e6 > 0 ORDER BY portfolio_no, lot_id")),
        has_position_(position_.step()),
        has_balance_(balance_.step()),
        has_lot_(lot_.step()) {}

  // False at the end.
  bool next(PortfolioHoldings& holdings) {
    if (!has_position_ && !has_balance_) return false;
    std::int32_t number = has_position_ ? position_.small(0) : balance_.small(0);
    if (has_balance_) number = std::min(number, balance_.small(0));
    take_positions(number);
    take_balances(number);
    take_lots(number);
    holdings = {.portfolio = PortfolioNo{number}, .positions = positions_, .balances = balances_};
    return true;
  }

 private:
  void take_positions(std::int32_t number) {
    positions_.clear();
    for (; has_position_ && position_.small(0) == number; has_position_ = position_.step()) {
      const std::int64_t traded_e6 = position_.integer(2);
      if (traded_e6 == 0) continue;
      positions_.push_back({.instrument = position_.number<InstrumentNo>(1),
                            .traded_e6 = traded_e6,
                            .settled_e6 = position_.integer(3)});
    }
  }

  void take_balances(std::int32_t number) {
    balances_.clear();
    for (; has_balance_ && balance_.small(0) == number; has_balance_ = balance_.step()) {
      balances_.push_back({.account = account_at(balance_, 1),
                           .currency = currencies_.of(balance_, 2),
                           .amount_minor = balance_.integer(3)});
    }
  }

  void take_lots(std::int32_t number) {
    for (; has_lot_ && lot_.small(0) <= number; has_lot_ = lot_.step()) {
      if (lot_.small(0) < number) continue;
      const auto instrument = lot_.number<InstrumentNo>(1);
      const auto at =
          std::ranges::lower_bound(positions_, instrument, {}, &HeldPosition::instrument);
      if (at == positions_.end() || at->instrument != instrument) continue;
      at->cost_minor = base::add_checked(at->cost_minor, lot_.integer(2));
      at->cost_base_minor = base::add_checked(at->cost_base_minor, lot_.integer(3));
    }
  }

  Statement position_;
  Statement balance_;
  Statement lot_;
  bool has_position_;
  bool has_balance_;
  bool has_lot_;
  CurrencyColumn currencies_;
  std::vector<HeldPosition> positions_;
  std::vector<HeldBalance> balances_;
};

constexpr std::string_view nav_columns =
    "SELECT day, portfolio_no, currency, gav_minor, nav_minor, cash_minor, securities_minor, "
    "accrued_minor, external_flow_minor, pack_no, status FROM portfolio_nav ";
constexpr std::string_view position_columns =
    "SELECT day, portfolio_no, instrument_no, quantity_e6, price_e6, price_asof, local_minor, "
    "value_minor, cost_minor, unrealised_fx_minor, staleness FROM position_value ";
constexpr std::string_view cash_columns =
    "SELECT day, portfolio_no, currency, settled_minor, pending_minor, receivable_minor, "
    "fees_minor, value_minor FROM cash_value ";

PortfolioNav nav_at(const Row& row, CurrencyColumn& currencies) {
  return {.day = row.date(0),
          .portfolio = row.number<PortfolioNo>(1),
          .currency = currencies.of(row, 2),
          .gav_minor = row.integer(3),
          .nav_minor = row.integer(4),
          .cash_minor = row.integer(5),
          .securities_minor = row.integer(6),
          .accrued_minor = row.integer(7),
          .external_flow_minor = row.integer(8),
          .pack_no = row.integer(9),
          .is_held = row.text(10) == "held"};
}

PositionValueRow position_value_at(const Row& row) {
  return {.day = row.date(0),
          .portfolio = row.number<PortfolioNo>(1),
          .instrument = row.number<InstrumentNo>(2),
          .quantity_e6 = row.integer(3),
          .price_e6 = row.integer(4),
          .price_asof = row.date(5),
          .local_minor = row.integer(6),
          .value_minor = row.integer(7),
          .cost_minor = row.integer(8),
          .unrealised_fx_minor = row.integer(9),
          .staleness = row.small(10)};
}

CashValueRow cash_value_at(const Row& row, CurrencyColumn& currencies) {
  return {.day = row.date(0),
          .portfolio = row.number<PortfolioNo>(1),
          .currency = currencies.of(row, 2),
          .settled_minor = row.integer(3),
          .pending_minor = row.integer(4),
          .receivable_minor = row.integer(5),
          .fees_minor = row.integer(6),
          .value_minor = row.integer(7)};
}

// Rows of a day, of one portfolio where it is given.
Cursor query_day(Database& book, std::string_view columns, std::string_view order, Date day,
                 std::optional<PortfolioNo> portfolio) {
  std::string sql = std::string(columns) + "WHERE day = ?1 AND ";
  sql += portfolio ? "portfolio_no = ?2" : "portfolio_no >= ?2";
  return book.query(sql + " ORDER BY " + std::string(order), day,
                    portfolio.value_or(finance::the_firm));
}

std::optional<Date> optional_day(Cursor rows) {
  if (!rows.next()) return std::nullopt;
  return rows.optional_date(0);
}

}  // namespace

void for_each_holding(Database& book, const HoldingsVisitor& visit) {
  HoldingScan scan(book);
  PortfolioHoldings holdings;
  while (scan.next(holdings)) {
    if (holdings.portfolio != finance::the_firm) visit(holdings);
  }
}

std::vector<ExternalFlow> load_external_flows(Database& book, DayRange days) {
  std::vector<ExternalFlow> flows;
  CurrencyColumn currencies;
  Cursor rows = book.query(
      "SELECT f.portfolio_no, f.currency, sum(f.amount_minor) FROM cash_flow AS f "
      "WHERE f.flow_date > ? AND f.flow_date <= ? AND f.kind IN ('deposit', 'withdrawal') "
      "AND f.action <> 'cancel' AND NOT EXISTS (SELECT 1 FROM cash_flow AS n "
      "WHERE n.flow_key = f.flow_key AND n.version > f.version) "
      "GROUP BY f.portfolio_no, f.currency ORDER BY f.portfolio_no, f.currency",
      days.after, days.through);
  while (rows.next()) {
    flows.push_back({rows.number<PortfolioNo>(0), currencies.of(rows, 1), rows.integer(2)});
  }
  return flows;
}

ValuationWriter::ValuationWriter(WriteTransaction& write, Date day)
    : day_(day),
      nav_(&write.database().cached(
          "INSERT OR FAIL INTO portfolio_nav VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")),
      position_(&write.database().cached(
          "INSERT OR FAIL INTO position_value VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")),
      cash_(&write.database().cached(
          "INSERT OR FAIL INTO cash_value VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
  Database& book = write.database();
  book.run("DELETE FROM portfolio_nav WHERE day = ?", day);
  book.run("DELETE FROM position_value WHERE day = ?", day);
  book.run("DELETE FROM cash_value WHERE day = ?", day);
}

void ValuationWriter::add(const PortfolioNav& row) {
  WEALTHJOBS_CHECK(row.day == day_);
  nav_->run(row.day, row.portfolio, row.currency, row.gav_minor, row.nav_minor, row.cash_minor,
            row.securities_minor, row.accrued_minor, row.external_flow_minor, row.pack_no,
            std::string_view(row.is_held ? "held" : "official"));
  ++rows_;
}

void ValuationWriter::add(const PositionValueRow& row) {
  WEALTHJOBS_CHECK(row.day == day_);
  position_->run(row.day, row.portfolio, row.instrument, row.quantity_e6, row.price_e6,
                 row.price_asof, row.local_minor, row.value_minor, row.cost_minor,
                 row.unrealised_fx_minor, row.staleness);
  ++rows_;
}

void ValuationWriter::add(const CashValueRow& row) {
  WEALTHJOBS_CHECK(row.day == day_);
  cash_->run(row.day, row.portfolio, row.currency, row.settled_minor, row.pending_minor,
             row.receivable_minor, row.fees_minor, row.value_minor);
  ++rows_;
}

void save_revaluation(WriteTransaction& write, const PortfolioNav& nav,
                      std::span<const CashValueRow> cash) {
  Database& book = write.database();
  const std::int64_t changed = book.run(
      "UPDATE portfolio_nav SET nav_minor = ?, cash_minor = ?, accrued_minor = ? "
      "WHERE day = ? AND portfolio_no = ?",
      nav.nav_minor, nav.cash_minor, nav.accrued_minor, nav.day, nav.portfolio);
  WEALTHJOBS_CHECK(changed == 1);
  book.run("DELETE FROM cash_value WHERE day = ? AND portfolio_no = ?", nav.day, nav.portfolio);
  Statement& insert = book.cached("INSERT INTO cash_value VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  for (const CashValueRow& row : cash) {
    WEALTHJOBS_CHECK(row.day == nav.day && row.portfolio == nav.portfolio);
    insert.run(row.day, row.portfolio, row.currency, row.settled_minor, row.pending_minor,
               row.receivable_minor, row.fees_minor, row.value_minor);
  }
}

std::int64_t prune_position_values(WriteTransaction& write, Date first_kept,
                                   const std::function<bool(Date)>& is_kept) {
  Database& book = write.database();
  std::int64_t pruned = 0;
  std::optional<Date> day =
      optional_day(book.query("SELECT min(day) FROM position_value WHERE day < ?", first_kept));
  while (day) {
    if (!is_kept(*day)) pruned += book.run("DELETE FROM position_value WHERE day = ?", *day);
    day = optional_day(book.query("SELECT min(day) FROM position_value WHERE day > ? AND day < ?",
                                  *day, first_kept));
  }
  return pruned;
}

std::vector<PortfolioNav> load_navs(Database& book, Date day) {
  std::vector<PortfolioNav> navs;
  CurrencyColumn currencies;
  Cursor rows = query_day(book, nav_columns, "portfolio_no", day, {});
  while (rows.next()) navs.push_back(nav_at(rows, currencies));
  return navs;
}

std::optional<PortfolioNav> load_nav(Database& book, Date day, PortfolioNo portfolio) {
  CurrencyColumn currencies;
  Cursor rows = query_day(book, nav_columns, "portfolio_no", day, portfolio);
  if (!rows.next()) return std::nullopt;
  return nav_at(rows, currencies);
}

std::vector<PositionValueRow> load_position_values(Database& book, Date day,
                                                   std::optional<PortfolioNo> portfolio) {
  std::vector<PositionValueRow> values;
  Cursor rows = query_day(book, position_columns, "portfolio_no, instrument_no", day, portfolio);
  while (rows.next()) values.push_back(position_value_at(rows));
  return values;
}

std::vector<CashValueRow> load_cash_values(Database& book, Date day,
                                           std::optional<PortfolioNo> portfolio) {
  std::vector<CashValueRow> values;
  CurrencyColumn currencies;
  Cursor rows = query_day(book, cash_columns, "portfolio_no, currency", day, portfolio);
  while (rows.next()) values.push_back(cash_value_at(rows, currencies));
  return values;
}

std::vector<PortfolioNav> load_nav_history(Database& book, PortfolioNo portfolio, DayRange days) {
  // The table is by day: two seeks a day beat reading every portfolio's rows.
  std::vector<PortfolioNav> navs;
  CurrencyColumn currencies;
  Date day = days.after;
  while (true) {
    const auto next = optional_day(book.query(
        "SELECT min(day) FROM portfolio_nav WHERE day > ? AND day <= ?", day, days.through));
    if (!next) return navs;
    day = *next;
    Cursor rows = query_day(book, nav_columns, "portfolio_no", day, portfolio);
    if (rows.next()) navs.push_back(nav_at(rows, currencies));
  }
}

std::optional<Date> load_valued_day_before(Database& book, Date day) {
  return load_valued_day_up_to(book, day - 1);
}

std::optional<Date> load_valued_day_up_to(Database& book, Date day) {
  return optional_day(book.query("SELECT max(day) FROM portfolio_nav WHERE day <= ?", day));
}

std::vector<NavTotal> load_nav_totals(Database& book, Date day) {
  std::vector<NavTotal> totals;
  Cursor rows = book.query(
      "SELECT currency, count(*), sum(nav_minor) FROM portfolio_nav WHERE day = ? "
      "GROUP BY currency ORDER BY currency",
      day);
  while (rows.next()) totals.push_back({rows.currency(0), rows.integer(1), rows.integer(2)});
  return totals;
}

}  // namespace wealthjobs::store
