// Settlement: carries one portfolio over the true dates (from, through], from its facts to balanced
// entries, open obligations, lots, holdings and entitlements. Nothing else moves a position.
//
//   Order of a day   splits; dividends going ex (on the quantity held at the close before, so
//                    before that day's splits and trades), then dividend payments; inflows; FX
//                    deals, their due legs; outflows; sales, due sales; purchases, due purchases.
//                    Each by (date, id). Only days on which something happens are visited.
//   Two dates        the trade date moves economic exposure (bucket TD, lots, 1100 against 2000 or
//                    1200); settlement moves cash and stock together or not at all (bucket SD)
//   contractual      settles in full on the expected date if settled cash (1000 of the currency,
//                    after what settled earlier in this order) or settled stock covers the item
//   custodian        settles what a confirmation says, slice by slice (allocation.h); FX deals
//                    settle contractually, for confirmations name trades
//   Failing          fail_count + 1, the next business day is the expected date, tried again
//   Flows            always post: they have happened. A transfer in comes with the inflows, one out
//                    with the outflows (transfer_postings.h)
//   Taking on        the opening balances are those at the close of their date: they post last on
//                    it, into a portfolio that holds nothing yet (opening_postings.h)
//   Day trades       a sale that the position does not cover waits for that day's purchases; a sale
//                    whose stock is missing is tried once more after that day's purchases settled
//   Realised FX      of a foreign sale or dividend in base currency: 1050 +fx, 4110 -fx, in the
//                    same entry. 1050 is the currency trading account: what it holds is the
//                    counterpart of foreign balances and no asset; it is not part of nav (RULINGS
//                    A13)
//   Faults           a fact that cannot be posted is named, left out, and the rest goes on; the
//                    caller decides about holds and gates (RULINGS A9)
//
//   Source   domain 02 (II.3 to II.5), job 1; RULINGS A1 to A4, A9, A13
//   Units    minor units, quantity and price 10^-6, FX 10^-8
//   Example  buy 150 BHP at 42.3150, commission 6.35, tax 0.64: 1100 +6,354.24, 2000 -6,354.24 on
//            the trade date; 100 of them delivered: 2000 +4,236.16, 1000 -4,236.16, SD 100, TD 150
//   Failure  amounts outside int64 throw Error(internal), whatever portfolio they belong to
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "base/result.h"
#include "finance/ledger/fact.h"
#include "finance/ledger/lot.h"
#include "finance/ledger/numbers.h"
#include "finance/ledger/opening.h"
#include "finance/ledger/portfolio_state.h"
#include "finance/ledger/posting.h"

namespace wealthjobs::finance {

enum class ConfirmMode { contractual, custodian };
enum class LotCost { capitalised, expensed };  // what becomes of commission and tax
std::string_view name_of(ConfirmMode mode);
std::string_view name_of(LotCost cost);
std::optional<ConfirmMode> confirm_mode_from(std::string_view text);
std::optional<LotCost> lot_cost_from(std::string_view text);

struct SettlementRules {
  ConfirmMode confirm_mode = ConfirmMode::contractual;
  bool allow_partial = true;
  std::int64_t min_partial_qty_e6 = 1'000'000;  // a smaller partial delivery counts as none
  std::int64_t cash_tol_minor = 2;              // confirmed against expected cash; within it: 1900
  int buyin_after_bd = 5;                       // business days late at which a buy-in task rises
  bool retry_failed_daily = true;               // false: only a confirmation settles what failed
  LotMethod lot_method = LotMethod::fifo;
  LotCost lot_cost = LotCost::capitalised;
};

// What the rules must know of an instrument.
struct InstrumentTerms {
  base::Currency currency;
  std::int64_t price_factor = 1;  // divides the price: 100 for pence
  std::int64_t lot_size_e6 = 1;   // 1: fractions are held; else a split pays cash for fractions
};

// Calendars and cycles, as far as settlement asks.
class SettlementDates {
 public:
  virtual ~SettlementDates() = default;
  // The contractual date by the cycle of the instrument's market; a refusal says why there is none.
  [[nodiscard]] virtual base::Result<base::Date> settle_date(InstrumentNo instrument,
                                                             base::Currency currency,
                                                             base::Date trade_date) const = 0;
  // For FX deals the instrument is no_instrument.
  [[nodiscard]] virtual base::Date next_business_day(InstrumentNo instrument,
                                                     base::Date after) const = 0;
  // Business days in (after, through], on the same calendar as next_business_day.
  [[nodiscard]] virtual int business_days_between(InstrumentNo instrument, base::Date after,
                                                  base::Date through) const = 0;
};

// Rates of a date: minor units into minor units, half-even; nullopt where the date has no rate.
// Never asked for a currency into itself.
class BaseRates {
 public:
  virtual ~BaseRates() = default;
  [[nodiscard]] virtual std::optional<std::int64_t> convert(std::int64_t amount_minor,
                                                            base::Currency from, base::Currency to,
                                                            base::Date date) const = 0;
};

// The price on the new shares at which a split's fractions are paid out.
class FractionPrices {
 public:
  virtual ~FractionPrices() = default;
  [[nodiscard]] virtual std::optional<std::int64_t> price_e6(InstrumentNo instrument,
                                                             base::Date ex_date) const = 0;
};

// The book's corporate actions, as now known and not cancelled, found by instrument. Made once for
// all portfolios; must outlive the engine calls.
class ActionsByInstrument {
 public:
  ActionsByInstrument() = default;
  explicit ActionsByInstrument(std::vector<CorporateAction> actions);  // cancelled ones are dropped
  // By ex-date, then id.
  [[nodiscard]] std::span<const CorporateAction> of(InstrumentNo instrument) const;
  [[nodiscard]] const CorporateAction* find(InstrumentNo instrument, std::string_view id) const;

