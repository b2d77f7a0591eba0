// One attempt of one built-in job, from its fingerprint to its commit (RULINGS B1, B2, B4).
//
//   1  read: in one read transaction, the revision of the book, the job's last success for this
//      date and parameters, its fingerprint
//   2  equal fingerprint and rule version: the step is `reused`, nothing is posted
//      different: a closed day answers 2, an open day as the job's Rerun says
//   3  the job reads and computes; the read transaction ends
//   4  BEGIN IMMEDIATE; where the revision moved meanwhile, roll back and start again at 1
//   5  effects (or, at a gate, findings only), job_run, the step's mark and its event: one commit
//      A superseded attempt finds its step row changed and rolls everything back.
//
// The next command to type travels in the step's result_json under "next".
#pragma once

#include <string>

#include "base/clock.h"
#include "base/exit_status.h"
#include "jobs/job.h"
#include "store/event_chain.h"

namespace wealthjobs::jobs {

struct Execution {
  base::ExitStatus status = base::ExitStatus::ok;
  bool is_reused = false;
  bool is_superseded = false;  // another attempt owns the step now; nothing was written
  std::string why;
  std::string next;
};

// A base::Error that the job throws is recorded as the failure of the step; the caller decides
// whether its kind is worth another attempt. Only errors of recording it are thrown.
Execution execute(store::Database& book, const JobDefinition& job, const JobRequest& request,
                  const store::EventOrigin& origin, const base::Clock& clock);

}  // namespace wealthjobs::jobs
