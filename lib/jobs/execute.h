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
#pragma once

#include <cstdint>
#include <string>

#include "base/clock.h"
#include "base/exit_status.h"
#include "base/json.h"
#include "jobs/job.h"

namespace wealthjobs::jobs {

// Who writes: stands in the event and in table knowledge.
struct Writer {
  std::string actor;
  std::string host;
  std::int64_t pid = 0;
  std::string config_sha256;
  std::string version;
};

struct Execution {
  base::ExitStatus status = base::ExitStatus::ok;
  bool is_reused = false;
  bool is_superseded = false;  // another attempt owns the step now; nothing was written
  std::string why;
  std::string next;
};

// A thrown base::Error is recorded as the step's failure (retryable kinds are left to the parent)
// and comes back as an Execution; only errors of recording it are thrown.
Execution execute(store::Database& book, const JobDefinition& job, const JobRequest& request,
                  const Writer& writer, const base::Clock& clock);

}  // namespace wealthjobs::jobs
