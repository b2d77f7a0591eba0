#include "finance/ledger/portfolio_book.h"

#include <algorithm>
#include <ranges>

#include "base/check.h"
#include "base/rounding.h"
#include "finance/ledger/allocation.h"
#include "finance/valuation/position_value.h"

namespace wealthjobs::finance {

std::string key_of(std::string_view kind, std::string_view id) {
  std::string key;
  key.reserve(kind.size() + 1 + id.size() + 6);  // room for "|set|1"
  key += kind;
  key += '|';
  key += id;
  return key;
}

PortfolioBook::PortfolioBook(PortfolioState& state, const SettlementWorld& world)
    : state_(state), world_(world) {
  for (Lot& lot : state.lots) lots_[lot.instrument].push_back(std::move(lot));
  state.lots.clear();
  for (auto& lots : lots_ | std::views::values) {
    if (!std::ranges::is_sorted(lots, was_opened_before)) {
      std::ranges::sort(lots, was_opened_before);
    }
  }
  for (std::size_t at = 0; at < state.settlements.size(); ++at) {
    const Settlement& item = state.settlements[at];
    if (!item.is_open()) continue;
    expect_settlement(at);
    if (rules().confirm_mode == ConfirmMode::custodian && item.kind != SettlementKind::fx) {
      open_trades_.emplace(item.key, at);
    }
  }
  for (std::size_t at = 0; at < state.entitlements.size(); ++at) {
    const Entitlement& item = state.entitlements[at];
    if (!item.paid_base_minor) due_entitlements_.emplace(item.pay_date, at);
  }
}

void PortfolioBook::expect_items(std::size_t trades, std::size_t flows) {
  outcome_.postings.reserve(2 * trades + flows);
  state_.settlements.reserve(state_.settlements.size() + trades);
}

void PortfolioBook::finish() {
  for (auto& lots : lots_ | std::views::values) {
    std::ranges::move(lots, std::back_inserter(state_.lots));
  }
  std::ranges::sort(state_.lots, was_opened_before);
  std::erase_if(state_.holdings, [](const auto& row) { return row.second == Holding{}; });
}

const InstrumentTerms* PortfolioBook::terms_of(InstrumentNo instrument) const {
  const auto at = static_cast<std::size_t>(number_of(instrument));
  if (instrument == no_instrument || at >= world_.instruments.size()) return nullptr;
  const InstrumentTerms& terms = world_.instruments[at];
  return terms.currency.is_set() ? &terms : nullptr;
}

std::optional<std::int64_t> PortfolioBook::to_base(std::int64_t amount_minor,
                                                   base::Currency currency, base::Date date) const {
  if (currency == state_.base_currency) return amount_minor;
  return world_.rates->convert(amount_minor, currency, state_.base_currency, date);
}

Holding PortfolioBook::holding(InstrumentNo instrument) const {
  const auto at = state_.holdings.find(instrument);
  return at == state_.holdings.end() ? Holding{} : at->second;
}

void PortfolioBook::add_lot(Lot lot) {
  auto& lots = lots_of(lot.instrument);
  const auto place = std::ranges::upper_bound(lots, lot, was_opened_before);
  lots.insert(place, std::move(lot));
}

Posting PortfolioBook::begin_posting(std::string cause_key, base::Date date) const {
  Posting posting;
  posting.cause_key = std::move(cause_key);
  posting.portfolio = state_.portfolio;
  posting.date = date;
  posting.lines.reserve(4);
  return posting;
}

void PortfolioBook::add_line(Posting& posting, Account account, base::Currency currency,
                             std::int64_t amount_minor, InstrumentNo instrument) const {
  if (amount_minor == 0) return;
  posting.lines.push_back({.account = account,
                           .portfolio = state_.portfolio,
                           .instrument = instrument,
                           .currency = currency,
                           .amount_minor = amount_minor,
                           .quantity_e6 = std::nullopt,
                           .lot_id = {}});
}

void PortfolioBook::add_lot_line(Posting& posting, const Lot& lot, std::int64_t amount_minor,
                                 std::int64_t quantity_e6) const {
  if (amount_minor == 0 && quantity_e6 == 0) return;
  posting.lines.push_back({.account = Account::securities_cost,
                           .portfolio = state_.portfolio,
                           .instrument = lot.instrument,
                           .currency = lot.currency,
                           .amount_minor = amount_minor,
                           .quantity_e6 = std::nullopt,
                           .lot_id = lot.id});
  if (quantity_e6 != 0) posting.lines.back().quantity_e6 = quantity_e6;
}

void PortfolioBook::add_fx_gain(Posting& posting, std::int64_t gain_base_minor) const {
  add_line(posting, Account::fx_clearing, state_.base_currency, gain_base_minor);
  add_line(posting, Account::realised_fx, state_.base_currency,
           base::negate_checked(gain_base_minor));
}

void PortfolioBook::post(Posting posting) {
  WEALTHJOBS_CHECK(is_balanced(posting));
  for (const PostingLine& line : posting.lines) {
    auto& balance = state_.balances[{line.account, line.currency}];
    balance = base::add_checked(balance, line.amount_minor);
    if (line.account == Account::cash) moved_cash_.push_back(line.currency);
    if (line.account == Account::securities_cost && line.quantity_e6) {
      auto& traded = state_.holdings[line.instrument].traded_e6;
      traded = base::add_checked(traded, *line.quantity_e6);
    }
  }
  for (const Delivery& delivery : posting.deliveries) {
    auto& settled = state_.holdings[delivery.instrument].settled_e6;
    settled = base::add_checked(settled, delivery.quantity_e6);
  }
  outcome_.postings.push_back(std::move(posting));
}

void PortfolioBook::move_cash(base::Currency currency, std::int64_t amount_minor) {
  auto& balance = state_.balances[{Account::cash, currency}];
  balance = base::add_checked(balance, amount_minor);
}

void PortfolioBook::post_delivery(Posting posting, InstrumentNo instrument,
                                  std::int64_t quantity_e6) {
  if (quantity_e6 != 0) posting.deliveries.push_back({instrument, quantity_e6});
  if (posting.lines.empty()) {
    posting.lines.push_back({.account = Account::off_balance_units,
                             .portfolio = state_.portfolio,
                             .instrument = instrument,
                             .currency = terms_of(instrument)->currency,
                             .amount_minor = 0,
                             .quantity_e6 = quantity_e6,
                             .lot_id = {}});
  }
  post(std::move(posting));
}

void PortfolioBook::dispose(Posting& posting, const Disposal& disposal,
                            const LotReduction& reduction) {
  auto& lots = lots_of(disposal.instrument);
  std::int64_t gain = disposal.proceeds_minor;
  for (const LotTaking& change : reduction.changes) {
    add_lot_line(posting, lots[change.lot], -change.cost_minor, -change.quantity_e6);
    gain = base::subtract_checked(gain, change.cost_minor);
  }
  CumulativeAllocation proceeds(disposal.proceeds_minor, disposal.quantity_e6);
  CumulativeAllocation proceeds_base(disposal.proceeds_base_minor, disposal.quantity_e6);
  const bool is_foreign = disposal.currency != state_.base_currency;
  std::int64_t fx_gain = 0;
  for (const LotTaking& taking : reduction.disposals) {
    const Lot& lot = lots[taking.lot];
    Realisation part{.lot_id = lot.id,
                     .instrument = lot.instrument,
                     .acquired_date = lot.acquired_date,
                     .disposed_date = posting.date,
                     .quantity_e6 = taking.quantity_e6,
                     .currency = disposal.currency,
                     .cost_minor = taking.cost_minor,
                     .proceeds_minor = proceeds.next(taking.quantity_e6),
                     .cost_base_minor = taking.cost_base_minor,
                     .proceeds_base_minor = proceeds_base.next(taking.quantity_e6)};
    const std::int64_t local_gain = base::subtract_checked(part.proceeds_minor, part.cost_minor);
    const std::int64_t total_gain =
        base::subtract_checked(part.proceeds_base_minor, part.cost_base_minor);
    part.price_gain_base_minor =
        is_foreign
            ? price_gain_minor(local_gain, total_gain, {part.cost_minor, part.cost_base_minor})
            : total_gain;
    part.fx_gain_base_minor = base::subtract_checked(total_gain, part.price_gain_base_minor);
    fx_gain = base::add_checked(fx_gain, part.fx_gain_base_minor);
    posting.realisations.push_back(std::move(part));
  }
  add_line(posting, Account::realised_gain, disposal.currency, base::negate_checked(gain),
           disposal.instrument);
  add_fx_gain(posting, fx_gain);
  apply_reduction(lots, reduction);
}

void PortfolioBook::open_settlement(Settlement settlement) {
  const std::size_t at = state_.settlements.size();
  if (rules().confirm_mode == ConfirmMode::custodian && settlement.kind != SettlementKind::fx) {
    open_trades_.insert_or_assign(settlement.key, at);
  }
  state_.settlements.push_back(std::move(settlement));
  expect_settlement(at);
}

void PortfolioBook::expect_settlement(std::size_t at) {
  due_settlements_.emplace(state_.settlements[at].expected_date, at);
}

std::optional<std::size_t> PortfolioBook::open_trade(const std::string& trade_key) const {
  const auto at = open_trades_.find(trade_key);
  if (at == open_trades_.end() || !state_.settlements[at->second].is_open()) return std::nullopt;
  return at->second;
}

std::vector<std::size_t> PortfolioBook::take_due_settlements(base::Date day) {
  std::vector<std::size_t> due;
  while (!due_settlements_.empty() && due_settlements_.top().first == day) {
    const std::size_t at = due_settlements_.top().second;
    due_settlements_.pop();
    if (state_.settlements[at].is_open()) due.push_back(at);
  }
  std::ranges::sort(
      due, {}, [&](std::size_t at) -> const std::string& { return state_.settlements[at].key; });
  return due;
}

void PortfolioBook::open_entitlement(Entitlement entitlement) {
  due_entitlements_.emplace(entitlement.pay_date, state_.entitlements.size());
  state_.entitlements.push_back(std::move(entitlement));
}

std::vector<std::size_t> PortfolioBook::take_due_entitlements(base::Date day) {
  std::vector<std::size_t> due;
  while (!due_entitlements_.empty() && due_entitlements_.top().first == day) {
    due.push_back(due_entitlements_.top().second);
    due_entitlements_.pop();
  }
  std::ranges::sort(due, {}, [&](std::size_t at) -> const std::string& {
    return state_.entitlements[at].action_id;
  });
  return due;
}

void PortfolioBook::skip_due_before(base::Date day) {
  for (DueQueue* queue : {&due_settlements_, &due_entitlements_}) {
    while (!queue->empty() && queue->top().first < day) queue->pop();
  }
}

std::optional<base::Date> PortfolioBook::next_due() const {
  std::optional<base::Date> next;
  for (const DueQueue* queue : {&due_settlements_, &due_entitlements_}) {
    if (!queue->empty() && (!next || queue->top().first < *next)) next = queue->top().first;
  }
  return next;
}

void PortfolioBook::fault(FaultKind kind, base::Date day, std::string fact, InstrumentNo instrument,
                          std::string text) {
  outcome_.faults.push_back({kind, day, std::move(fact), instrument, std::move(text)});
}

void PortfolioBook::finding(base::Date day, std::string kind, FindingSeverity severity,
                            InstrumentNo instrument, std::string text) {
  outcome_.findings.push_back({day, std::move(kind), severity, instrument, std::move(text)});
}

std::vector<base::Currency> PortfolioBook::take_moved_cash() {
  std::vector<base::Currency> moved = std::exchange(moved_cash_, {});
  std::ranges::sort(moved);
  const auto rest = std::ranges::unique(moved);
  moved.erase(rest.begin(), rest.end());
  return moved;
}

}  // namespace wealthjobs::finance
