#include "finance/ledger/ties.h"

#include <array>
#include <map>

#include "base/rounding.h"

namespace wealthjobs::finance {
namespace {

template <class Key>
using Sums = std::map<Key, std::int64_t>;

template <class Key>
void add(Sums<Key>& sums, Key key, std::int64_t amount) {
  auto& sum = sums[key];
  sum = base::add_checked(sum, amount);
}

struct SubLedgers {
  Sums<base::Currency> cost, receivable, payable, dividends;
  Sums<InstrumentNo> open, lots;
};

void add_settlement(SubLedgers& sub, const Settlement& item) {
  if (!item.is_open()) return;
  const std::int64_t money = item.amount_minor - item.settled_minor;
  const std::int64_t quantity = item.quantity_e6 - item.settled_quantity_e6;
  switch (item.kind) {
    case SettlementKind::buy:
      add(sub.payable, item.currency, -money);
      add(sub.open, item.instrument, quantity);
      break;
    case SettlementKind::sell:
      add(sub.receivable, item.currency, money);
      add(sub.open, item.instrument, -quantity);
      break;
    case SettlementKind::fx:
      add(sub.payable, item.currency, -money);
      add(sub.receivable, item.buy_currency, item.buy_minor);
      break;
  }
}

SubLedgers sub_ledgers(const PortfolioState& state) {
  SubLedgers sub;
  for (const Lot& lot : state.lots) {
    add(sub.cost, lot.currency, lot.cost_minor);
    add(sub.lots, lot.instrument, lot.quantity_e6);
  }
  for (const Settlement& item : state.settlements) add_settlement(sub, item);
  for (const Entitlement& item : state.entitlements) {
    if (!item.paid_base_minor) add(sub.dividends, item.currency, item.net_minor);
  }
  return sub;
}

void compare_money(Tie tie, Account account, Sums<base::Currency> sub, const PortfolioState& state,
                   std::vector<BrokenTie>& broken) {
  for (const auto& [key, balance] : state.balances) {
    if (key.first == account) sub.try_emplace(key.second, 0);
  }
  for (const auto& [currency, amount] : sub) {
    const std::int64_t balance = state.balance(account, currency);
    if (amount != balance) {
      broken.push_back({tie, currency, no_instrument, amount, balance});
    }
  }
}

void compare_quantity(Tie tie, Sums<InstrumentNo> sub, const PortfolioState& state,
                      std::vector<BrokenTie>& broken) {
  for (const auto& [instrument, holding] : state.holdings) sub.try_emplace(instrument, 0);
  for (const auto& [instrument, quantity] : sub) {
    const auto at = state.holdings.find(instrument);
    const Holding holding = at == state.holdings.end() ? Holding{} : at->second;
    const bool against_settled = tie == Tie::traded_and_settled;
    const std::int64_t expected =
        against_settled ? base::add_checked(holding.settled_e6, quantity) : quantity;
    if (expected != holding.traded_e6) {
      broken.push_back({tie, {}, instrument, expected, holding.traded_e6});
    }
  }
}

}  // namespace

std::string_view name_of(Tie tie) {
  constexpr std::array<std::string_view, 6> names{"lots_and_cost",          "receivables_and_sales",
                                                  "payables_and_purchases", "dividends_receivable",
                                                  "traded_and_settled",     "traded_and_lots"};
  return names[static_cast<std::size_t>(tie)];
}

std::vector<BrokenTie> broken_ties(const PortfolioState& state) {
  const SubLedgers sub = sub_ledgers(state);
  std::vector<BrokenTie> broken;
  compare_money(Tie::lots_and_cost, Account::securities_cost, sub.cost, state, broken);
  compare_money(Tie::receivables_and_sales, Account::receivable_settlement, sub.receivable, state,
                broken);
  compare_money(Tie::payables_and_purchases, Account::payable_settlement, sub.payable, state,
                broken);
  compare_money(Tie::dividends_receivable, Account::receivable_dividend, sub.dividends, state,
                broken);
  compare_quantity(Tie::traded_and_settled, sub.open, state, broken);
  compare_quantity(Tie::traded_and_lots, sub.lots, state, broken);
  return broken;
}

}  // namespace wealthjobs::finance
