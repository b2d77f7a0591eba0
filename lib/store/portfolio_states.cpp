#include "store/portfolio_states.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>

#include "base/check.h"
#include "store/currency_column.h"
#include "store/facts.h"
#include "store/journal_rows.h"
#include "store/master.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

using base::Date;
using finance::Entitlement;
using finance::InstrumentNo;
using finance::Lot;
using finance::number_of;
using finance::PortfolioNo;
using finance::PortfolioState;
using finance::Settlement;

// Marks portfolios by their numbers; the firm (0) is never due.
class DueMarks {
 public:
  explicit DueMarks(std::size_t portfolios) : marks_(portfolios + 1, false) {}
  void mark(std::int32_t number) {
    if (number <= 0) return;
    WEALTHJOBS_CHECK(static_cast<std::size_t>(number) < marks_.size());
    marks_[static_cast<std::size_t>(number)] = true;
  }
  void mark_all(Cursor rows) {
    while (rows.next()) mark(rows.small(0));
  }
  [[nodiscard]] bool is_due(PortfolioNo no) const {
    return marks_[static_cast<std::size_t>(number_of(no))];
  }

 private:
  std::vector<bool> marks_;
};

// Facts dated in the period, and facts known since whose date, now or before, is not after it.
void mark_facts(Database& book, const DuePeriod& period, std::string_view table,
                std::string_view key, std::string_view date, DueMarks& due) {
  const std::string from = " FROM " + std::string(table) + " AS n WHERE ";
  const std::string day = std::string(date);
  const std::string id = std::string(key);
  due.mark_all(
      book.query("SELECT n.portfolio_no" + from + "n." + day + " > ? AND n." + day + " <= ?",
                 period.after, period.through));
  due.mark_all(book.query("SELECT n.portfolio_no" + from + "n.known_rev > ?1 AND (+n." + day +
                              " <= ?2 OR EXISTS (SELECT 1 FROM " + std::string(table) +
                              " AS o WHERE o." + id + " = n." + id +
                              " AND o.version < n.version AND o." + day + " <= ?2))",
                          period.since_revision, period.through));
}

void mark_confirmations(Database& book, const DuePeriod& period, DueMarks& due) {
  due.mark_all(book.query(
      "SELECT t.portfolio_no FROM confirmation AS c LEFT JOIN portfolio AS p "
      "ON p.portfolio_no = c.portfolio_no JOIN trade AS t ON t.version = 1 AND t.trade_key IN "
      "(c.trade_id, ifnull(p.portfolio_id || '/', '') || c.trade_id) WHERE "
      "(c.portfolio_no IS NULL OR t.portfolio_no = c.portfolio_no) AND c.day <= ?2 "
      "AND (c.day > ?1 OR c.known_rev > ?3)",
      period.after, period.through, period.since_revision));
}

// Those who hold an instrument that goes ex, or once held one whose past action became known.
void mark_holders(Database& book, const DuePeriod& period, DueMarks& due) {
  std::set<InstrumentNo> going_ex;
  std::set<InstrumentNo> late;
  for (const auto& action : load_corporate_actions(book, {period.after, period.through})) {
    going_ex.insert(action.instrument);
  }
  Cursor known = book.query(
      "SELECT n.instrument_no FROM corporate_action AS n WHERE n.known_rev > ?1 AND "
      "(+n.ex_date <= ?2 OR EXISTS (SELECT 1 FROM corporate_action AS o WHERE o.action_id = "
      "n.action_id AND o.version < n.version AND o.ex_date <= ?2))",
      period.since_revision, period.after);
  while (known.next()) late.insert(known.number<InstrumentNo>(0));
  if (going_ex.empty() && late.empty()) return;
  // A row of table position stays when nothing is held any more: it tells who once did.
  Cursor held = book.query(
      "SELECT portfolio_no, instrument_no, traded_e6 <> 0 OR settled_e6 <> 0 "
      "FROM position");
  while (held.next()) {
    const auto instrument = held.number<InstrumentNo>(1);
    if (late.contains(instrument) || (held.integer(2) != 0 && going_ex.contains(instrument))) {
      due.mark(held.small(0));
    }
  }
  Cursor open = book.query(
      "SELECT portfolio_no, instrument_no FROM settlement "
      "WHERE state IN ('pending', 'partial', 'failed')");
  while (open.next()) {
    if (going_ex.contains(open.number<InstrumentNo>(1))) due.mark(open.small(0));
  }
}

Lot lot_at(const Row& row, CurrencyColumn& currencies) {
  return {.id = row.string(0),
          .instrument = row.number<InstrumentNo>(1),
          .acquired_date = row.date(2),
          .holding_start_date = row.date(3),
          .currency = currencies.of(row, 4),
          .quantity_e6 = row.integer(5),
          .cost_minor = row.integer(6),
          .cost_base_minor = row.integer(7)};
}

