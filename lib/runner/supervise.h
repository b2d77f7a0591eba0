// Drives a plan: starts what is ready, watches, retries, blocks, records, ends.
//
//   Order     ready steps by (priority, file order), at most max_parallel at once
//   Waiting   not_before and wait_for hold a step back without taking a place; so does the delay
//             before a retry
//   Commits   the start of an attempt is durable before its process exists; a built-in child
//             commits its own end together with its effects; everything else is written by the
//             parent
//   Belief    the row, not the exit status: a child that died after its commit has succeeded
//   Retries   temporary kinds only (pipeline/retry_policy.h)
//   Stops     SIGINT, SIGTERM and SIGHUP: every tree gets SIGTERM and its grace, a second signal
//             kills at once; the time limit of the run does the same with status 124
//   End       every step has a state and a reason, also those that never started
//   Failure   base::Error where the book cannot be written: all trees are ended first, the run
//             stays `running` with a dead owner, and the next start takes it up
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/date.h"
#include "pipeline/plan.h"
#include "runner/child_processes.h"
#include "runner/journal_queue.h"
#include "runner/step_outcome.h"
#include "store/run_journal.h"

namespace wealthjobs::runner {

// What a person may watch. All calls come from the runner's one thread.
class RunObserver {
 public:
  virtual ~RunObserver() = default;
  virtual void step_started(const StepOutcome&) {}
  virtual void step_progress(const StepOutcome&, std::string_view) {}
  virtual void step_waits(const StepOutcome&) {}  // its reason says for what
  virtual void step_ended(const StepOutcome&) {}
  virtual void tick() {}
  // How often tick() is wanted; 0: never.
  [[nodiscard]] virtual std::int64_t tick_us() const { return 0; }
};

struct SuperviseOrder {
  const pipeline::Pipeline* pipeline = nullptr;
  const pipeline::Plan* plan = nullptr;
  std::string run_id;
  base::Date business_date;
  std::string config_dir;                 // relative paths of wait_for start here
  std::string log_dir;                    // <log_dir>/<step>.<attempt>.log; empty: no logs
  std::string executable;                 // of both argument vectors below; empty: their first word
  std::vector<std::string> job_argv;      // --run-id R --step S --attempt N are appended
  std::vector<std::string> command_argv;  // --grace-ms N -- and the command are appended
  std::vector<std::string> launcher_argv;  // of the launcher of commands; empty: exec each of them
  std::vector<store::StepRow> rows;        // as a resumed run left them; empty for a new run
  bool is_partial = false;                 // selected steps only: the date is not complete by it
  bool deadlines_apply = true;             // RULINGS B7
  std::string override_why;                // of the plan's overridden steps
  std::string override_json = "{}";        // payload of their events: why, ticket, approved_by
};

struct SuperviseResult {
  base::ExitStatus status = base::ExitStatus::ok;
  store::RunState state = store::RunState::succeeded;
  std::vector<StepOutcome> steps;         // in file order
  std::optional<std::string> stopped_at;  // the step that decided a status other than 0
  int signal = 0;                         // what cancelled the run
  std::string outcome;        // complete, partial, nothing_due, or "" of a run that did not succeed
  bool is_timed_out = false;  // by the time limit of the run
};

// The run's row must be in the book, or wait in the journal queue, as `running`; its rows of steps
// too. On return the run has ended in the book.
SuperviseResult supervise(const SuperviseOrder& order, JournalQueue& journal,
                          ChildProcesses& children, const base::Clock& clock,
                          RunObserver& observer);

}  // namespace wealthjobs::runner
