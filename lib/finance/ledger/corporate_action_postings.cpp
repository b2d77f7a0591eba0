#include "finance/ledger/corporate_action_postings.h"

#include <algorithm>

#include "base/decimal.h"
#include "base/rounding.h"
#include "finance/ledger/trade_postings.h"

namespace wealthjobs::finance {
namespace {

using base::Rounding;

constexpr std::int64_t whole_e6 = 1'000'000;

std::string cause_of(const PortfolioBook& book, std::string_view action_id, int version,
                     std::string_view step) {
  std::string key = key_of("ca", action_id);
  key += "|v" + std::to_string(version) + '|';
  key += book.state().portfolio_id;
  key += '|';
  key += step;
  return key;
}

void fault(PortfolioBook& book, const CorporateAction& action, FaultKind kind, base::Date day,
           std::string text) {
  book.fault(kind, day, key_of("ca", action.id), action.instrument, std::move(text));
}

std::string no_rate_text(const PortfolioBook& book, base::Currency currency, base::Date day) {
  return "no rate " + currency.code() + " to " + book.state().base_currency.code() + " on " +
         day.iso();
}

// --- Dividends ----------------------------------------------------------------------------------

std::int64_t ppm_of(std::int64_t amount_minor, std::int64_t ppm) {
  return base::multiply_divide(amount_minor, ppm, 1'000'000, Rounding::half_up);
}

Entitlement entitlement_of(const CorporateAction& action, std::int64_t quantity_e6) {
  Entitlement item;
  item.action_id = action.id;
  item.version = action.version;
  item.instrument = action.instrument;
  item.quantity_e6 = quantity_e6;
  item.currency = action.currency;
  item.gross_minor = gross_minor(quantity_e6, action.amount_per_share_e6, 1, action.currency);
  item.withheld_minor = ppm_of(item.gross_minor, action.withholding_ppm);
  if (action.treaty_ppm && *action.treaty_ppm < action.withholding_ppm) {
    item.reclaim_minor = item.withheld_minor - ppm_of(item.gross_minor, *action.treaty_ppm);
  }
  item.fee_minor = gross_minor(quantity_e6, action.fee_per_share_e6, 1, action.currency);
  item.net_minor = base::subtract_checked(
      base::subtract_checked(item.gross_minor, item.withheld_minor), item.fee_minor);
  item.ex_date = action.ex_date;
  item.pay_date = std::max(action.pay_date.value_or(action.ex_date), action.ex_date);
  return item;
}

void post_dividend(PortfolioBook& book, const CorporateAction& action, std::int64_t quantity_e6) {
  if (quantity_e6 <= 0) return;
  if (!action.currency.is_set() || action.amount_per_share_e6 < 0 || action.withholding_ppm < 0 ||
      action.withholding_ppm > 1'000'000 || action.fee_per_share_e6 < 0) {
    return fault(book, action, FaultKind::bad_fact, action.ex_date,
                 "dividend without currency, or an amount or rate out of range");
  }
  Entitlement item = entitlement_of(action, quantity_e6);
  if (item.gross_minor == 0 && item.fee_minor == 0) return;
  const auto in_base = book.to_base(item.net_minor, item.currency, action.ex_date);
  if (!in_base) {
    return fault(book, action, FaultKind::missing_rate, action.ex_date,
                 no_rate_text(book, item.currency, action.ex_date));
  }
  item.ex_base_minor = *in_base;
  Posting posting =
      book.begin_posting(cause_of(book, action.id, action.version, "ex"), action.ex_date);
  const auto line = [&](Account account, std::int64_t amount) {
    book.add_line(posting, account, item.currency, amount, item.instrument);
  };
  line(Account::receivable_dividend, item.net_minor);
  line(Account::expense_withholding_tax, item.withheld_minor - item.reclaim_minor);
  line(Account::receivable_tax_reclaim, item.reclaim_minor);
  line(Account::expense_adr_fee, item.fee_minor);
  line(Account::income_dividend, -item.gross_minor);
  book.post(std::move(posting));
  book.open_entitlement(std::move(item));
}

// The paying agent's own rate wins over the market's (ADR).
std::optional<std::int64_t> paid_in_base(const PortfolioBook& book, const Entitlement& item,
                                         const CorporateAction* action) {
  const base::Currency base_currency = book.state().base_currency;
  if (item.currency == base_currency) return item.net_minor;
  if (action == nullptr || !action->paid_rate_e8) {
    return book.to_base(item.net_minor, item.currency, item.pay_date);
  }
  const int shift = base_currency.exponent() - item.currency.exponent();
  base::int128 numerator = static_cast<base::int128>(item.net_minor) * *action->paid_rate_e8;
  base::int128 denominator = base::power_of_ten(base::fx_scale);
  if (shift > 0) numerator = base::multiply_checked(numerator, base::power_of_ten(shift));
  if (shift < 0) denominator *= base::power_of_ten(-shift);
  return base::divide_rounded(numerator, denominator, Rounding::half_even);
}

void pay(PortfolioBook& book, Entitlement& item) {
  const CorporateAction* action = book.world().actions->find(item.instrument, item.action_id);
  const auto paid = paid_in_base(book, item, action);
  if (!paid) {
    book.fault(FaultKind::missing_rate, item.pay_date, key_of("ca", item.action_id),
               item.instrument, no_rate_text(book, item.currency, item.pay_date));
    return;
  }
  item.paid_base_minor = *paid;
  if (item.net_minor == 0) return;
  Posting posting =
      book.begin_posting(cause_of(book, item.action_id, item.version, "pay"), item.pay_date);
  book.add_line(posting, Account::cash, item.currency, item.net_minor);
  book.add_line(posting, Account::receivable_dividend, item.currency, -item.net_minor,
                item.instrument);
  book.add_fx_gain(posting, base::subtract_checked(*paid, item.ex_base_minor));
  book.post(std::move(posting));
}

// --- Splits -------------------------------------------------------------------------------------

// quantity x new / old of a running total: differences add up to the split of the sum.
class CumulativeSplit {
 public:
  CumulativeSplit(const CorporateAction& action, std::int64_t unit_e6)
      : action_(action), unit_e6_(unit_e6) {}

