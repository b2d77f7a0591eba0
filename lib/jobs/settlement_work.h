// What settlement has to do for a date, portfolio by portfolio: an ordinary day carries the state
// on from the day before; a late, amended or cancelled fact replays the whole portfolio from its
// facts as now known and compares that with what the journal says.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "finance/ledger/correction.h"
#include "finance/ledger/settlement.h"
#include "jobs/settlement_inputs.h"
#include "store/facts.h"
#include "store/master.h"

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::jobs {

struct PortfolioWork {
  finance::PortfolioState before;
  finance::PortfolioState after;
  finance::SettlementOutcome outcome;
  finance::Corrections corrections;  // of a replay
  bool is_replay = false;
};

// Portfolios whose past must be looked at again, and the first fact that says so (for messages).
std::map<finance::PortfolioNo, std::string> portfolios_to_replay(store::Database& book,
                                                                 const store::Master& master,
                                                                 const SettlementPeriod& period);

// The facts of the period, ordered so that each portfolio's lie together.
class FactsOfPeriod {
 public:
  FactsOfPeriod(store::Database& book, store::DayRange days);
  [[nodiscard]] finance::PortfolioFacts of(finance::PortfolioNo portfolio) const;
  [[nodiscard]] std::int64_t count() const;  // cancelled ones left out

 private:
  std::vector<finance::Trade> trades_;
  std::vector<finance::FxTrade> fx_trades_;
  std::vector<finance::CashFlow> flows_;
  std::map<finance::PortfolioNo, std::vector<finance::Confirmation>> confirmations_;
  std::vector<finance::Transfer> transfers_;
  std::map<finance::PortfolioNo, finance::Opening> openings_;
};

PortfolioWork settle_ordinary_day(finance::PortfolioState before, const SettlementPeriod& period,
                                  const FactsOfPeriod& facts,
                                  const finance::SettlementWorld& world);

PortfolioWork settle_by_replay(store::Database& book, const store::Master& master,
                               finance::PortfolioNo portfolio, const SettlementPeriod& period,
                               const finance::SettlementWorld& world);

}  // namespace wealthjobs::jobs
