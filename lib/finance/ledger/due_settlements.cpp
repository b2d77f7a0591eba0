#include "finance/ledger/due_settlements.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/decimal.h"
#include "base/rounding.h"
#include "base/text.h"
#include "finance/ledger/allocation.h"

namespace wealthjobs::finance {
namespace {

std::int64_t open_quantity(const Settlement& item) {
  return item.quantity_e6 - item.settled_quantity_e6;
}

std::int64_t open_amount(const Settlement& item) { return item.amount_minor - item.settled_minor; }

std::string quantity_text(std::int64_t quantity_e6) {
  return base::format_decimal_short(quantity_e6, base::quantity_scale);
}

std::string_view noun_of(SettlementKind kind) {
  constexpr std::array<std::string_view, 3> nouns{"purchase", "sale", "FX deal"};
  return nouns[static_cast<std::size_t>(kind)];
}

}  // namespace

void DueSettlements::collect() {
  const auto more = book_.take_due_settlements(day_);
  if (more.empty()) return;
  due_.insert(due_.end(), more.begin(), more.end());
  std::ranges::sort(due_, {},
                    [&](std::size_t at) -> const std::string& { return book_.settlement(at).key; });
}

void DueSettlements::settle_fx_deals() {
  for (const std::size_t at : due_) {
    Settlement& item = book_.settlement(at);
    if (item.kind != SettlementKind::fx || !item.is_open()) continue;
    if (book_.settled_cash(item.currency) < item.amount_minor) continue;
    Posting posting = book_.begin_posting(item.key + "|set", day_);
    book_.add_line(posting, Account::payable_settlement, item.currency, item.amount_minor);
    book_.add_line(posting, Account::cash, item.currency, -item.amount_minor);
    book_.add_line(posting, Account::cash, item.buy_currency, item.buy_minor);
    book_.add_line(posting, Account::receivable_settlement, item.buy_currency, -item.buy_minor);
    item.slices = 1;
    item.settled_minor = item.amount_minor;
    item.state = SettlementState::settled;
    book_.post(std::move(posting));
  }
}

void DueSettlements::settle_by_contract() {
  settle_kind(SettlementKind::sell);
  settle_kind(SettlementKind::buy);
  settle_kind(SettlementKind::sell);
}

void DueSettlements::settle_kind(SettlementKind kind) {
  for (const std::size_t at : due_) {
    const Settlement& item = book_.settlement(at);
    if (item.kind == kind && item.is_open()) settle_in_full(at);
  }
}

void DueSettlements::settle_in_full(std::size_t at) {
  const Settlement& item = book_.settlement(at);
  const std::int64_t amount = open_amount(item);
  const std::int64_t quantity = open_quantity(item);
  const bool suffices = item.kind == SettlementKind::buy
                            ? amount == 0 || amount <= book_.settled_cash(item.currency)
                            : quantity <= book_.holding(item.instrument).settled_e6;
  if (suffices) settle_slice(at, quantity, amount);
}

void DueSettlements::settle_slice(std::size_t at, std::int64_t quantity_e6,
                                  std::int64_t cash_minor) {
  Settlement& item = book_.settlement(at);
  const bool is_buy = item.kind == SettlementKind::buy;
  const std::int64_t settled_quantity = item.settled_quantity_e6 + quantity_e6;
  WEALTHJOBS_CHECK(settled_quantity <= item.quantity_e6);
  const std::int64_t settled_amount =
      settled_quantity == item.quantity_e6
          ? item.amount_minor
          : share_of(item.amount_minor, settled_quantity, item.quantity_e6);
  const std::int64_t slice = settled_amount - item.settled_minor;
  item.slices += 1;
  Posting posting = book_.begin_posting(item.key + "|set|" + std::to_string(item.slices), day_);
  if (is_buy) {
    book_.add_line(posting, Account::payable_settlement, item.currency, slice);
    book_.add_line(posting, Account::cash, item.currency, -cash_minor);
    book_.add_line(posting, Account::suspense_breaks, item.currency, cash_minor - slice);
  } else {
    book_.add_line(posting, Account::cash, item.currency, cash_minor);
    book_.add_line(posting, Account::receivable_settlement, item.currency, -slice);
    book_.add_line(posting, Account::suspense_breaks, item.currency, slice - cash_minor);
  }
  item.settled_quantity_e6 = settled_quantity;
  item.settled_minor = settled_amount;
  const bool is_complete = settled_quantity == item.quantity_e6;
  item.state = is_complete ? SettlementState::settled : SettlementState::partial;
  if (!is_complete) partly_delivered_.push_back(at);
  book_.post_delivery(std::move(posting), item.instrument, is_buy ? quantity_e6 : -quantity_e6);
}

void DueSettlements::settle_by_confirmation(std::span<const Confirmation* const> confirmations) {
  for (const SettlementKind kind : {SettlementKind::sell, SettlementKind::buy}) {
    for (const Confirmation* confirmation : confirmations) {
      const auto at = book_.open_trade(key_of("trade", confirmation->trade_key));
      if (at && book_.settlement(*at).kind == kind) confirm(*confirmation, *at);
    }
  }
}

void DueSettlements::confirm(const Confirmation& confirmation, std::size_t at) {
  const Settlement& item = book_.settlement(at);
  const auto refuse = [&](FaultKind kind, std::string text) {
    book_.fault(kind, day_, key_of("confirmation", confirmation.id), item.instrument,
                std::move(text));
  };
  if (confirmation.quantity_e6 <= 0) {
    return refuse(FaultKind::bad_fact, "quantity is not positive");
  }
  if (confirmation.currency != item.currency) {
    return refuse(FaultKind::currency_mismatch, "confirmed in " + confirmation.currency.code() +
                                                    ", " + item.key + " is in " +
                                                    item.currency.code());
  }
  const std::int64_t open = open_quantity(item);
  const std::int64_t taken = std::min(confirmation.quantity_e6, open);
  const bool is_partial = taken < open;
  if (is_partial && (!book_.rules().allow_partial || taken < book_.rules().min_partial_qty_e6)) {
    return book_.finding(day_, "partial_delivery", FindingSeverity::warn, item.instrument,
                         item.key + ": " + quantity_text(taken) + " of " + quantity_text(open) +
                             " confirmed by " + confirmation.id + ", not taken");
  }
  const std::int64_t until_now =
      is_partial ? share_of(item.amount_minor, item.settled_quantity_e6 + taken, item.quantity_e6)
                 : item.amount_minor;
  const std::int64_t slice = until_now - item.settled_minor;
  const std::int64_t difference = base::subtract_checked(confirmation.cash_minor, slice);
  const std::string difference_text = item.key + ": " + confirmation.id + " confirms " +
                                      base::format_money(confirmation.cash_minor, item.currency) +
                                      " " + item.currency.code() + ", expected " +
                                      base::format_money(slice, item.currency);
  const std::int64_t tolerance = book_.rules().cash_tol_minor;
  if (difference > tolerance || difference < -tolerance) {
    return refuse(FaultKind::cash_mismatch, difference_text);
  }
  if (difference != 0) {
    book_.finding(day_, "cash_difference", FindingSeverity::warn, item.instrument, difference_text);
  }
  if (confirmation.quantity_e6 > open) {
    book_.finding(day_, "over_delivery", FindingSeverity::warn, item.instrument,
                  item.key + ": " + confirmation.id + " confirms " +
                      quantity_text(confirmation.quantity_e6) + ", open " + quantity_text(open));
  }
  settle_slice(at, taken, confirmation.cash_minor);
}

void DueSettlements::close_day() {
  for (const std::size_t at : due_) {
    if (book_.settlement(at).is_open()) fail(at);
  }
}

std::string DueSettlements::reason_of_fail(const Settlement& item) const {
  const bool is_fx = item.kind == SettlementKind::fx;
  if (!is_fx && book_.rules().confirm_mode == ConfirmMode::custodian) {
    return item.state == SettlementState::partial ? "delivered in part" : "not confirmed";
  }
  if (item.kind == SettlementKind::sell) {
    return "stock short by " +
           quantity_text(open_quantity(item) - book_.holding(item.instrument).settled_e6);
  }
  return "cash short by " +
         base::format_money(
             base::subtract_checked(open_amount(item), book_.settled_cash(item.currency)),
             item.currency) +
         " " + item.currency.code();
}

void DueSettlements::fail(std::size_t at) {
  Settlement& item = book_.settlement(at);
  const bool came_in_part = std::ranges::find(partly_delivered_, at) != partly_delivered_.end();
  if (!came_in_part) item.state = SettlementState::failed;
  item.fail_count += 1;
  std::string reason = reason_of_fail(item);
  const SettlementDates& dates = *book_.world().dates;
  const int age = dates.business_days_between(item.instrument, item.contractual_date, day_);
  const bool is_fx = item.kind == SettlementKind::fx;
  std::string text =
      item.key + ": " + std::string(noun_of(item.kind)) + " of " +
      (is_fx ? base::format_money(item.amount_minor, item.currency) + " " + item.currency.code()
             : quantity_text(open_quantity(item))) +
      " not settled, " + reason + "; fail " + std::to_string(item.fail_count) + ", " +
      base::counted("business day", age) + " late";
  if (!is_fx && age == book_.rules().buyin_after_bd) {
    book_.finding(
        day_, "buy_in", FindingSeverity::warn, item.instrument,
        item.key + ": " + base::counted("business day", age) + " late; decide about a buy-in");
  }
  book_.finding(day_, "settlement_fail", FindingSeverity::warn, item.instrument, std::move(text));
  book_.outcome().fails.push_back({item.key, day_, std::move(reason), item.fail_count});
  if (!book_.rules().retry_failed_daily) return;
  item.expected_date = dates.next_business_day(item.instrument, day_);
  WEALTHJOBS_CHECK(item.expected_date > day_);
  book_.expect_settlement(at);
}

}  // namespace wealthjobs::finance
