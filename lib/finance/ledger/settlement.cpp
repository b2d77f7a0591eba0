#include "finance/ledger/settlement.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>
#include <utility>

#include "base/check.h"
#include "finance/ledger/corporate_action_postings.h"
#include "finance/ledger/due_settlements.h"
#include "finance/ledger/named_value.h"
#include "finance/ledger/opening_postings.h"
#include "finance/ledger/portfolio_book.h"
#include "finance/ledger/trade_postings.h"
#include "finance/ledger/transfer_postings.h"

namespace wealthjobs::finance {
namespace {

constexpr std::array<std::string_view, 2> mode_names{"contractual", "custodian"};
constexpr std::array<std::string_view, 2> cost_names{"capitalised", "expensed"};

base::Date date_of(const Trade& trade) { return trade.trade_date; }
base::Date date_of(const FxTrade& deal) { return deal.trade_date; }
base::Date date_of(const CashFlow& flow) { return flow.date; }
base::Date date_of(const Confirmation& confirmation) { return confirmation.date; }
base::Date date_of(const CorporateAction& action) { return action.ex_date; }
base::Date date_of(const Transfer& transfer) { return transfer.date; }
base::Date date_of(const CashMovement& movement) { return movement.date; }

auto rank_of(const Trade& fact) { return std::tie(fact.trade_date, fact.key); }
auto rank_of(const FxTrade& fact) { return std::tie(fact.trade_date, fact.key); }
auto rank_of(const CashFlow& fact) { return std::tie(fact.date, fact.key); }
auto rank_of(const Confirmation& fact) { return std::tie(fact.date, fact.trade_key, fact.id); }
auto rank_of(const CorporateAction& fact) { return std::tie(fact.ex_date, fact.id); }
auto rank_of(const Transfer& fact) { return std::tie(fact.date, fact.key); }
auto rank_of(const CashMovement& movement) { return std::tie(movement.date, movement.currency); }

// Facts in the order of their dates, handed out day by day.
template <class Fact>
class Agenda {
 public:
  void add(const Fact& fact, base::Date from, base::Date through) {
    const base::Date date = date_of(fact);
    if constexpr (requires { fact.is_cancelled; }) {
      if (fact.is_cancelled) return;
    }
    if (from < date && date <= through) facts_.push_back(&fact);
  }
  void sort() {
    std::ranges::sort(facts_,
                      [](const Fact* a, const Fact* b) { return rank_of(*a) < rank_of(*b); });
  }
  [[nodiscard]] std::optional<base::Date> next_date() const {
    if (next_ == facts_.size()) return std::nullopt;
    return date_of(*facts_[next_]);
  }
  std::span<const Fact* const> take(base::Date day) {
    const std::size_t first = next_;
    while (next_ < facts_.size() && date_of(*facts_[next_]) == day) ++next_;
    return std::span(facts_).subspan(first, next_ - first);
  }

 private:
  std::vector<const Fact*> facts_;
  std::size_t next_ = 0;
};

class Engine {
 public:
  Engine(PortfolioState& state, base::Date from, base::Date through, const PortfolioFacts& facts,
         const SettlementWorld& world)
      : through_(through), book_(state, world) {
    for (const Trade& trade : facts.trades) {
      WEALTHJOBS_CHECK(trade.portfolio == state.portfolio);
      trades_.add(trade, from, through);
    }
    for (const FxTrade& deal : facts.fx_trades) {
      WEALTHJOBS_CHECK(deal.portfolio == state.portfolio);
      deals_.add(deal, from, through);
    }
    for (const CashFlow& flow : facts.flows) {
      WEALTHJOBS_CHECK(flow.portfolio == state.portfolio);
      flows_.add(flow, from, through);
    }
    if (is_custodian()) {
      for (const Confirmation& one : facts.confirmations) confirmations_.add(one, from, through);
    }
    for (const Transfer& transfer : facts.transfers) {
      WEALTHJOBS_CHECK(transfer.portfolio == state.portfolio);
      transfers_.add(transfer, from, through);
    }
    if (facts.opening != nullptr && from < facts.opening->date && facts.opening->date <= through) {
      opening_ = facts.opening;
    }
    for (const CashMovement& one : facts.cash_movements) movements_.add(one, from, through);
    book_.expect_items(facts.trades.size() + facts.fx_trades.size(), facts.flows.size());
    add_actions(state, from, facts);
    trades_.sort();
    deals_.sort();
    flows_.sort();
    confirmations_.sort();
    actions_.sort();
    transfers_.sort();
    movements_.sort();
    book_.skip_due_before(from + 1);
  }