  std::int64_t next(std::int64_t quantity_e6) {
    before_ = base::add_checked(before_, quantity_e6);
    std::int64_t until_now = base::multiply_divide(before_, action_.ratio_new_e6,
                                                   action_.ratio_old_e6, Rounding::half_even);
    until_now -= until_now % unit_e6_;
    return until_now - std::exchange(after_, until_now);
  }

 private:
  const CorporateAction& action_;
  std::int64_t unit_e6_;
  std::int64_t before_ = 0;
  std::int64_t after_ = 0;
};

// What a split will do, found before anything of it is done.
struct SplitPlan {
  std::vector<std::int64_t> lots;  // new quantities
  std::int64_t fraction_e6 = 0;    // paid out
  std::int64_t proceeds_minor = 0;
  std::int64_t proceeds_base_minor = 0;
};

// Board lots bind orders; what a split leaves below one unit is what is paid out.
std::int64_t unit_of(const InstrumentTerms& terms) { return std::min(terms.lot_size_e6, whole_e6); }

std::optional<SplitPlan> split_plan(PortfolioBook& book, const CorporateAction& action,
                                    const InstrumentTerms& terms) {
  const auto refuse = [&](FaultKind kind, std::string text) {
    fault(book, action, kind, action.ex_date, std::move(text));
    return std::nullopt;
  };
  SplitPlan plan;
  CumulativeSplit split(action, 1);
  std::int64_t total = 0;
  for (const Lot& lot : book.lots_of(action.instrument)) {
    plan.lots.push_back(split.next(lot.quantity_e6));
    total = base::add_checked(total, plan.lots.back());
    if (plan.lots.back() <= 0) {
      return refuse(FaultKind::split_too_fine, "lot " + lot.id + " would become nothing");
    }
  }
  plan.fraction_e6 = total % unit_of(terms);
  if (plan.fraction_e6 == 0) return plan;
  const auto price = book.world().prices->price_e6(action.instrument, action.ex_date);
  if (!price) {
    return refuse(FaultKind::missing_price,
                  "no price on " + action.ex_date.iso() + " for the fraction of " +
                      base::format_decimal_short(plan.fraction_e6, base::quantity_scale));
  }
  plan.proceeds_minor = gross_minor(plan.fraction_e6, *price, terms.price_factor, terms.currency);
  const auto in_base = book.to_base(plan.proceeds_minor, terms.currency, action.ex_date);
  if (!in_base) {
    return refuse(FaultKind::missing_rate, no_rate_text(book, terms.currency, action.ex_date));
  }
  plan.proceeds_base_minor = *in_base;
  return plan;
}

// Splits what is open of every obligation; returns open purchases less open sales afterwards.
std::int64_t split_obligations(PortfolioBook& book, const CorporateAction& action,
                               std::int64_t unit_e6) {
  CumulativeSplit purchases(action, unit_e6);
  CumulativeSplit sales(action, unit_e6);
  std::int64_t net_open = 0;
  for (std::size_t at = 0; at < book.state().settlements.size(); ++at) {
    Settlement& item = book.settlement(at);
    if (item.instrument != action.instrument || !item.is_open()) continue;
    const bool is_buy = item.kind == SettlementKind::buy;
    const std::int64_t before = item.quantity_e6 - item.settled_quantity_e6;
    const std::int64_t open = is_buy ? purchases.next(before) : sales.next(before);
    item.settled_quantity_e6 = base::multiply_divide(item.settled_quantity_e6, action.ratio_new_e6,
                                                     action.ratio_old_e6, Rounding::half_even);
    item.quantity_e6 = base::add_checked(item.settled_quantity_e6, open);
    net_open = base::add_checked(net_open, is_buy ? open : -open);
  }
  return net_open;
}

void pay_fraction(PortfolioBook& book, Posting& posting, const CorporateAction& action,
                  const SplitPlan& plan) {
  const base::Currency currency = book.terms_of(action.instrument)->currency;
  const auto reduction =
      lot_reduction(book.lots_of(action.instrument), plan.fraction_e6, book.rules().lot_method);
  book.add_line(posting, Account::cash, currency, plan.proceeds_minor);
  book.dispose(posting,
               {.instrument = action.instrument,
                .quantity_e6 = plan.fraction_e6,
                .proceeds_minor = plan.proceeds_minor,
                .proceeds_base_minor = plan.proceeds_base_minor,
                .currency = currency},
               *reduction);
}

bool has_stake(PortfolioBook& book, InstrumentNo instrument) {
  if (book.holding(instrument) != Holding{}) return true;
  return std::ranges::any_of(book.state().settlements, [&](const Settlement& item) {
    return item.instrument == instrument && item.is_open();
  });
}

void post_split(PortfolioBook& book, const CorporateAction& action) {
  if (!has_stake(book, action.instrument)) return;
  if (action.ratio_new_e6 <= 0 || action.ratio_old_e6 <= 0) {
    return fault(book, action, FaultKind::bad_fact, action.ex_date, "ratio is not positive");
  }
  const InstrumentTerms* terms = book.terms_of(action.instrument);
  if (terms == nullptr) {
    return fault(book, action, FaultKind::unknown_instrument, action.ex_date, "unknown instrument");
  }
  const auto plan = split_plan(book, action, *terms);
  if (!plan) return;
  Posting posting =
      book.begin_posting(cause_of(book, action.id, action.version, "split"), action.ex_date);
  auto& lots = book.lots_of(action.instrument);
  std::int64_t traded = 0;
  for (std::size_t at = 0; at < lots.size(); ++at) {
    book.add_lot_line(posting, lots[at], 0, plan->lots[at] - lots[at].quantity_e6);
    lots[at].quantity_e6 = plan->lots[at];
    traded += plan->lots[at];
  }
  if (plan->fraction_e6 > 0) pay_fraction(book, posting, action, *plan);
  const std::int64_t net_open = split_obligations(book, action, unit_of(*terms));
  const std::int64_t settled = traded - plan->fraction_e6 - net_open;
  const std::int64_t delivered = settled - book.holding(action.instrument).settled_e6;
  if (posting.lines.empty() && delivered == 0) return;
  book.post_delivery(std::move(posting), action.instrument, delivered);
}

}  // namespace

void post_actions(PortfolioBook& book, std::span<const CorporateAction* const> actions) {
  std::vector<std::int64_t> entitled;
  entitled.reserve(actions.size());
  for (const CorporateAction* action : actions) {
    entitled.push_back(book.holding(action->instrument).traded_e6);
  }
  for (const CorporateAction* action : actions) {
    if (action->kind == ActionKind::split) post_split(book, *action);
  }
  for (std::size_t i = 0; i < actions.size(); ++i) {
    if (actions[i]->kind == ActionKind::cash_dividend) {
      post_dividend(book, *actions[i], entitled[i]);
    }
  }
}

void post_dividend_payments(PortfolioBook& book, base::Date day) {
  for (const std::size_t at : book.take_due_entitlements(day)) pay(book, book.entitlement(at));
}

}  // namespace wealthjobs::finance
