// What accrue_interest reads for a date, digested, and the days that its run has to cover.
//
//   Days      from the day after the last accrued one to the business date; where that is the last
//             business day of its month, to the end of the month (RULINGS A11)
//   First day of a portfolio: its inception, but not before the first open day of the book (A1);
//             kept in table interest_start, so that a portfolio on hold loses no day
//   Again     a date that was worked before is worked again from what earlier dates left; what it
//             posted itself is left out of the balances
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/date.h"
#include "jobs/job.h"

namespace wealthjobs::jobs {

inline constexpr int interest_rule_version = 1;  // raised when results change

struct InterestPeriod {
  base::Date day;                        // the business date
  base::Date through;                    // the last day to accrue
  base::Date first_open_day;             // the first day that no earlier run could accrue
  std::optional<base::Date> run_before;  // business date of the run before
  std::int64_t entries_before = 0;       // the last entry sealed before that date
  std::optional<base::Date> last_closed;
  bool is_rerun = false;  // the date was worked before, with whatever parameters
};

InterestPeriod interest_period(const JobContext& context);

// SHA-256 of what settle_trades and value_portfolios made of the day, the schedules in force and
// who has which.
std::string interest_fingerprint(const JobContext& context);

// "interest schedule S1 of 2026-04-01, trade T1 version 2"
std::string changed_interest_inputs(const JobContext& context, std::int64_t since_revision);

}  // namespace wealthjobs::jobs