  SettlementOutcome run() {
    for (auto day = next_day(); day && *day <= through_; day = next_day()) process(*day);
    book_.finish();
    return std::move(book_.outcome());
  }

 private:
  [[nodiscard]] bool is_custodian() const {
    return book_.rules().confirm_mode == ConfirmMode::custodian;
  }

  // Actions of what is held, still to be delivered, or traded in these days.
  void add_actions(const PortfolioState& state, base::Date from, const PortfolioFacts& facts) {
    std::vector<InstrumentNo> instruments;
    for (const auto& [instrument, holding] : state.holdings) instruments.push_back(instrument);
    for (const Settlement& item : state.settlements) instruments.push_back(item.instrument);
    for (const Trade& trade : facts.trades) instruments.push_back(trade.instrument);
    for (const Transfer& transfer : facts.transfers) instruments.push_back(transfer.instrument);
    if (opening_ != nullptr) {
      for (const OpeningLot& lot : opening_->lots) instruments.push_back(lot.instrument);
    }
    std::ranges::sort(instruments);
    const auto rest = std::ranges::unique(instruments);
    instruments.erase(rest.begin(), rest.end());
    for (const InstrumentNo instrument : instruments) {
      const auto actions = book_.world().actions->of(instrument);
      auto action = std::ranges::upper_bound(actions, from, {}, &CorporateAction::ex_date);
      for (; action != actions.end() && action->ex_date <= through_; ++action) {
        actions_.add(*action, from, through_);
      }
    }
  }

  [[nodiscard]] std::optional<base::Date> next_day() const {
    std::optional<base::Date> next = book_.next_due();
    for (const auto& date :
         {trades_.next_date(), deals_.next_date(), flows_.next_date(), confirmations_.next_date(),
          actions_.next_date(), transfers_.next_date(), opening_date(), movements_.next_date()}) {
      if (date && (!next || *date < *next)) next = date;
    }
    return next;
  }

  [[nodiscard]] std::optional<base::Date> opening_date() const {
    if (opening_ == nullptr) return std::nullopt;
    return opening_->date;
  }

  void process(base::Date day) {
    post_actions(book_, actions_.take(day));
    post_dividend_payments(book_, day);
    const auto flows = flows_.take(day);
    post_flows(flows, true);
    const auto transfers = transfers_.take(day);
    for (const Transfer* transfer : transfers) {
      if (transfer->direction == TransferDirection::in) post_transfer_in(book_, *transfer);
    }
    DueSettlements due(book_, day);
    for (const FxTrade* deal : deals_.take(day)) post_fx_deal(book_, *deal);
    due.collect();
    due.settle_fx_deals();
    post_flows(flows, false);
    for (const Transfer* transfer : transfers) {
      if (transfer->direction == TransferDirection::out) post_transfer_out(book_, *transfer);
    }
    post_trades(trades_.take(day));
    due.collect();
    if (is_custodian()) {
      const auto confirmations = confirmations_.take(day);
      fault_unknown(confirmations);
      due.settle_by_confirmation(confirmations);
    } else {
      due.settle_by_contract();
    }
    due.close_day();
    if (opening_date() == day) post_opening(book_, *std::exchange(opening_, nullptr));
    find_negative_cash(day);
    for (const CashMovement* movement : movements_.take(day)) {
      book_.move_cash(movement->currency, movement->amount_minor);
    }
  }

  void post_flows(std::span<const CashFlow* const> flows, bool inflows) {
    for (const CashFlow* flow : flows) {
      if ((flow->amount_minor > 0) == inflows) post_flow(book_, *flow);
    }
  }

  void post_trades(std::span<const Trade* const> trades) {
    std::vector<const Trade*> waiting;
    for (const Trade* trade : trades) {
      if (trade->side != Side::sell) continue;
      if (is_covered(book_, *trade)) {
        post_sale(book_, *trade);
      } else {
        waiting.push_back(trade);
      }
    }
    for (const Trade* trade : trades) {
      if (trade->side == Side::buy) post_purchase(book_, *trade);
    }
    for (const Trade* trade : waiting) post_sale(book_, *trade);
  }

