// How the evening's control ends: the gate of the book, and the portfolios that are held.
//
//   66  a required statement is not here          65  a statement lacks rows that wait in
//   quarantine
//    2  unexplained value above gate_nav_bps of nav, or an unexplained break older than gate_age_bd
//   hold custodian_break: a portfolio out of its tolerance while the book is within its own
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/exit_status.h"
#include "jobs/custodian_breaks.h"
#include "store/findings.h"
#include "store/packs.h"
#include "store/valuations.h"

namespace wealthjobs::jobs {

inline constexpr std::string_view custodian_hold = "custodian_break";

struct GateLimits {
  std::int64_t gate_nav_bps = 5;
  int gate_age_bd = 5;
};

struct CustodianGate {
  base::ExitStatus status = base::ExitStatus::ok;
  std::string why;
  std::string next;
};

// The first that applies, in the order above; status ok: the gate is open.
CustodianGate custodian_gate(store::Database& book, const JobRequest& request,
                             const std::vector<CustodianSource>& sources, const BreakWork& work,
                             const GateLimits& limits);

// One hold a portfolio.
std::vector<store::Hold> custodian_holds(store::Database& book, const JobRequest& request,
                                         const store::Master& master, const store::Pack& pack,
                                         const BreakWork& work);

}  // namespace wealthjobs::jobs
