#include "runner/step_outcome.h"

#include <gtest/gtest.h>

namespace wealthjobs::runner {
namespace {

using base::ExitStatus;

pipeline::Step job() {
  pipeline::Step step;
  step.name = "settle";
  step.job = "settle_trades";
  step.timeout_s = 600;
  return step;
}

pipeline::Step command() {
  pipeline::Step step;
  step.name = "upload";
  step.command = {"send"};
  return step;
}

AttemptEnd exited(int value) {
  AttemptEnd end;
  end.exit_value = value;
  return end;
}

TEST(StepOutcome, FollowsTheTableOfItsHeader) {
  const auto term = ExitStatus::terminated;
  EXPECT_EQ(outcome_of(command(), exited(0), term).state, StepState::succeeded);
  EXPECT_EQ(outcome_of(command(), exited(42), term).exit_status, ExitStatus::step_failed);
  EXPECT_EQ(outcome_of(job(), exited(0), term).exit_status, ExitStatus::internal);
  EXPECT_EQ(outcome_of(job(), exited(66), term).exit_status, ExitStatus::data_missing);
  AttemptEnd end = exited(0);
  end.stopped = StopCause::timeout;
  EXPECT_EQ(outcome_of(job(), end, term).state, StepState::timed_out);
  EXPECT_EQ(outcome_of(job(), end, term).reason,
            "time limit of 600 s reached, its processes were ended");
  end.stopped = StopCause::cancelled;
  EXPECT_EQ(outcome_of(job(), end, term).exit_status, term);
  AttemptEnd crash;
  crash.signal = 11;
  EXPECT_EQ(outcome_of(job(), crash, term).exit_status, ExitStatus::internal);
  EXPECT_EQ(outcome_of(command(), crash, term).exit_status, ExitStatus::step_failed);
  EXPECT_EQ(outcome_of(command(), crash, term).state, StepState::crashed);
}

TEST(StepOutcome, PrefersWhatTheChildSaid) {
  AttemptEnd end = exited(3);
  end.last_line = "curl: could not resolve host";
  EXPECT_EQ(outcome_of(command(), end, ExitStatus::ok).reason,
            "exit status 3: curl: could not resolve host");
  end.why = "no network";
  EXPECT_EQ(outcome_of(command(), end, ExitStatus::ok).reason, "no network");
}

TEST(StepOutcome, WorstStepDecidesTheRun) {
  std::vector<StepOutcome> steps(3);
  for (StepOutcome& step : steps) step.state = StepState::succeeded;
  EXPECT_EQ(run_status(steps), ExitStatus::ok);
  EXPECT_EQ(run_state(ExitStatus::ok, steps), store::RunState::succeeded);
  EXPECT_EQ(deciding_step(steps, ExitStatus::ok), nullptr);
  steps[2].is_late = true;
  EXPECT_EQ(run_status(steps), ExitStatus::slo_missed);
  EXPECT_EQ(deciding_step(steps, ExitStatus::slo_missed), &steps[2]);
  steps[0].exit_status = ExitStatus::gate_blocked;
  steps[1].exit_status = ExitStatus::data_missing;
  EXPECT_EQ(run_status(steps), ExitStatus::data_missing);
  EXPECT_EQ(deciding_step(steps, run_status(steps)), &steps[1]);
  EXPECT_EQ(run_state(run_status(steps), steps), store::RunState::failed);
  for (StepOutcome& step : steps) step = {};
  for (StepOutcome& step : steps) step.state = StepState::skipped;
  EXPECT_EQ(run_state(run_status(steps), steps), store::RunState::skipped);
}

}  // namespace
}  // namespace wealthjobs::runner