constexpr std::string_view settlement_columns =
    "SELECT settlement_key, kind, instrument_no, quantity_e6, settled_quantity_e6, currency, "
    "amount_minor, settled_minor, buy_currency, buy_minor, trade_date, contractual_date, "
    "expected_date, slices, fail_count, state, portfolio_no FROM settlement ";

Settlement settlement_at(const Row& row, CurrencyColumn& currencies) {
  const auto kind = finance::settlement_kind_from(row.text(1));
  const auto state = finance::settlement_state_from(row.text(15));
  WEALTHJOBS_CHECK(kind.has_value() && state.has_value());
  return {.key = row.string(0),
          .kind = *kind,
          .instrument = row.number<InstrumentNo>(2),
          .quantity_e6 = row.integer(3),
          .settled_quantity_e6 = row.integer(4),
          .currency = currencies.of(row, 5),
          .amount_minor = row.integer(6),
          .settled_minor = row.integer(7),
          .buy_currency = row.currency(8),
          .buy_minor = row.integer(9),
          .trade_date = row.date(10),
          .contractual_date = row.date(11),
          .expected_date = row.date(12),
          .slices = row.small(13),
          .fail_count = row.small(14),
          .state = *state};
}

Entitlement entitlement_at(const Row& row, CurrencyColumn& currencies) {
  return {.action_id = row.string(0),
          .version = row.small(1),
          .instrument = row.number<InstrumentNo>(2),
          .quantity_e6 = row.integer(3),
          .currency = currencies.of(row, 4),
          .gross_minor = row.integer(5),
          .withheld_minor = row.integer(6),
          .reclaim_minor = row.integer(7),
          .fee_minor = row.integer(8),
          .net_minor = row.integer(9),
          .ex_date = row.date(10),
          .pay_date = row.date(11),
          .ex_base_minor = row.integer(12),
          .paid_base_minor = row.optional_integer(13)};
}

void load_accounts(Database& book, PortfolioState& state, CurrencyColumn& currencies) {
  Cursor balance =
      book.query("SELECT account, currency, amount_minor FROM balance WHERE portfolio_no = ?",
                 state.portfolio);
  while (balance.next()) {
    state.balances.emplace_hint(state.balances.end(),
                                std::pair(account_at(balance, 0), currencies.of(balance, 1)),
                                balance.integer(2));
  }
  Cursor position =
      book.query("SELECT instrument_no, traded_e6, settled_e6 FROM position WHERE portfolio_no = ?",
                 state.portfolio);
  while (position.next()) {
    state.holdings.emplace_hint(
        state.holdings.end(), position.number<InstrumentNo>(0),
        finance::Holding{.traded_e6 = position.integer(1), .settled_e6 = position.integer(2)});
  }
}

void load_open_items(Database& book, PortfolioState& state, CurrencyColumn& currencies) {
  Cursor lot = book.query(
      "SELECT lot_id, instrument_no, acquired_date, holding_start_date, currency, quantity_e6, "
      "cost_minor, cost_base_minor FROM lot WHERE portfolio_no = ? AND quantity_e6 > 0 "
      "ORDER BY acquired_date, lot_id",
      state.portfolio);
  while (lot.next()) state.lots.push_back(lot_at(lot, currencies));
  Cursor settlement = book.query(std::string(settlement_columns) +
                                     "WHERE portfolio_no = ? AND state IN ('pending', 'partial', "
                                     "'failed') ORDER BY expected_date, settlement_key",
                                 state.portfolio);
  while (settlement.next()) state.settlements.push_back(settlement_at(settlement, currencies));
  Cursor entitlement = book.query(
      // The index of unpaid ones is by date: the sign keeps it out, the portfolio's own are few.
      "SELECT action_id, version, instrument_no, quantity_e6, currency, gross_minor, "
      "withheld_minor, reclaim_minor, fee_minor, net_minor, ex_date, pay_date, ex_base_minor, "
      "paid_base_minor FROM entitlement WHERE portfolio_no = ? AND +paid_base_minor IS NULL "
      "ORDER BY pay_date, action_id",
      state.portfolio);
  while (entitlement.next()) {
    state.entitlements.push_back(entitlement_at(entitlement, currencies));
  }
}

// The items of `before`, by what names them.
template <class Item, class Name>
std::unordered_map<std::string_view, const Item*> by_name(const std::vector<Item>& items,
                                                          Name name) {
  std::unordered_map<std::string_view, const Item*> named;
  named.reserve(items.size());
  for (const Item& item : items) named.emplace(item.*name, &item);
  return named;
}