  void fault_unknown(std::span<const Confirmation* const> confirmations) {
    for (const Confirmation* one : confirmations) {
      if (book_.open_trade(key_of("trade", one->trade_key))) continue;
      book_.fault(FaultKind::unknown_confirmation, one->date, key_of("confirmation", one->id),
                  no_instrument, "no open trade " + one->trade_key);
    }
  }

  void find_negative_cash(base::Date day) {
    for (const base::Currency currency : book_.take_moved_cash()) {
      const std::int64_t cash = book_.settled_cash(currency);
      if (cash >= 0) continue;
      book_.finding(day, "negative_cash", FindingSeverity::warn, no_instrument,
                    "settled cash " + base::format_money(cash, currency) + " " + currency.code());
    }
  }

  base::Date through_;
  PortfolioBook book_;
  Agenda<Trade> trades_;
  Agenda<FxTrade> deals_;
  Agenda<CashFlow> flows_;
  Agenda<Confirmation> confirmations_;
  Agenda<CorporateAction> actions_;
  Agenda<Transfer> transfers_;
  const Opening* opening_ = nullptr;  // until it is posted
  Agenda<CashMovement> movements_;
};

}  // namespace

std::string_view name_of(ConfirmMode mode) { return mode_names[static_cast<std::size_t>(mode)]; }
std::string_view name_of(LotCost cost) { return cost_names[static_cast<std::size_t>(cost)]; }
std::optional<ConfirmMode> confirm_mode_from(std::string_view text) {
  return value_named<ConfirmMode>(text, mode_names);
}
std::optional<LotCost> lot_cost_from(std::string_view text) {
  return value_named<LotCost>(text, cost_names);
}

std::string_view name_of(FindingSeverity severity) {
  constexpr std::array<std::string_view, 3> names{"info", "warn", "critical"};
  return names[static_cast<std::size_t>(severity)];
}

std::string_view name_of(FaultKind kind) {
  constexpr std::array<std::string_view, 10> names{
      "bad_fact",      "unknown_instrument", "currency_mismatch", "oversold",
      "unknown_cycle", "missing_rate",       "missing_price",     "unknown_confirmation",
      "cash_mismatch", "split_too_fine"};
  return names[static_cast<std::size_t>(kind)];
}

ActionsByInstrument::ActionsByInstrument(std::vector<CorporateAction> actions)
    : actions_(std::move(actions)) {
  std::erase_if(actions_, [](const CorporateAction& action) { return action.is_cancelled; });
  std::ranges::sort(actions_, [](const CorporateAction& a, const CorporateAction& b) {
    return std::tie(a.instrument, a.ex_date, a.id) < std::tie(b.instrument, b.ex_date, b.id);
  });
}

std::span<const CorporateAction> ActionsByInstrument::of(InstrumentNo instrument) const {
  const auto found =
      std::ranges::equal_range(actions_, instrument, {}, &CorporateAction::instrument);
  return {found.begin(), found.end()};
}

const CorporateAction* ActionsByInstrument::find(InstrumentNo instrument,
                                                 std::string_view id) const {
  const auto actions = of(instrument);
  const auto action = std::ranges::find(actions, id, &CorporateAction::id);
  return action == actions.end() ? nullptr : &*action;
}

SettlementOutcome advance(PortfolioState& state, base::Date from, base::Date through,
                          const PortfolioFacts& facts, const SettlementWorld& world) {
  return Engine(state, from, through, facts, world).run();
}

void drop_finished_items(PortfolioState& state) {
  std::erase_if(state.settlements, [](const Settlement& item) { return !item.is_open(); });
  std::erase_if(state.entitlements,
                [](const Entitlement& item) { return item.paid_base_minor.has_value(); });
}

Replay replay(const PortfolioIdentity& identity, base::Date through, const PortfolioFacts& facts,
              const SettlementWorld& world) {
  Replay result;
  result.state.portfolio = identity.portfolio;
  result.state.portfolio_id = identity.portfolio_id;
  result.state.base_currency = identity.base_currency;
  const base::Date before_all(std::numeric_limits<std::int32_t>::min());
  result.outcome = advance(result.state, before_all, through, facts, world);
  return result;
}

}  // namespace wealthjobs::finance
