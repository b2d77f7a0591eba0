// Everything outside a portfolio that settlement asks for, read from the book once for a run:
// calendars and cycles, rates by date, prices for fractions, corporate actions, instrument terms.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "finance/calendar/calendars.h"
#include "finance/calendar/settlement_cycle.h"
#include "finance/ledger/settlement.h"
#include "jobs/job.h"
#include "jobs/rate_book.h"
#include "store/master.h"

namespace wealthjobs::jobs {

// The parameters of settle_trades as the rules take them; throws Error(config) for a cycle row that
// has no market, no date or no t.
finance::SettlementRules settlement_rules(const Parameters& parameters);
std::vector<finance::SettlementCycle> settlement_cycles(const Parameters& parameters);

class SettlementWorldOfBook final : public finance::SettlementDates,
                                    public finance::FractionPrices {
 public:
  SettlementWorldOfBook(store::Database& book, const store::Master& master,
                        const Parameters& parameters, base::Date through);

  [[nodiscard]] const finance::SettlementWorld& world() const { return world_; }
  [[nodiscard]] const std::vector<finance::CorporateAction>& actions() const {
    return actions_read_;
  }

  [[nodiscard]] base::Result<base::Date> settle_date(finance::InstrumentNo instrument,
                                                     base::Currency currency,
                                                     base::Date trade_date) const override;
  [[nodiscard]] base::Date next_business_day(finance::InstrumentNo instrument,
                                             base::Date after) const override;
  [[nodiscard]] int business_days_between(finance::InstrumentNo instrument, base::Date after,
                                          base::Date through) const override;
  [[nodiscard]] std::optional<std::int64_t> price_e6(finance::InstrumentNo instrument,
                                                     base::Date ex_date) const override;

 private:
  [[nodiscard]] finance::CalendarSet settlement_calendar(finance::InstrumentNo instrument) const;

  store::Database& book_;
  const store::Master& master_;
  finance::Calendars calendars_;
  finance::SettlementCycles cycles_;
  RateBook rates_;
  std::vector<finance::CorporateAction> actions_read_;  // cancelled ones included
  finance::ActionsByInstrument actions_;
  std::vector<finance::InstrumentTerms> terms_;
  finance::SettlementWorld world_;
};

}  // namespace wealthjobs::jobs
