#include "finance/ledger/transfer_postings.h"

#include <algorithm>

#include "base/decimal.h"
#include "base/rounding.h"

namespace wealthjobs::finance {
namespace {

bool refuse(PortfolioBook& book, const Transfer& transfer, FaultKind kind, std::string text) {
  book.fault(kind, transfer.date, key_of("transfer", transfer.key), transfer.instrument,
             std::move(text));
  return false;
}

bool is_sound(PortfolioBook& book, const Transfer& transfer) {
  const InstrumentTerms* terms = book.terms_of(transfer.instrument);
  if (terms == nullptr) {
    return refuse(book, transfer, FaultKind::unknown_instrument, "unknown instrument");
  }
  if (transfer.quantity_e6 <= 0) {
    return refuse(book, transfer, FaultKind::bad_fact, "quantity is not positive");
  }
  if (terms->currency == transfer.currency) return true;
  return refuse(book, transfer, FaultKind::currency_mismatch,
                "its cost is in " + transfer.currency.code() + ", the instrument is in " +
                    terms->currency.code());
}

bool is_lot_known(PortfolioBook& book, const Transfer& transfer, const std::string& lot_id) {
  return std::ranges::find(book.lots_of(transfer.instrument), lot_id, &Lot::id) !=
         book.lots_of(transfer.instrument).end();
}

}  // namespace

void post_transfer_in(PortfolioBook& book, const Transfer& transfer) {
  if (!is_sound(book, transfer)) return;
  if (!transfer.acquired_date || *transfer.acquired_date > transfer.date ||
      transfer.cost_minor < 0) {
    refuse(book, transfer, FaultKind::bad_fact,
           "a lot needs an acquired date on or before its transfer, and a cost");
    return;
  }
  Lot lot{.id = transfer.lot_id.empty() ? transfer.key : transfer.lot_id,
          .instrument = transfer.instrument,
          .acquired_date = *transfer.acquired_date,
          .holding_start_date = *transfer.acquired_date,
          .currency = transfer.currency,
          .quantity_e6 = transfer.quantity_e6,
          .cost_minor = transfer.cost_minor,
          .cost_base_minor = transfer.cost_base_minor};
  if (is_lot_known(book, transfer, lot.id)) {
    refuse(book, transfer, FaultKind::bad_fact, "lot " + lot.id + " is held already");
    return;
  }
  Posting posting = book.begin_posting(key_of("transfer", transfer.key), transfer.date);
  book.add_lot_line(posting, lot, lot.cost_minor, lot.quantity_e6);
  book.add_line(posting, Account::client_capital, lot.currency,
                base::negate_checked(lot.cost_minor));
  posting.deliveries.push_back({transfer.instrument, transfer.quantity_e6});
  book.post(std::move(posting));
  book.add_lot(std::move(lot));
}

void post_transfer_out(PortfolioBook& book, const Transfer& transfer) {
  if (!is_sound(book, transfer)) return;
  auto& lots = book.lots_of(transfer.instrument);
  const auto reduction =
      lot_reduction(lots, transfer.quantity_e6, book.rules().lot_method, transfer.lot_id);
  if (!reduction) {
    const std::int64_t held = book.holding(transfer.instrument).traded_e6;
    refuse(book, transfer, FaultKind::oversold,
           "takes out " + base::format_decimal_short(transfer.quantity_e6, base::quantity_scale) +
               (transfer.lot_id.empty() ? " of " : " of lot " + transfer.lot_id + "; held: ") +
               base::format_decimal_short(held, base::quantity_scale));
    return;
  }
  Posting posting = book.begin_posting(key_of("transfer", transfer.key), transfer.date);
  std::int64_t cost = 0;
  for (const LotTaking& change : reduction->changes) {
    book.add_lot_line(posting, lots[change.lot], -change.cost_minor, -change.quantity_e6);
    cost = base::add_checked(cost, change.cost_minor);
  }
  book.add_line(posting, Account::client_capital, transfer.currency, cost);
  posting.deliveries.push_back({transfer.instrument, -transfer.quantity_e6});
  book.post(std::move(posting));
  apply_reduction(lots, *reduction);
}

}  // namespace wealthjobs::finance