 private:
  std::vector<CorporateAction> actions_;  // by instrument, ex-date, id
};

// Everything outside the portfolio. Pointers are not owned and must be set.
struct SettlementWorld {
  const SettlementDates* dates = nullptr;
  const BaseRates* rates = nullptr;
  const FractionPrices* prices = nullptr;
  const ActionsByInstrument* actions = nullptr;
  std::span<const InstrumentTerms> instruments;  // at number_of(InstrumentNo); [0] is unused
  SettlementRules rules;
};

// Settled cash that other work has moved: interest credited, fees charged. Their entries are not
// settlement's; it only has to know what cash there is. Counts from the end of its date, for that
// work follows settlement.
struct CashMovement {
  base::Date date;
  base::Currency currency;
  std::int64_t amount_minor = 0;
};

// The portfolio's facts as now known, in any order. Cancelled ones and ones dated outside
// (from, through] are left alone, so a caller may give more than is due. A trade counts by its
// trade date, a flow and a confirmation by their date, an FX deal by its trade date.
struct PortfolioFacts {
  std::span<const Trade> trades;
  std::span<const FxTrade> fx_trades;
  std::span<const CashFlow> flows;
  std::span<const Confirmation> confirmations;        // used in confirm_mode custodian only
  std::span<const CashMovement> cash_movements = {};  // of a replay: the state knows them else
  std::span<const Transfer> transfers = {};
  const Opening* opening = nullptr;  // of a portfolio that was taken on; null: none
};

struct SettlementFail {
  std::string settlement_key;
  base::Date day;
  std::string reason;
  int fail_count = 0;
  bool operator==(const SettlementFail&) const = default;
};

enum class FindingSeverity { info, warn, critical };
std::string_view name_of(FindingSeverity severity);

// kinds: settlement_fail, partial_delivery, buy_in, negative_cash, cash_difference, over_delivery
struct SettlementFinding {
  base::Date day;
  std::string kind;
  FindingSeverity severity = FindingSeverity::warn;
  InstrumentNo instrument = no_instrument;
  std::string text;
  bool operator==(const SettlementFinding&) const = default;
};

enum class FaultKind {
  bad_fact,              // quantity not positive, settlement before the trade, currencies alike ...
  unknown_instrument,    // outside SettlementWorld::instruments
  currency_mismatch,     // trade or confirmation in another currency than instrument or trade
  oversold,              // a sale larger than the position, or than the lot it names
  unknown_cycle,         // no settlement cycle for the market at that date
  missing_rate,          // no FX rate into the base currency
  missing_price,         // a split with fractions and no price
  unknown_confirmation,  // no open trade of that key
  cash_mismatch,         // confirmed cash differs by more than the tolerance
  split_too_fine,        // a lot would become smaller than a millionth
};
std::string_view name_of(FaultKind kind);

// Critical. fact names it: "trade|T1", "fx|F1", "flow|C1", "confirmation|S1", "ca|D1".
struct SettlementFault {
  FaultKind kind = FaultKind::bad_fact;
  base::Date day;
  std::string fact;
  InstrumentNo instrument = no_instrument;
  std::string text;
  bool operator==(const SettlementFault&) const = default;
};

struct SettlementOutcome {
  std::vector<Posting> postings;  // in the order in which they must be journalled
  std::vector<SettlementFail> fails;
  std::vector<SettlementFinding> findings;
  std::vector<SettlementFault> faults;
};

// Advances `state`, which stands at the close of `from`, to the close of `through`. The state ends
// with its lots by (acquired date, id), and with the settlements and entitlements of the call's
// beginning and those it opened, settled and paid ones included (drop_finished_items leaves only
// the open ones).
SettlementOutcome advance(PortfolioState& state, base::Date from, base::Date through,
                          const PortfolioFacts& facts, const SettlementWorld& world);

void drop_finished_items(PortfolioState& state);

struct PortfolioIdentity {
  PortfolioNo portfolio{};
  std::string portfolio_id;
  base::Currency base_currency;
};

struct Replay {
  PortfolioState state;
  SettlementOutcome outcome;
};

// All facts up to `through` from an empty portfolio: what should stand in the journal.
Replay replay(const PortfolioIdentity& identity, base::Date through, const PortfolioFacts& facts,
              const SettlementWorld& world);

}  // namespace wealthjobs::finance
