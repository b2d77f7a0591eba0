#include "finance/ledger/trade_postings.h"

#include <algorithm>

#include "base/decimal.h"
#include "base/rounding.h"

namespace wealthjobs::finance {
namespace {

using base::add_checked;

// A trade that may be posted: its money, when it settles, and its value in base currency.
struct PricedTrade {
  std::int64_t gross = 0;
  std::int64_t charges = 0;  // commission and tax
  std::int64_t net = 0;      // what is paid or received
  std::int64_t value = 0;    // cost of a purchase, proceeds of a sale
  std::int64_t value_base = 0;
  base::Date settle_date;
};

std::string_view fault_in(const Trade& trade) {
  if (trade.quantity_e6 <= 0) return "quantity is not positive";
  if (trade.price_e6 < 0) return "price is negative";
  if (trade.settle_date && *trade.settle_date < trade.trade_date) {
    return "settles before its trade date";
  }
  return {};
}

std::optional<base::Date> settle_date_of(PortfolioBook& book, const Trade& trade) {
  if (trade.settle_date) return trade.settle_date;
  const auto date =
      book.world().dates->settle_date(trade.instrument, trade.currency, trade.trade_date);
  if (date) return *date;
  book.fault(FaultKind::unknown_cycle, trade.trade_date, key_of("trade", trade.key),
             trade.instrument, "no settlement date: " + date.error());
  return std::nullopt;
}

// Everything that can be wrong with a trade is found before anything of it is posted.
std::optional<PricedTrade> priced(PortfolioBook& book, const Trade& trade) {
  const auto refuse = [&](FaultKind kind, std::string text) {
    book.fault(kind, trade.trade_date, key_of("trade", trade.key), trade.instrument,
               std::move(text));
    return std::nullopt;
  };
  if (const auto fault = fault_in(trade); !fault.empty()) {
    return refuse(FaultKind::bad_fact, std::string(fault));
  }
  const InstrumentTerms* terms = book.terms_of(trade.instrument);
  if (terms == nullptr) return refuse(FaultKind::unknown_instrument, "unknown instrument");
  if (terms->currency != trade.currency) {
    return refuse(
        FaultKind::currency_mismatch,
        "traded in " + trade.currency.code() + ", the instrument is in " + terms->currency.code());
  }
  PricedTrade result;
  result.gross =
      gross_minor(trade.quantity_e6, trade.price_e6, terms->price_factor, trade.currency);
  result.charges = add_checked(trade.commission_minor, trade.tax_minor);
  const bool is_buy = trade.side == Side::buy;
  result.net = is_buy ? add_checked(result.gross, result.charges)
                      : base::subtract_checked(result.gross, result.charges);
  if (result.net < 0) return refuse(FaultKind::bad_fact, "consideration is negative");
  const bool is_capitalised = book.rules().lot_cost == LotCost::capitalised;
  result.value = is_capitalised ? result.net : result.gross;
  const auto in_base = book.to_base(result.value, trade.currency, trade.trade_date);
  if (!in_base) {
    return refuse(FaultKind::missing_rate, "no rate " + trade.currency.code() + " to " +
                                               book.state().base_currency.code() + " on " +
                                               trade.trade_date.iso());
  }
  result.value_base = *in_base;
  const auto settles = settle_date_of(book, trade);
  if (!settles) return std::nullopt;
  result.settle_date = *settles;
  return result;
}

void add_charges(PortfolioBook& book, Posting& posting, const Trade& trade, std::int64_t charges) {
  if (book.rules().lot_cost == LotCost::expensed) {
    book.add_line(posting, Account::expense_brokerage, trade.currency, charges, trade.instrument);
  }
}

void open_obligation(PortfolioBook& book, const Trade& trade, const PricedTrade& money) {
  const bool is_buy = trade.side == Side::buy;
  Settlement item;
  item.key = key_of("trade", trade.key);
  item.kind = is_buy ? SettlementKind::buy : SettlementKind::sell;
  item.instrument = trade.instrument;
  item.quantity_e6 = trade.quantity_e6;
  item.currency = trade.currency;
  item.amount_minor = money.net;
  item.trade_date = trade.trade_date;
  item.contractual_date = money.settle_date;
  item.expected_date = money.settle_date;
  book.open_settlement(std::move(item));
}

// What a cash flow is booked against; what leaves as "other" is an expense.
Account counter_account(const CashFlow& flow) {
  switch (flow.kind) {
    case FlowKind::deposit:
    case FlowKind::withdrawal:
      return Account::client_capital;
    case FlowKind::fee:
      return Account::expense_fees_mgmt;
    case FlowKind::tax:
      return Account::expense_withholding_tax;
    case FlowKind::interest:
      return Account::income_interest;
    case FlowKind::other:
      break;
  }
  return flow.amount_minor > 0 ? Account::income_other : Account::expense_other;
}

std::string_view fault_in(const FxTrade& deal) {
  if (deal.sell_minor <= 0 || deal.buy_minor <= 0) return "amount is not positive";
  if (!deal.sell_currency.is_set() || !deal.buy_currency.is_set()) return "currency is missing";
  if (deal.sell_currency == deal.buy_currency) return "buys the currency that it sells";
  if (deal.settle_date < deal.trade_date) return "settles before its trade date";
  return {};
}

}  // namespace

std::int64_t gross_minor(std::int64_t quantity_e6, std::int64_t price_e6, std::int64_t price_factor,
                         base::Currency currency) {
  const base::int128 divisor =
      static_cast<base::int128>(base::power_of_ten(12 - currency.exponent())) * price_factor;
  return base::divide_rounded(static_cast<base::int128>(quantity_e6) * price_e6, divisor,
                              base::Rounding::half_up);
}

void post_purchase(PortfolioBook& book, const Trade& trade) {
  const auto money = priced(book, trade);
  if (!money) return;
  Posting posting = book.begin_posting(key_of("trade", trade.key) + "|td", trade.trade_date);
  Lot lot{.id = trade.key,
          .instrument = trade.instrument,
          .acquired_date = trade.trade_date,
          .holding_start_date = trade.trade_date,
          .currency = trade.currency,
          .quantity_e6 = trade.quantity_e6,
          .cost_minor = money->value,
          .cost_base_minor = money->value_base};
  book.add_lot_line(posting, lot, lot.cost_minor, lot.quantity_e6);
  add_charges(book, posting, trade, money->charges);
  book.add_line(posting, Account::payable_settlement, trade.currency, -money->net);
  book.post(std::move(posting));
  book.add_lot(std::move(lot));
  open_obligation(book, trade, *money);
}

bool is_covered(PortfolioBook& book, const Trade& trade) {
  if (trade.lot_id.empty()) {
    return trade.quantity_e6 <= book.holding(trade.instrument).traded_e6;
  }
  const auto& lots = book.lots_of(trade.instrument);
  const auto lot = std::ranges::find(lots, trade.lot_id, &Lot::id);
  return lot != lots.end() && trade.quantity_e6 <= lot->quantity_e6;
}

void post_sale(PortfolioBook& book, const Trade& trade) {
  const auto money = priced(book, trade);
  if (!money) return;
  const auto reduction = lot_reduction(book.lots_of(trade.instrument), trade.quantity_e6,
                                       book.rules().lot_method, trade.lot_id);
  if (!reduction) {
    const std::int64_t held = book.holding(trade.instrument).traded_e6;
    book.fault(FaultKind::oversold, trade.trade_date, key_of("trade", trade.key), trade.instrument,
               "sells " + base::format_decimal_short(trade.quantity_e6, base::quantity_scale) +
                   (trade.lot_id.empty() ? " of " : " of lot " + trade.lot_id + "; held: ") +
                   base::format_decimal_short(held, base::quantity_scale));
    return;
  }
  Posting posting = book.begin_posting(key_of("trade", trade.key) + "|td", trade.trade_date);
  book.add_line(posting, Account::receivable_settlement, trade.currency, money->net);
  add_charges(book, posting, trade, money->charges);
  book.dispose(posting,
               {.instrument = trade.instrument,
                .quantity_e6 = trade.quantity_e6,
                .proceeds_minor = money->value,
                .proceeds_base_minor = money->value_base,
                .currency = trade.currency},
               *reduction);
  book.post(std::move(posting));
  open_obligation(book, trade, *money);
}

void post_fx_deal(PortfolioBook& book, const FxTrade& deal) {
  if (const auto fault = fault_in(deal); !fault.empty()) {
    book.fault(FaultKind::bad_fact, deal.trade_date, key_of("fx", deal.key), no_instrument,
               std::string(fault));
    return;
  }
  Posting posting = book.begin_posting(key_of("fx", deal.key) + "|td", deal.trade_date);
  book.add_line(posting, Account::fx_clearing, deal.sell_currency, deal.sell_minor);
  book.add_line(posting, Account::payable_settlement, deal.sell_currency, -deal.sell_minor);
  book.add_line(posting, Account::receivable_settlement, deal.buy_currency, deal.buy_minor);
  book.add_line(posting, Account::fx_clearing, deal.buy_currency, -deal.buy_minor);
  book.post(std::move(posting));
  Settlement item;
  item.key = key_of("fx", deal.key);
  item.kind = SettlementKind::fx;
  item.currency = deal.sell_currency;
  item.amount_minor = deal.sell_minor;
  item.buy_currency = deal.buy_currency;
  item.buy_minor = deal.buy_minor;
  item.trade_date = deal.trade_date;
  item.contractual_date = deal.settle_date;
  item.expected_date = deal.settle_date;
  book.open_settlement(std::move(item));
}

void post_flow(PortfolioBook& book, const CashFlow& flow) {
  if (flow.amount_minor == 0 || !flow.currency.is_set()) {
    book.fault(FaultKind::bad_fact, flow.date, key_of("flow", flow.key), no_instrument,
               flow.amount_minor == 0 ? "amount is zero" : "currency is missing");
    return;
  }
  Posting posting = book.begin_posting(key_of("flow", flow.key), flow.date);
  book.add_line(posting, Account::cash, flow.currency, flow.amount_minor);
  book.add_line(posting, counter_account(flow), flow.currency,
                base::negate_checked(flow.amount_minor));
  book.post(std::move(posting));
}

}  // namespace wealthjobs::finance
