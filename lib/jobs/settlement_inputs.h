// What settle_trades reads for a date, digested, and which past it has to look at again.
//
//   facts   the current facts dated in (last worked day, date]
//   late    facts of earlier days that became known since that day was worked; a closed day keeps
//           what it saw, for what comes later belongs to the first open day
//   rates   the quotes of the current pack: costs and gains in base currency rest on them
//   Rerun   where the date was worked before, whatever the parameters, nothing may post twice: the
//           portfolios concerned are replayed and compared. Other parameters, another rule version
//           or other rates concern all of them.
#pragma once

#include <cstdint>
#include <string>

#include "base/date.h"
#include "jobs/job.h"

namespace wealthjobs::jobs {

inline constexpr int settlement_rule_version = 1;  // raised when results change

struct SettlementPeriod {
  base::Date after;                 // the states stand at the close of this day
  base::Date through;               // the business date
  base::Date settled_through;       // facts dated up to here have been settled once
  std::int64_t since_revision = 0;  // facts known later have not been looked at
  bool is_rerun = false;            // the date was settled before
  bool concerns_all = false;        // a rerun under other rules or rates
};

SettlementPeriod settlement_period(const JobContext& context);

// "<facts>-<late>-<rates>", a SHA-256 each.
std::string settlement_fingerprint(const JobContext& context);

// "trade T1 version 2, cash_flow C7 version 1": the first three, and how many more.
std::string changed_facts_text(const JobContext& context, std::int64_t since_revision);

}  // namespace wealthjobs::jobs
