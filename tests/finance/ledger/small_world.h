// A small world for the ledger's tests: weekdays as calendar, tables of rates and prices, and facts
// written in one line each. Instruments 1 to 4: BHP (AUD, whole shares), AAPL (USD, fractions),
// SONY (JPY, whole shares), PENCE (GBP, price in pence, fractions).
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/decimal.h"
#include "base/rounding.h"
#include "finance/ledger/settlement.h"

namespace wealthjobs::finance::testing {

inline const base::Currency aud = base::Currency::of("AUD");
inline const base::Currency usd = base::Currency::of("USD");
inline const base::Currency cad = base::Currency::of("CAD");
inline const base::Currency gbp = base::Currency::of("GBP");
inline const base::Currency jpy = base::Currency::of("JPY");

inline constexpr PortfolioNo p1{1};
inline constexpr InstrumentNo bhp{1};
inline constexpr InstrumentNo aapl{2};
inline constexpr InstrumentNo sony{3};
inline constexpr InstrumentNo pence{4};

inline base::Date day(const char* iso) { return base::Date::parse(iso).value(); }
inline std::int64_t e6(const char* text) { return base::parse_decimal(text, 6).value(); }
inline std::int64_t cents(const char* text) { return base::parse_decimal(text, 2).value(); }

// T+n over weekdays that are no holidays.
class WeekdayDates : public SettlementDates {
 public:
  int t_plus = 2;
  std::set<base::Date> holidays;
  std::set<InstrumentNo> without_cycle;

  [[nodiscard]] bool is_open(base::Date date) const {
    return date.weekday() < base::Weekday::saturday && !holidays.contains(date);
  }
  [[nodiscard]] base::Result<base::Date> settle_date(InstrumentNo instrument, base::Currency,
                                                     base::Date trade_date) const override {
    if (without_cycle.contains(instrument)) return base::refuse("unknown_market");
    base::Date date = trade_date;
    for (int n = 0; n < t_plus; ++n) date = next_business_day(instrument, date);
    return date;
  }
  [[nodiscard]] base::Date next_business_day(InstrumentNo, base::Date after) const override {
    base::Date date = after + 1;
    while (!is_open(date)) date = date + 1;
    return date;
  }
  [[nodiscard]] int business_days_between(InstrumentNo, base::Date after,
                                          base::Date through) const override {
    int n = 0;
    for (base::Date date = after + 1; date <= through; date = date + 1) n += is_open(date) ? 1 : 0;
    return n;
  }
};

// 1 from = rate to, from the given date on.
class TableRates : public BaseRates {
 public:
  std::optional<base::Date> last;  // no rate after it

  void set(base::Currency from, base::Currency to, const char* date, const char* rate) {
    rates_[{from, to}][day(date)] = base::parse_decimal(rate, base::fx_scale).value();
  }
  [[nodiscard]] std::optional<std::int64_t> convert(std::int64_t amount_minor, base::Currency from,
                                                    base::Currency to,
                                                    base::Date date) const override {
    const auto pair = rates_.find({from, to});
    if (pair == rates_.end() || (last && date > *last)) return std::nullopt;
    const auto after = pair->second.upper_bound(date);
    if (after == pair->second.begin()) return std::nullopt;
    base::int128 denominator = base::power_of_ten(base::fx_scale);
    base::int128 numerator = static_cast<base::int128>(amount_minor) * std::prev(after)->second;
    numerator *= base::power_of_ten(to.exponent());
    denominator *= base::power_of_ten(from.exponent());
    return base::divide_rounded(numerator, denominator, base::Rounding::half_even);
  }

 private:
  std::map<std::pair<base::Currency, base::Currency>, std::map<base::Date, std::int64_t>> rates_;
};

class TablePrices : public FractionPrices {
 public:
  std::map<InstrumentNo, std::int64_t> prices;
  [[nodiscard]] std::optional<std::int64_t> price_e6(InstrumentNo instrument,
                                                     base::Date) const override {
    const auto at = prices.find(instrument);
    return at == prices.end() ? std::nullopt : std::optional(at->second);
  }
};

struct Facts {
  std::vector<Trade> trades;
  std::vector<FxTrade> fx_trades;
  std::vector<CashFlow> flows;
  std::vector<Confirmation> confirmations;
  std::vector<Transfer> transfers = {};
  std::optional<Opening> opening = {};

  [[nodiscard]] PortfolioFacts view() const {
    return {trades, fx_trades, flows, confirmations, {}, transfers, opening ? &*opening : nullptr};
  }

