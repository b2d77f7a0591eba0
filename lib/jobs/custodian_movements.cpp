#include "jobs/custodian_movements.h"

#include <string>
#include <string_view>
#include <utility>

#include "store/database.h"
#include "store/portfolio_states.h"
#include "store/settled_holdings.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;
using finance::CustodyMovement;
using finance::CustodySubject;
using finance::MovementKind;

MovementKind kind_of(std::string_view cause) {
  if (cause.starts_with("trade|")) return MovementKind::settlement;
  if (cause.starts_with("fx|")) return MovementKind::fx;
  if (cause.starts_with("ca|")) return MovementKind::corporate_action;
  return MovementKind::other;
}

// "trade|T1|set|1" -> "trade|T1"
std::string settlement_key_of(const std::string& cause) {
  const auto first = cause.find('|');
  return cause.substr(0, cause.find('|', first == std::string::npos ? first : first + 1));
}

void add_entries(store::Database& book, finance::PortfolioNo portfolio, const MovementSpan& span,
                 const std::vector<finance::Account>& cash_accounts, MovementsBySubject& found) {
  for (const store::SettledMovement& row : store::load_settled_movements(
           book, portfolio, span.statement_day - span.look_back_days, cash_accounts)) {
    CustodyMovement movement;
    movement.kind = kind_of(row.cause_key);
    movement.cause = row.cause_key;
    movement.amount = row.amount;
    movement.date = movement.captured = row.date;
    if (movement.kind == MovementKind::settlement || movement.kind == MovementKind::fx) {
      movement.captured =
          store::load_trade_date(book, settlement_key_of(row.cause_key)).value_or(row.date);
    }
    movement.is_known_late = row.is_correction && row.date <= span.statement_day &&
                             row.business_date > span.statement_day;
    found[{row.instrument, row.currency}].push_back(std::move(movement));
  }
}

void add_open(const finance::Settlement& open, MovementsBySubject& found) {
  CustodyMovement movement;
  movement.cause = open.key;
  movement.date = open.expected_date;
  movement.captured = open.trade_date;
  movement.is_open = true;
  const auto add = [&](MovementKind kind, const CustodySubject& subject, std::int64_t amount) {
    movement.kind = kind;
    movement.amount = amount;
    found[subject].push_back(movement);
  };
  const std::int64_t cash = open.amount_minor - open.settled_minor;
  if (open.kind == finance::SettlementKind::fx) {
    add(MovementKind::fx, {finance::no_instrument, open.currency}, -cash);
    add(MovementKind::fx, {finance::no_instrument, open.buy_currency}, open.buy_minor);
    return;
  }
  const std::int64_t quantity = open.quantity_e6 - open.settled_quantity_e6;
  const bool is_buy = open.kind == finance::SettlementKind::buy;
  add(MovementKind::settlement, {open.instrument, {}}, is_buy ? quantity : -quantity);
  add(MovementKind::settlement, {finance::no_instrument, open.currency}, is_buy ? -cash : cash);
}

}  // namespace

MovementsBySubject custodian_movements(store::Database& book, const store::Master& master,
                                       finance::PortfolioNo portfolio, const MovementSpan& span,
                                       const std::vector<finance::Account>& cash_accounts) {
  MovementsBySubject found;
  add_entries(book, portfolio, span, cash_accounts, found);
  const finance::PortfolioState state = store::StateReader(book, master).load(portfolio);
  for (const finance::Settlement& settlement : state.settlements) {
    if (settlement.is_open()) add_open(settlement, found);
  }
  for (const finance::Entitlement& entitlement : state.entitlements) {
    if (entitlement.pay_date > span.business_date || entitlement.paid_base_minor) continue;
    CustodyMovement movement;
    movement.kind = MovementKind::corporate_action;
    movement.cause = "ca|" + entitlement.action_id;
    movement.amount = entitlement.net_minor;
    movement.date = entitlement.pay_date;
    movement.captured = entitlement.ex_date;
    movement.is_open = true;
    found[{finance::no_instrument, entitlement.currency}].push_back(std::move(movement));
  }
  return found;
}

}  // namespace wealthjobs::jobs
