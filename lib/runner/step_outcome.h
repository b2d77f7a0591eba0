// How one step of a run stands or ended, and what an ended attempt means for it.
//
//   exit value or signal        built-in job                     command
//   time limit                  timed_out 124                    timed_out 124
//   cancelled                   cancelled 130 or 143             cancelled 130 or 143
//   a signal                    crashed 70                       crashed 1
//   0 without a mark in the row crashed 70 (a bug)               succeeded
//   anything else               failed, that status              failed 1; of a gate 2
//
//   A built-in job writes its own mark in its own commit; the table is for a child that did not.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/exit_status.h"
#include "pipeline/spec.h"
#include "runner/attempt.h"
#include "store/run_state.h"

namespace wealthjobs::runner {

using store::StepState;

struct StepOutcome {
  std::string name;
  std::string job;  // the job's name, or the command's first word
  StepState state = StepState::pending;
  std::string reason;
  std::string next;  // the command to type, where the step knows one
  base::ExitStatus exit_status = base::ExitStatus::ok;
  int attempt = 0;
  bool is_late = false;
  std::int64_t duration_us = 0;  // of all its attempts, monotonic
  std::int64_t cpu_us = 0;       // of the last attempt
  std::int64_t max_rss_kb = 0;
  std::int64_t rows_written = 0;
  std::string result_json = "{}";
  std::string log_path;
};

inline bool lets_through(StepState state) { return store::is_done(state); }

// What an ended attempt means where its step row still says `running`. `cancel_status` is the
// status of the signal that cancelled the run.
StepOutcome outcome_of(const pipeline::Step& step, const AttemptEnd& end,
                       base::ExitStatus cancel_status);

// The status of the run: the worst of its steps' final states (CONTRACT section 2); slo_missed
// where all is well but a step was late.
base::ExitStatus run_status(const std::vector<StepOutcome>& steps);
// The state of a finished run with that status; skipped where no step did anything.
store::RunState run_state(base::ExitStatus status, const std::vector<StepOutcome>& steps);
// The step that decided the status: the first in file order with the run's status; nullptr: none.
const StepOutcome* deciding_step(const std::vector<StepOutcome>& steps, base::ExitStatus status);

}  // namespace wealthjobs::runner
