#include "runner/step_outcome.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace wealthjobs::runner {
namespace {

using base::ExitStatus;

std::string with_last_line(std::string text, const AttemptEnd& end) {
  return end.last_line.empty() ? text : text + ": " + end.last_line;
}

std::string signal_text(int number) {
  return "ended by signal " + std::to_string(number) + " (" + strsignal(number) + ")";
}

void set(StepOutcome& outcome, StepState state, ExitStatus status, std::string reason) {
  outcome.state = state;
  outcome.exit_status = status;
  outcome.reason = std::move(reason);
}

void set_failed(StepOutcome& outcome, const pipeline::Step& step, const AttemptEnd& end) {
  const bool is_command = step.job.empty();
  const ExitStatus status = !is_command ? base::exit_status_from(end.exit_value)
                            : step.gate ? ExitStatus::gate_blocked
                                        : ExitStatus::step_failed;
  set(outcome, StepState::failed, status,
      end.why.empty() ? with_last_line("exit status " + std::to_string(end.exit_value), end)
                      : end.why);
}

}  // namespace

StepOutcome outcome_of(const pipeline::Step& step, const AttemptEnd& end,
                       ExitStatus cancel_status) {
  const bool is_command = step.job.empty();
  StepOutcome outcome;
  outcome.name = step.name;
  outcome.job = is_command ? step.command.at(0) : step.job;
  outcome.next = end.next;
  outcome.cpu_us = end.cpu_us;
  outcome.max_rss_kb = end.max_rss_kb;
  if (end.stopped == StopCause::timeout) {
    set(outcome, StepState::timed_out, ExitStatus::timeout,
        "time limit of " + std::to_string(step.timeout_s) + " s reached, its processes were ended");
  } else if (end.stopped == StopCause::cancelled) {
    set(outcome, StepState::cancelled, cancel_status, "cancelled while it ran");
  } else if (end.signal != 0) {
    set(outcome, StepState::crashed, is_command ? ExitStatus::step_failed : ExitStatus::internal,
        with_last_line(signal_text(end.signal), end));
  } else if (end.exit_value != 0) {
    set_failed(outcome, step, end);
  } else if (is_command) {
    set(outcome, StepState::succeeded, ExitStatus::ok, end.why.empty() ? "exit status 0" : end.why);
  } else {
    set(outcome, StepState::crashed, ExitStatus::internal, "ended without recording a result");
  }
  return outcome;
}

ExitStatus run_status(const std::vector<StepOutcome>& steps) {
  ExitStatus status = ExitStatus::ok;
  for (const StepOutcome& step : steps) {
    status = base::worse_of(status, step.exit_status);
    if (step.is_late) status = base::worse_of(status, ExitStatus::slo_missed);
  }
  return status;
}

store::RunState run_state(ExitStatus status, const std::vector<StepOutcome>& steps) {
  using store::RunState;
  switch (status) {
    case ExitStatus::ok:
      return std::ranges::all_of(steps,
                                 [](const StepOutcome& s) { return s.state == StepState::skipped; })
                 ? RunState::skipped
                 : RunState::succeeded;
    case ExitStatus::slo_missed:
      return RunState::succeeded_late;
    case ExitStatus::gate_blocked:
      return RunState::blocked;
    case ExitStatus::timeout:
      return RunState::timed_out;
    case ExitStatus::interrupted:
    case ExitStatus::terminated:
      return RunState::cancelled;
    default:
      return RunState::failed;
  }
}

const StepOutcome* deciding_step(const std::vector<StepOutcome>& steps, ExitStatus status) {
  for (const StepOutcome& step : steps) {
    if (status == ExitStatus::slo_missed ? step.is_late : step.exit_status == status) {
      if (status != ExitStatus::ok) return &step;
    }
  }
  return nullptr;
}

}  // namespace wealthjobs::runner