  Trade& trade(const char* key, Side side, InstrumentNo instrument, const char* date,
               const char* quantity, const char* price, base::Currency currency) {
    Trade fact;
    fact.key = key;
    fact.portfolio = p1;
    fact.instrument = instrument;
    fact.side = side;
    fact.trade_date = day(date);
    fact.quantity_e6 = e6(quantity);
    fact.price_e6 = e6(price);
    fact.currency = currency;
    return trades.emplace_back(fact);
  }
  CashFlow& flow(const char* key, const char* date, const char* amount, base::Currency currency,
                 FlowKind kind = FlowKind::deposit) {
    CashFlow fact;
    fact.key = key;
    fact.portfolio = p1;
    fact.date = day(date);
    fact.currency = currency;
    fact.amount_minor = base::parse_decimal(amount, currency.exponent()).value();
    fact.kind = kind;
    return flows.emplace_back(fact);
  }
  FxTrade& fx(const char* key, const char* date, const char* settles, const char* sold,
              base::Currency sell, const char* bought, base::Currency buy) {
    FxTrade fact;
    fact.key = key;
    fact.portfolio = p1;
    fact.trade_date = day(date);
    fact.settle_date = day(settles);
    fact.sell_currency = sell;
    fact.sell_minor = base::parse_decimal(sold, sell.exponent()).value();
    fact.buy_currency = buy;
    fact.buy_minor = base::parse_decimal(bought, buy.exponent()).value();
    return fx_trades.emplace_back(fact);
  }
  Confirmation& confirm(const char* id, const char* trade_key, const char* date,
                        const char* quantity, const char* cash, base::Currency currency) {
    Confirmation fact;
    fact.id = id;
    fact.trade_key = trade_key;
    fact.date = day(date);
    fact.quantity_e6 = e6(quantity);
    fact.cash_minor = base::parse_decimal(cash, currency.exponent()).value();
    fact.currency = currency;
    return confirmations.emplace_back(fact);
  }
};

inline CorporateAction dividend(const char* id, InstrumentNo instrument, const char* ex,
                                const char* pay, const char* amount, base::Currency currency) {
  CorporateAction action;
  action.id = id;
  action.instrument = instrument;
  action.kind = ActionKind::cash_dividend;
  action.ex_date = day(ex);
  action.pay_date = day(pay);
  action.amount_per_share_e6 = e6(amount);
  action.currency = currency;
  return action;
}

inline CorporateAction split(const char* id, InstrumentNo instrument, const char* ex,
                             const char* ratio_new, const char* ratio_old) {
  CorporateAction action;
  action.id = id;
  action.instrument = instrument;
  action.kind = ActionKind::split;
  action.ex_date = day(ex);
  action.ratio_new_e6 = e6(ratio_new);
  action.ratio_old_e6 = e6(ratio_old);
  return action;
}

// Everything a scenario needs; base currency AUD unless told.
struct SmallWorld {
  WeekdayDates dates;
  TableRates rates;
  TablePrices prices;
  ActionsByInstrument actions;
  std::vector<InstrumentTerms> instruments{
      {}, {aud, 1, 1'000'000}, {usd, 1, 1}, {jpy, 1, 1'000'000}, {gbp, 100, 1}};
  SettlementRules rules;
  PortfolioIdentity identity{p1, "P1", aud};
  Facts facts;

  [[nodiscard]] SettlementWorld world() const {
    return {&dates, &rates, &prices, &actions, instruments, rules};
  }
  [[nodiscard]] Replay replay_through(const char* iso) const {
    return replay(identity, day(iso), facts.view(), world());
  }
  [[nodiscard]] PortfolioState empty_state() const {
    PortfolioState state;
    state.portfolio = identity.portfolio;
    state.portfolio_id = identity.portfolio_id;
    state.base_currency = identity.base_currency;
    return state;
  }
};

// "1100 AUD 635424 q=150000000 T1" per line, for comparisons that read well.
inline std::vector<std::string> lines_of(const Posting& posting) {
  std::vector<std::string> result;
  for (const PostingLine& line : posting.lines) {
    std::string text = std::to_string(code_of(line.account)) + " " + line.currency.code() + " " +
                       std::to_string(line.amount_minor);
    if (line.quantity_e6) text += " q=" + std::to_string(*line.quantity_e6);
    if (!line.lot_id.empty()) text += " " + line.lot_id;
    result.push_back(text);
  }
  return result;
}

inline const Posting* find_posting(const SettlementOutcome& outcome, std::string_view cause_key) {
  for (const Posting& posting : outcome.postings) {
    if (posting.cause_key == cause_key) return &posting;
  }
  return nullptr;
}

inline std::vector<std::string> keys_of(const SettlementOutcome& outcome) {
  std::vector<std::string> keys;
  for (const Posting& posting : outcome.postings) keys.push_back(posting.cause_key);
  return keys;
}

}  // namespace wealthjobs::finance::testing
