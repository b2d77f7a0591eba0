#include "run_summary.h"

#include <gtest/gtest.h>

#include "base/json_document.h"

namespace wealthjobs::app {
namespace {

using base::ExitStatus;
using store::StepState;

pipeline::Pipeline cob() {
  pipeline::Pipeline pipeline;
  pipeline.name = "cob";
  pipeline.calendar = "XNYS";
  pipeline::Step value;
  value.name = "value";
  value.job = "value_portfolios";
  pipeline::Step close;
  close.name = "close";
  close.job = "close_ledger";
  pipeline.steps = {value, close};
  return pipeline;
}

DayResult evening(StepState value, StepState close) {
  DayResult day;
  day.pipeline = "cob";
  day.date = base::Date::from(2020, 6, 30);
  day.run_id = "cob-2020-06-30-1";
  runner::StepOutcome first;
  first.name = "value";
  first.job = "value_portfolios";
  first.state = value;
  first.rows_written = 12;
  runner::StepOutcome second;
  second.name = "close";
  second.job = "close_ledger";
  second.state = close;
  day.steps = {first, second};
  day.duration_us = 1'230'000;
  return day;
}

TEST(RunSummary, SaysWhatDidAndDidNotHappenToMoney) {
  DayResult closed = evening(StepState::succeeded, StepState::succeeded);
  closed.outcome = "complete";
  EXPECT_EQ(money_line(cob(), closed), "2020-06-30 closed; 2 steps done, 12 rows written in 1.2 s");
  DayResult failed = evening(StepState::failed, StepState::blocked);
  failed.state = store::RunState::failed;
  EXPECT_EQ(money_line(cob(), failed), "2020-06-30 not closed; nothing charged; safe to rerun");
  failed.was_closed = true;
  EXPECT_EQ(money_line(cob(), failed),
            "2020-06-30 stays closed as it was; nothing charged; safe to rerun");
}

TEST(RunSummary, NamesDaysOnWhichNothingIsDone) {
  DayResult day = evening(StepState::skipped, StepState::skipped);
  day.outcome = "already_complete";
  EXPECT_EQ(money_line(cob(), day), "cob 2020-06-30 is already complete (cob-2020-06-30-1)");
  day.outcome = "not_a_business_day";
  EXPECT_EQ(money_line(cob(), day), "2020-06-30 is not a business day of XNYS; nothing to do");
  EXPECT_TRUE(day.did_nothing());
}

TEST(RunSummary, NeverCallsSelectedStepsAClosedDay) {
  DayResult day = evening(StepState::succeeded, StepState::skipped);
  day.outcome = runner::partial_outcome;
  EXPECT_EQ(money_line(cob(), day).find("closed"), std::string::npos);
}

TEST(RunSummary, NamesOwnerAndRunbookOfWhatFailed) {
  pipeline::Pipeline pipeline = cob();
  pipeline.steps[0].owner = "fund ops";
  pipeline.steps[0].runbook = "https://intranet.example/runbooks/value";
  pipeline.steps[1].owner = "ledger desk";
  DayResult day = evening(StepState::failed, StepState::blocked);
  day.steps[0].attempt = 1;
  EXPECT_EQ(help_lines(pipeline, day),
            "value: owner fund ops; runbook https://intranet.example/runbooks/value\n");
  day.steps[1].attempt = 1;  // a gate that closed by itself, not one that was held back
  pipeline.steps[0].owner.clear();
  EXPECT_EQ(help_lines(pipeline, day),
            "value: runbook https://intranet.example/runbooks/value\nclose: owner ledger desk\n");
  EXPECT_EQ(help_lines(cob(), day), "");
  EXPECT_EQ(help_lines(pipeline, evening(StepState::succeeded, StepState::succeeded)), "");
  EXPECT_EQ(day_json(pipeline, day)["steps"][1]["owner"], "ledger desk");
}

TEST(RunSummary, PutsEveryStepIntoItsTable) {
  DayResult day = evening(StepState::failed, StepState::blocked);
  day.steps[0].reason = "no price of AAPL";
  EXPECT_EQ(step_table(day, 0),
            "failed     value          -        12  no price of AAPL\n"
            "blocked    close          -         -\n");
  EXPECT_EQ(step_table(day, 14), "failed     val\nblocked    clo\n");
}

TEST(RunSummary, GivesOneJsonObjectADay) {
  DayResult day = evening(StepState::blocked, StepState::blocked);
  day.state = store::RunState::blocked;
  day.status = ExitStatus::gate_blocked;
  day.stopped_at = "value";
  const base::Json json = day_json(cob(), day);
  EXPECT_EQ(json["blocked_at"], "value");
  EXPECT_EQ(json["exit_status"], 2);
  EXPECT_EQ(json["exit_name"], "gate_blocked");
  EXPECT_EQ(json["steps"].size(), 2U);
}

}  // namespace
}  // namespace wealthjobs::app
