// What must hold before a day may be sealed (domain job 9), each check a line with the command that
// helps. Money checks can never be overridden; missing work and holds can (RULINGS A9, A15).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/exit_status.h"
#include "jobs/job.h"
#include "store/closes.h"
#include "store/findings.h"
#include "store/master.h"

namespace wealthjobs::jobs {

struct CloseRefusal {
  base::ExitStatus status = base::ExitStatus::gate_blocked;
  std::string why;
  std::string next;
  bool can_override = false;
};

// The required jobs of the day have run.
std::optional<CloseRefusal> check_required_jobs(store::Database& book, base::Date day,
                                                const std::vector<std::string>& required);
// No more holds than allowed, neither in number nor in nav.
struct HoldLimits {
  std::int64_t max_held = 0;
  std::int64_t max_held_nav_bps = 0;
};
std::optional<CloseRefusal> check_holds(store::Database& book, const store::Master& master,
                                        base::Date day, const HoldLimits& limits);
// The trial balance adds to zero in every currency and equals the running balances; suspense is
// within its limit.
std::optional<CloseRefusal> check_balances(store::Database& book, const store::DayLedger& ledger,
                                           std::int64_t allow_suspense_minor);
// Every entry since the last close fits into the hash chain.
std::optional<CloseRefusal> check_entry_chain(store::Database& book, const store::Master& master,
                                              std::int64_t last_sealed_entry);
// Lots, open settlements, dividends and positions say what the accounts say.
std::optional<CloseRefusal> check_ties(store::Database& book, const store::Master& master);

}  // namespace wealthjobs::jobs