template <class Item, class Name, class Save>
void save_changed(const std::vector<Item>& before, const std::vector<Item>& after, Name name,
                  Save save) {
  const auto known = by_name(before, name);
  for (const Item& item : after) {
    const auto at = known.find(item.*name);
    if (at == known.end() || !(*at->second == item)) save(item);
  }
}

}  // namespace

std::vector<PortfolioNo> load_due_portfolios(Database& book, const Master& master,
                                             const DuePeriod& period) {
  DueMarks due(master.portfolios().size());
  mark_facts(book, period, "trade", "trade_key", "trade_date", due);
  mark_facts(book, period, "fx_trade", "fx_key", "trade_date", due);
  mark_facts(book, period, "cash_flow", "flow_key", "flow_date", due);
  mark_facts(book, period, "transfer", "transfer_key", "transfer_date", due);
  for (const std::string_view table : {"opening_position", "opening_cash", "opening_accrual"}) {
    due.mark_all(book.query("SELECT portfolio_no FROM " + std::string(table) +
                                " WHERE day <= ?2 AND (day > ?1 OR known_rev > ?3)",
                            period.after, period.through, period.since_revision));
  }
  mark_confirmations(book, period, due);
  mark_holders(book, period, due);
  due.mark_all(
      book.query("SELECT portfolio_no FROM settlement WHERE state IN ('pending', "
                 "'partial', 'failed') AND expected_date <= ?",
                 period.through));
  due.mark_all(book.query(
      "SELECT portfolio_no FROM entitlement WHERE paid_base_minor IS NULL AND pay_date <= ?",
      period.through));
  due.mark_all(book.query("SELECT portfolio_no FROM hold WHERE released_by IS NULL AND day <= ?",
                          period.through));
  std::vector<PortfolioNo> portfolios;
  for (const PortfolioNo no : master.portfolios_by_id()) {
    if (due.is_due(no)) portfolios.push_back(no);
  }
  return portfolios;
}

PortfolioState StateReader::load(PortfolioNo portfolio) {
  const PortfolioRow& row = master_->portfolio(portfolio);
  PortfolioState state;
  state.portfolio = portfolio;
  state.portfolio_id = row.id;
  state.base_currency = row.base_currency;
  CurrencyColumn currencies;
  load_accounts(*book_, state, currencies);
  load_open_items(*book_, state, currencies);
  return state;
}

void for_each_state(Database& book, const Master& master,
                    const std::function<void(const PortfolioState&)>& visit) {
  StateReader reader(book, master);
  for (const PortfolioNo no : master.portfolios_by_id()) visit(reader.load(no));
}

void StateWriter::save(const PortfolioState& before, const PortfolioState& after) {
  WEALTHJOBS_CHECK(before.portfolio == after.portfolio);
  const PortfolioNo portfolio = after.portfolio;
  save_changed(before.lots, after.lots, &Lot::id,
               [&](const Lot& lot) { save_lot(portfolio, lot); });
  const auto open = by_name(after.lots, &Lot::id);
  for (Lot lot : before.lots) {
    if (open.contains(lot.id)) continue;
    lot.quantity_e6 = 0;
    lot.cost_minor = 0;
    lot.cost_base_minor = 0;
    save_lot(portfolio, lot);
  }
  save_changed(before.settlements, after.settlements, &Settlement::key,
               [&](const Settlement& at) { save_settlement(portfolio, at); });
  save_changed(before.entitlements, after.entitlements, &Entitlement::action_id,
               [&](const Entitlement& at) { save_entitlement(portfolio, at); });
}

void StateWriter::replace(const PortfolioState& after) {
  Database& book = write_->database();
  const PortfolioNo portfolio = after.portfolio;
  book.run(
      "DELETE FROM settlement_fail WHERE settlement_key IN (SELECT settlement_key "
      "FROM settlement WHERE portfolio_no = ?)",
      portfolio);
  book.run("DELETE FROM settlement WHERE portfolio_no = ?", portfolio);
  book.run("DELETE FROM lot WHERE portfolio_no = ?", portfolio);
  book.run("DELETE FROM entitlement WHERE portfolio_no = ?", portfolio);
  for (const Lot& lot : after.lots) save_lot(portfolio, lot);
  for (const Settlement& at : after.settlements) save_settlement(portfolio, at);
  for (const Entitlement& at : after.entitlements) save_entitlement(portfolio, at);
}

void StateWriter::save_fails(std::span<const finance::SettlementFail> fails) {
  Statement& save = write_->database().cached(
      "INSERT INTO settlement_fail VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
      "reason = excluded.reason, fail_count = excluded.fail_count");
  for (const finance::SettlementFail& fail : fails) {
    save.run(fail.settlement_key, fail.day, fail.reason, fail.fail_count);
  }
}

