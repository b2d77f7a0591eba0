// The working copy of one portfolio while settlement goes through its days: state, open lots by
// instrument, the dates at which something is due, and what has been posted so far.
//
//   post()      the only way to money and holdings: applies the lines to balances, 1100 quantities
//               to bucket TD, deliveries to bucket SD; aborts on an entry that does not balance
//   dispose()   the part of an entry that sells: lots out at cost, gain in the local currency
//   (4100),
//               the FX part of the gain in base currency (1050 against 4110)
//
//   gain_base = proceeds_base - cost_base     price part = half-even((proceeds - cost) x cost_base
//   / cost), FX part = the rest                 proceeds go to lots by cumulative allocation
//
//   Source   domain II.4, II.5, worked example of the price/FX split
//   Example  40 bought at USD 200 and 1.50, sold at 212.48 and 1.5234: 4100 USD -499.20, FX part of
//            the gain of 947.68 AUD: 198.88 (price part 748.80)
//   Not here which facts are due when: settlement.cpp
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <queue>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "finance/ledger/settlement.h"

namespace wealthjobs::finance {

// What is sold, by a sale or by the cash paid for fractions.
struct Disposal {
  InstrumentNo instrument{};
  std::int64_t quantity_e6 = 0;
  std::int64_t proceeds_minor = 0;
  std::int64_t proceeds_base_minor = 0;
  base::Currency currency;
};

class PortfolioBook {
 public:
  PortfolioBook(PortfolioState& state, const SettlementWorld& world);

  // Memory for so many trades and deals (an obligation, two entries each) and flows (one entry).
  void expect_items(std::size_t trades, std::size_t flows);
  // Puts the lots back into the state and takes positions that are no more out of it.
  void finish();

  [[nodiscard]] const SettlementWorld& world() const { return world_; }
  [[nodiscard]] const SettlementRules& rules() const { return world_.rules; }
  [[nodiscard]] const PortfolioState& state() const { return state_; }
  [[nodiscard]] SettlementOutcome& outcome() { return outcome_; }

  // nullptr where the instrument is not known.
  [[nodiscard]] const InstrumentTerms* terms_of(InstrumentNo instrument) const;
  [[nodiscard]] std::optional<std::int64_t> to_base(std::int64_t amount_minor,
                                                    base::Currency currency, base::Date date) const;
  [[nodiscard]] std::int64_t settled_cash(base::Currency currency) const {
    return state_.balance(Account::cash, currency);
  }
  [[nodiscard]] Holding holding(InstrumentNo instrument) const;
  [[nodiscard]] std::vector<Lot>& lots_of(InstrumentNo instrument) { return lots_[instrument]; }
  void add_lot(Lot lot);  // at its place by (acquired date, id)

  [[nodiscard]] Posting begin_posting(std::string cause_key, base::Date date) const;
  // A line without amount and quantity is left out.
  void add_line(Posting& posting, Account account, base::Currency currency,
                std::int64_t amount_minor, InstrumentNo instrument = no_instrument) const;
  void add_lot_line(Posting& posting, const Lot& lot, std::int64_t amount_minor,
                    std::int64_t quantity_e6) const;
  // Base currency: 1050 +gain, 4110 -gain.
  void add_fx_gain(Posting& posting, std::int64_t gain_base_minor) const;
  void post(Posting posting);
  // Settled cash that an entry of other work has moved.
  void move_cash(base::Currency currency, std::int64_t amount_minor);
  // An entry that moves stock but no money and no lot still needs a line: 9000 with the quantity.
  void post_delivery(Posting posting, InstrumentNo instrument, std::int64_t quantity_e6);

  // Adds the lines and realisations of a disposal and takes it out of the lots.
  void dispose(Posting& posting, const Disposal& disposal, const LotReduction& reduction);

  // Obligations. Indices stay valid: obligations are only ever added.
  [[nodiscard]] Settlement& settlement(std::size_t at) { return state_.settlements[at]; }
  void open_settlement(Settlement settlement);
  void expect_settlement(std::size_t at);  // due on its expected date
  [[nodiscard]] std::optional<std::size_t> open_trade(const std::string& trade_key) const;
  // Open ones whose expected date is `day`, by key; they are not due again until expected anew.
  std::vector<std::size_t> take_due_settlements(base::Date day);

  [[nodiscard]] Entitlement& entitlement(std::size_t at) { return state_.entitlements[at]; }
  void open_entitlement(Entitlement entitlement);
  // Unpaid ones whose pay date is `day`, by action id.
  std::vector<std::size_t> take_due_entitlements(base::Date day);

  // Everything due before `day` is in the past and is dropped.
  void skip_due_before(base::Date day);
  [[nodiscard]] std::optional<base::Date> next_due() const;

  void fault(FaultKind kind, base::Date day, std::string fact, InstrumentNo instrument,
             std::string text);
  void finding(base::Date day, std::string kind, FindingSeverity severity, InstrumentNo instrument,
               std::string text);

  // Currencies whose settled cash an entry has moved since the last call.
  std::vector<base::Currency> take_moved_cash();

 private:
  using Due = std::pair<base::Date, std::size_t>;
  using DueQueue = std::priority_queue<Due, std::vector<Due>, std::greater<>>;

  PortfolioState& state_;
  const SettlementWorld& world_;
  SettlementOutcome outcome_;
  std::map<InstrumentNo, std::vector<Lot>> lots_;
  DueQueue due_settlements_;
  DueQueue due_entitlements_;
  std::unordered_map<std::string, std::size_t> open_trades_;  // custodian mode only
  std::vector<base::Currency> moved_cash_;
};

// What a fact of this key is called in journal and findings: "trade|T1".
std::string key_of(std::string_view kind, std::string_view id);

}  // namespace wealthjobs::finance
