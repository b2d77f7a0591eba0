#include "finance/ledger/opening_postings.h"

#include <algorithm>
#include <map>
#include <optional>
#include <ranges>
#include <utility>

#include "base/rounding.h"

namespace wealthjobs::finance {
namespace {

using Counters = std::map<base::Currency, std::int64_t>;

std::string key_of_opening(const PortfolioBook& book) {
  return key_of("open", book.state().portfolio_id);
}

bool holds_anything(const PortfolioState& state) {
  const auto is_balance = [](const auto& row) { return row.second != 0; };
  const auto is_holding = [](const auto& row) { return row.second != Holding{}; };
  return std::ranges::any_of(state.balances, is_balance) ||
         std::ranges::any_of(state.holdings, is_holding) || !state.settlements.empty();
}

struct OpeningFault {
  FaultKind kind = FaultKind::bad_fact;
  InstrumentNo instrument = no_instrument;
  std::string text;
};

std::optional<OpeningFault> fault_in(const PortfolioBook& book, const Opening& opening) {
  if (holds_anything(book.state())) {
    return OpeningFault{FaultKind::bad_fact, no_instrument,
                        "the portfolio holds something already: opening balances hold everything "
                        "that happened up to their date"};
  }
  for (const OpeningLot& lot : opening.lots) {
    const InstrumentTerms* terms = book.terms_of(lot.instrument);
    if (terms == nullptr) {
      return OpeningFault{FaultKind::unknown_instrument, lot.instrument, "unknown instrument"};
    }
    if (terms->currency != lot.currency) {
      return OpeningFault{FaultKind::currency_mismatch, lot.instrument,
                          "lot " + lot.lot_id + " costs " + lot.currency.code() +
                              ", the instrument is in " + terms->currency.code()};
    }
    if (lot.quantity_e6 <= 0 || lot.cost_minor < 0) {
      return OpeningFault{FaultKind::bad_fact, lot.instrument,
                          "lot " + lot.lot_id + " has no quantity or a negative cost"};
    }
  }
  return std::nullopt;
}

void add_to(Counters& counters, base::Currency currency, std::int64_t amount_minor) {
  auto& sum = counters[currency];
  sum = base::add_checked(sum, amount_minor);
}

void add_lots(PortfolioBook& book, Posting& posting, std::vector<OpeningLot> lots,
              Counters& capital) {
  std::ranges::sort(lots, {}, &OpeningLot::lot_id);
  std::map<InstrumentNo, std::int64_t> delivered;
  for (OpeningLot& given : lots) {
    const Lot lot{.id = std::move(given.lot_id),
                  .instrument = given.instrument,
                  .acquired_date = given.acquired_date,
                  .holding_start_date = given.acquired_date,
                  .currency = given.currency,
                  .quantity_e6 = given.quantity_e6,
                  .cost_minor = given.cost_minor,
                  .cost_base_minor = given.cost_base_minor};
    book.add_lot_line(posting, lot, lot.cost_minor, lot.quantity_e6);
    add_to(capital, lot.currency, lot.cost_minor);
    auto& quantity = delivered[lot.instrument];
    quantity = base::add_checked(quantity, lot.quantity_e6);
    book.add_lot(lot);
  }
  for (const auto& [instrument, quantity] : delivered) {
    posting.deliveries.push_back({instrument, quantity});
  }
}

void add_accruals(PortfolioBook& book, Posting& posting, std::vector<OpeningAccrual> accruals,
                  Counters& retained) {
  std::ranges::sort(accruals, {}, &OpeningAccrual::currency);
  for (const OpeningAccrual& accrual : accruals) {
    const auto add = [&](Account account, std::int64_t amount_minor) {
      book.add_line(posting, account, accrual.currency, amount_minor);
      add_to(retained, accrual.currency, amount_minor);
    };
    add(Account::receivable_interest, accrual.interest_minor);
    add(Account::payable_fees_mgmt, base::negate_checked(accrual.management_fee_minor));
    add(Account::payable_fees_perf, base::negate_checked(accrual.performance_fee_minor));
    add(Account::payable_gst, base::negate_checked(accrual.gst_minor));
  }
}

}  // namespace

void post_opening(PortfolioBook& book, const Opening& opening) {
  if (auto fault = fault_in(book, opening)) {
    book.fault(fault->kind, opening.date, key_of_opening(book), fault->instrument,
               std::move(fault->text));
    return;
  }
  Posting posting = book.begin_posting(key_of_opening(book), opening.date);
  posting.kind = EntryKind::opening;
  Counters capital;
  Counters retained;
  add_lots(book, posting, opening.lots, capital);
  std::vector<OpeningCash> cash = opening.cash;
  std::ranges::sort(cash, {}, &OpeningCash::currency);
  for (const OpeningCash& balance : cash) {
    book.add_line(posting, Account::cash, balance.currency, balance.amount_minor);
    add_to(capital, balance.currency, balance.amount_minor);
  }
  add_accruals(book, posting, opening.accruals, retained);
  for (const auto& [currency, sum] : capital) {
    book.add_line(posting, Account::client_capital, currency, base::negate_checked(sum));
  }
  for (const auto& [currency, sum] : retained) {
    book.add_line(posting, Account::retained, currency, base::negate_checked(sum));
  }
  if (!posting.lines.empty()) book.post(std::move(posting));
}

}  // namespace wealthjobs::finance