void StateWriter::save_lot(PortfolioNo portfolio, const Lot& lot) {
  write_->database()
      .cached(
          "INSERT INTO lot VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
          "instrument_no = excluded.instrument_no, acquired_date = excluded.acquired_date, "
          "holding_start_date = excluded.holding_start_date, currency = excluded.currency, "
          "quantity_e6 = excluded.quantity_e6, cost_minor = excluded.cost_minor, "
          "cost_base_minor = excluded.cost_base_minor")
      .run(portfolio, lot.id, lot.instrument, lot.acquired_date, lot.holding_start_date,
           lot.currency, lot.quantity_e6, lot.cost_minor, lot.cost_base_minor);
}

void StateWriter::save_settlement(PortfolioNo portfolio, const Settlement& at) {
  std::optional<std::int64_t> buy_minor;
  if (at.buy_currency.is_set()) buy_minor = at.buy_minor;
  write_->database()
      .cached(
          "INSERT INTO settlement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
          "ON CONFLICT DO UPDATE SET kind = excluded.kind, instrument_no = "
          "excluded.instrument_no, quantity_e6 = excluded.quantity_e6, settled_quantity_e6 = "
          "excluded.settled_quantity_e6, currency = excluded.currency, amount_minor = "
          "excluded.amount_minor, settled_minor = excluded.settled_minor, buy_currency = "
          "excluded.buy_currency, buy_minor = excluded.buy_minor, trade_date = "
          "excluded.trade_date, contractual_date = excluded.contractual_date, expected_date = "
          "excluded.expected_date, slices = excluded.slices, fail_count = "
          "excluded.fail_count, state = excluded.state")
      .run(at.key, portfolio, finance::name_of(at.kind), at.instrument, at.quantity_e6,
           at.settled_quantity_e6, at.currency, at.amount_minor, at.settled_minor, at.buy_currency,
           buy_minor, at.trade_date, at.contractual_date, at.expected_date, at.slices,
           at.fail_count, finance::name_of(at.state));
}

void StateWriter::save_entitlement(PortfolioNo portfolio, const Entitlement& at) {
  write_->database()
      .cached(
          "INSERT INTO entitlement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
          "ON CONFLICT DO UPDATE SET version = excluded.version, instrument_no = "
          "excluded.instrument_no, quantity_e6 = excluded.quantity_e6, currency = "
          "excluded.currency, gross_minor = excluded.gross_minor, withheld_minor = "
          "excluded.withheld_minor, reclaim_minor = excluded.reclaim_minor, fee_minor = "
          "excluded.fee_minor, net_minor = excluded.net_minor, ex_date = excluded.ex_date, "
          "pay_date = excluded.pay_date, ex_base_minor = excluded.ex_base_minor, "
          "paid_base_minor = excluded.paid_base_minor")
      .run(portfolio, at.action_id, at.version, at.instrument, at.quantity_e6, at.currency,
           at.gross_minor, at.withheld_minor, at.reclaim_minor, at.fee_minor, at.net_minor,
           at.ex_date, at.pay_date, at.ex_base_minor, at.paid_base_minor);
}

std::vector<OpenSettlement> load_open_settlements(Database& book) {
  std::vector<OpenSettlement> open;
  CurrencyColumn currencies;
  Cursor rows = book.query(std::string(settlement_columns) +
                           "WHERE state IN ('pending', 'partial', 'failed') "
                           "ORDER BY portfolio_no, expected_date, settlement_key");
  while (rows.next()) {
    open.push_back({rows.number<PortfolioNo>(16), settlement_at(rows, currencies)});
  }
  return open;
}

std::optional<OpenSettlement> load_settlement(Database& book, std::string_view key) {
  CurrencyColumn currencies;
  Cursor rows = book.query(std::string(settlement_columns) + "WHERE settlement_key = ?", key);
  if (!rows.next()) return std::nullopt;
  return OpenSettlement{rows.number<PortfolioNo>(16), settlement_at(rows, currencies)};
}

std::vector<finance::SettlementFail> load_settlement_fails(Database& book, Date day) {
  std::vector<finance::SettlementFail> fails;
  Cursor rows = book.query(
      "SELECT settlement_key, day, reason, fail_count FROM settlement_fail WHERE day = ? "
      "ORDER BY settlement_key",
      day);
  while (rows.next()) {
    fails.push_back({rows.string(0), rows.date(1), rows.string(2), rows.small(3)});
  }
  return fails;
}

std::vector<Lot> load_lots(Database& book, PortfolioNo portfolio) {
  std::vector<Lot> lots;
  CurrencyColumn currencies;
  Cursor rows = book.query(
      "SELECT lot_id, instrument_no, acquired_date, holding_start_date, currency, quantity_e6, "
      "cost_minor, cost_base_minor FROM lot WHERE portfolio_no = ? ORDER BY lot_id",
      portfolio);
  while (rows.next()) lots.push_back(lot_at(rows, currencies));
  return lots;
}

}  // namespace wealthjobs::store
