// Random portfolios with every kind of fact, sound and faulty, for the properties of settlement.
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "finance/ledger/allocation.h"
#include "finance/ledger/small_world.h"

namespace wealthjobs::finance::testing {

// A rate for every pair and date, made from both; now and then none.
class FormulaRates : public BaseRates {
 public:
  [[nodiscard]] std::optional<std::int64_t> convert(std::int64_t amount_minor, base::Currency from,
                                                    base::Currency to,
                                                    base::Date date) const override {
    const auto mix =
        static_cast<std::int64_t>(date.days()) * 7919 + from.packed() % 1009 + to.packed() % 2003;
    if (mix % 97 == 0) return std::nullopt;
    return base::multiply_divide(amount_minor, 500 + mix % 1000, 1000, base::Rounding::half_even);
  }
};

struct RandomWorld {
  static constexpr int n_days = 45;

  explicit RandomWorld(std::uint32_t seed) : random(seed) {
    start = day("2026-03-02");
    w.identity.base_currency = chance(50) ? aud : usd;
    w.dates.t_plus = number(0, 3);
    w.dates.holidays = {start + 9, start + 18, start + 19};
    w.rules.confirm_mode = chance(40) ? ConfirmMode::custodian : ConfirmMode::contractual;
    w.rules.allow_partial = chance(80);
    w.rules.lot_method = static_cast<LotMethod>(number(0, 4));
    w.rules.lot_cost = chance(50) ? LotCost::capitalised : LotCost::expensed;
    w.rules.retry_failed_daily = chance(85);
    w.rules.buyin_after_bd = number(1, 4);
    w.prices.prices = {{bhp, e6("43.21")}, {aapl, e6("212.480001")}};
    add_flows();
    add_trades();
    add_fx_deals();
    add_confirmations();
    add_actions();
  }

  int number(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); }
  bool chance(int percent) { return number(1, 100) <= percent; }
  base::Date any_day() { return start + number(0, n_days - 1); }
  base::Date last_day() const { return start + (n_days + 10); }

  [[nodiscard]] SettlementWorld world() const {
    return {&w.dates, &rates, &w.prices, &w.actions, w.instruments, w.rules};
  }
  [[nodiscard]] Replay replay_all() const {
    return replay(w.identity, last_day(), w.facts.view(), world());
  }
  void shuffle() {
    std::ranges::shuffle(w.facts.trades, random);
    std::ranges::shuffle(w.facts.fx_trades, random);
    std::ranges::shuffle(w.facts.flows, random);
    std::ranges::shuffle(w.facts.confirmations, random);
  }

  // Changes some facts, as amendments and cancellations do.
  void amend() {
    for (Trade& trade : w.facts.trades) {
      if (chance(20)) trade.quantity_e6 += 1'000'000;
      if (chance(10)) trade.is_cancelled = true;
      if (chance(10)) trade.trade_date = trade.trade_date + 1;
    }
    for (CashFlow& flow : w.facts.flows) {
      if (chance(20)) flow.date = flow.date - 1;
    }
    for (FxTrade& deal : w.facts.fx_trades) {
      if (chance(20)) deal.buy_minor += 1;
    }
    if (chance(30)) add_actions();
  }

  std::mt19937 random;
  base::Date start;
  SmallWorld w;
  FormulaRates rates;

 private:
  base::Currency any_currency() {
    const base::Currency all[] = {aud, usd, gbp, jpy};
    return all[number(0, 3)];
  }

  void add_flows() {
    for (int i = number(1, 5); i > 0; --i) {
      const std::string key = "C" + std::to_string(i);
      auto& flow = w.facts.flow(key.c_str(), "2026-03-02", "1", any_currency());
      flow.date = any_day();
      flow.amount_minor = number(-20'000, 900'000);
      flow.kind = static_cast<FlowKind>(number(0, 5));
    }
    w.facts.flow("C-START", "2026-03-02", "20000.00", aud);
  }

  void add_trades() {
    for (int i = number(2, 14); i > 0; --i) {
      const std::string key = "T" + std::to_string(i);
      const InstrumentNo instrument{number(1, 4)};
      const auto currency = w.instruments[static_cast<std::size_t>(number_of(instrument))].currency;
      auto& trade = w.facts.trade(key.c_str(), chance(60) ? Side::buy : Side::sell, instrument,
                                  "2026-03-02", "1", "1", chance(97) ? currency : cad);
      trade.trade_date = any_day();
      if (chance(25)) trade.settle_date = trade.trade_date + number(-1, 5);
      trade.quantity_e6 = number(1, 60) * 1'000'000LL;
      if (instrument == aapl || instrument == pence) trade.quantity_e6 += number(0, 999'999);
      trade.price_e6 = number(0, 90'000'000);
      trade.commission_minor = number(0, 900);
      trade.tax_minor = chance(50) ? number(0, 90) : 0;
      if (trade.side == Side::sell && chance(15)) trade.lot_id = "T" + std::to_string(number(1, 9));
    }
  }

  void add_fx_deals() {
    for (int i = number(0, 4); i > 0; --i) {
      const std::string key = "F" + std::to_string(i);
      auto& deal = w.facts.fx(key.c_str(), "2026-03-02", "2026-03-02", "1.00", aud, "1.00", usd);
      deal.sell_currency = any_currency();
      deal.buy_currency = any_currency();
      deal.sell_minor = number(1, 300'000);
      deal.buy_minor = number(1, 300'000);
      deal.trade_date = any_day();
      deal.settle_date = deal.trade_date + number(0, 3);
    }
  }

  // Most trades are confirmed, many in two parts, a few with wrong cash.
  void add_confirmations() {
    for (const Trade& trade : w.facts.trades) {
      if (!chance(80)) continue;
      const bool is_split = chance(40) && trade.quantity_e6 > 1;
      std::vector<std::int64_t> parts{trade.quantity_e6};
      if (is_split)
        parts = {trade.quantity_e6 / 3 + 1, trade.quantity_e6 - trade.quantity_e6 / 3 - 1};
      const bool is_buy = trade.side == Side::buy;
      const std::int64_t charges = trade.commission_minor + trade.tax_minor;
      const auto factor =
          w.instruments[static_cast<std::size_t>(number_of(trade.instrument))].price_factor;
      const std::int64_t gross = base::divide_rounded(
          static_cast<base::int128>(trade.quantity_e6) * trade.price_e6,
          base::power_of_ten(12 - trade.currency.exponent()) * factor, base::Rounding::half_up);
      CumulativeAllocation cash(is_buy ? gross + charges : gross - charges, trade.quantity_e6);
      base::Date date = trade.trade_date + number(0, 4);
      for (std::size_t n = 0; n < parts.size(); ++n) {
        const std::string id = "S-" + trade.key + "-" + std::to_string(n);
        auto& one = w.facts.confirm(id.c_str(), trade.key.c_str(), "2026-03-02", "1", "1.00", aud);
        one.currency = trade.currency;
        one.quantity_e6 = parts[n];
        one.cash_minor = cash.next(parts[n]) + (chance(10) ? number(-3, 3) : 0);
        one.date = date;
        date = date + number(0, 3);
      }
    }
    w.facts.confirm("S-NOBODY", "T-NOBODY", "2026-03-10", "1", "1.00", aud);
  }

  void add_actions() {
    std::vector<CorporateAction> actions;
    for (int i = number(0, 6); i > 0; --i) {
      const std::string id = "A" + std::to_string(i);
      const InstrumentNo instrument{number(1, 4)};
      auto action =
          chance(60)
              ? dividend(id.c_str(), instrument, "2026-03-02", "2026-03-02", "0.24", any_currency())
              : split(id.c_str(), instrument, "2026-03-02", std::to_string(number(1, 7)).c_str(),
                      std::to_string(number(1, 4)).c_str());
      action.ex_date = any_day();
      action.pay_date = action.ex_date + number(0, 8);
      action.withholding_ppm = chance(50) ? number(0, 300'000) : 0;
      if (chance(30)) action.treaty_ppm = 150'000;
      if (chance(30)) action.fee_per_share_e6 = 20'000;
      if (chance(20)) action.paid_rate_e8 = 135'000'000;
      actions.push_back(action);
    }
    w.actions = ActionsByInstrument(std::move(actions));
  }
};

}  // namespace wealthjobs::finance::testing
