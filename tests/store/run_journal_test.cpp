#include "store/run_journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/sample_run.h"

namespace wealthjobs::store {
namespace {

using testing::ElementsAre;

int started(Database& book, const RunRow& run, const char* step, std::int64_t at_us = 5) {
  return committed(book, [&](WriteTransaction& write) {
    return start_attempt(write, sample_origin, run.run_id, step,
                         {.at_us = at_us, .pid = 77, .log_path = "logs/a.log"});
  });
}

bool finished(Database& book, const AttemptKey& key, StepState state, int exit_status) {
  return committed(book, [&](WriteTransaction& write) {
    return finish_step(write, sample_origin, key,
                       {.state = state,
                        .reason = "why",
                        .exit_status = exit_status,
                        .at_us = 9,
                        .rows_read = 3,
                        .rows_written = 4,
                        .result_json = R"({"portfolios_valued":25})"});
  });
}

TEST(RunJournal, CreatesARunWithAllItsStepsAndOneEvent) {
  ScratchBook scratch;
  Database book = scratch.open();
  EXPECT_EQ(next_run_number(book, "cob", base::Date::from(2020, 6, 30)), 1);
  const RunRow run = created_run(book);
  EXPECT_EQ(run.run_id, "cob-2020-06-30-1");
  EXPECT_EQ(next_run_number(book, "cob", run.business_date), 2);
  EXPECT_EQ(next_run_number(book, "nightly", run.business_date), 1);
  const std::vector<StepRow> steps = load_steps(book, run.run_id);
  ASSERT_EQ(steps.size(), 3U);
  EXPECT_EQ(steps[1].step, "settle");
  EXPECT_EQ(steps[1].state, StepState::pending);
  EXPECT_EQ(steps[1].reason, "waits");
  EXPECT_THAT(event_types(book), ElementsAre("RunStarted"));
}

TEST(RunJournal, AStepThatNeedsNoRunIsFinalFromTheStart) {
  ScratchBook scratch;
  Database book = scratch.open();
  RunRow run = sample_run();
  run.state = RunState::skipped;
  run.outcome = "not_a_business_day";
  run.exit_status = 0;
  run.ended_us = run.started_us;
  std::vector<StepRow> steps = sample_steps(run);
  for (StepRow& step : steps) step.state = StepState::skipped;
  WriteTransaction write(book);
  create_run(write, sample_origin, run, steps);
  write.commit();
  EXPECT_EQ(load_step(book, run.run_id, "close")->state, StepState::skipped);
  EXPECT_THAT(event_types(book), ElementsAre("RunStarted", "RunSkipped"));
}

TEST(RunJournal, AnAttemptRunsAndFinishesWithItsFigures) {
  ScratchBook scratch;
  Database book = scratch.open();
  const RunRow run = created_run(book);
  EXPECT_EQ(started(book, run, "settle"), 1);
  StepRow step = *load_step(book, run.run_id, "settle");
  EXPECT_EQ(step.state, StepState::running);
  EXPECT_EQ(step.log_path, "logs/a.log");
  EXPECT_EQ(load_attempts(book, run.run_id, "settle").at(0).pid, 77);

  EXPECT_TRUE(finished(book, {run.run_id, "settle", 1}, StepState::succeeded, 0));
  step = *load_step(book, run.run_id, "settle");
  EXPECT_EQ(step.state, StepState::succeeded);
  EXPECT_EQ(step.exit_status, 0);
  EXPECT_EQ(step.ended_us, 9);
  EXPECT_EQ(step.rows_read, 3);
  EXPECT_EQ(step.rows_written, 4);
  EXPECT_EQ(step.result_json, R"({"portfolios_valued":25})");
  EXPECT_THAT(event_types(book), ElementsAre("RunStarted", "StepStarted", "StepSucceeded"));
  EXPECT_TRUE(check_event_chain(book).empty());
}

TEST(RunJournal, OneAttemptFinishesOnce) {
  ScratchBook scratch;
  Database book = scratch.open();
  const RunRow run = created_run(book);
  started(book, run, "settle");
  EXPECT_TRUE(finished(book, {run.run_id, "settle", 1}, StepState::succeeded, 0));
  EXPECT_FALSE(finished(book, {run.run_id, "settle", 1}, StepState::crashed, 70));
  EXPECT_EQ(load_step(book, run.run_id, "settle")->state, StepState::succeeded);
}

TEST(RunJournal, ASupersededAttemptFindsItsRowChanged) {
  ScratchBook scratch;
  Database book = scratch.open();
  const RunRow run = created_run(book);
  started(book, run, "settle");
  EXPECT_TRUE(finished(book, {run.run_id, "settle", 1}, StepState::timed_out, 124));
  EXPECT_TRUE(committed(book, [&](WriteTransaction& write) {
    return retry_step(write, sample_origin, {run.run_id, "settle", 1}, "again in 5 s", 10);
  }));
  EXPECT_EQ(started(book, run, "settle"), 2);
  EXPECT_FALSE(finished(book, {run.run_id, "settle", 1}, StepState::succeeded, 0));
  EXPECT_TRUE(finished(book, {run.run_id, "settle", 2}, StepState::succeeded, 0));
  EXPECT_THAT(event_types(book), ElementsAre("RunStarted", "StepStarted", "StepTimedOut",
                                             "StepRetried", "StepStarted", "StepSucceeded"));
  EXPECT_EQ(load_attempts(book, run.run_id, "settle").size(), 2U);
}

TEST(RunJournal, TheJobsRowsAndItsMarkCommitTogetherOrNotAtAll) {
  ScratchBook scratch;
  Database book = scratch.open();
  const RunRow run = created_run(book);
  started(book, run, "settle");
  for (const int attempt : {9, 1}) {
    WriteTransaction write(book);
    write.raise_revision("fiona", "settle", 1);
    const bool is_mine = finish_step(write, sample_origin, {run.run_id, "settle", attempt},
                                     {.state = StepState::succeeded, .reason = "done"});
    EXPECT_EQ(is_mine, attempt == 1);
    if (is_mine) write.commit();
  }
  EXPECT_EQ(book_revision(book), 1);
}

TEST(RunJournal, StepsThatNeverStartedGetAStateAndAReason) {
  ScratchBook scratch;
  Database book = scratch.open();
  const RunRow run = created_run(book);
  started(book, run, "ingest");
  for (const StepState state :
       {StepState::blocked, StepState::skipped, StepState::reused, StepState::cancelled}) {
    EXPECT_TRUE(committed(book, [&](WriteTransaction& write) {
      return mark_step(write, sample_origin, run.run_id, "close", state, "needs settle", 7);
    }));
    EXPECT_EQ(load_step(book, run.run_id, "close")->state, state);
  }
  EXPECT_EQ(load_step(book, run.run_id, "close")->reason, "needs settle");
  EXPECT_FALSE(committed(book, [&](WriteTransaction& write) {
    return mark_step(write, sample_origin, run.run_id, "ingest", StepState::blocked, "no", 7);
  })) << "it is running";
}

TEST(RunJournal, ResumesWhatIsNotDoneAndNeverRestartsTheCount) {
  ScratchBook scratch;
  Database book = scratch.open();
  const RunRow run = created_run(book);
  started(book, run, "ingest");
  EXPECT_TRUE(finished(book, {run.run_id, "ingest", 1}, StepState::succeeded, 0));
  started(book, run, "settle");  // and here the machine loses power
  EXPECT_TRUE(find_unfinished_run(book, "cob", run.business_date).has_value());

  RunRow again = run;
  again.pid = 4711;
  EXPECT_TRUE(committed(
      book, [&](WriteTransaction& write) { return resume_run(write, sample_origin, again, 20); }));
  EXPECT_EQ(load_step(book, run.run_id, "ingest")->state, StepState::succeeded);
  EXPECT_EQ(load_step(book, run.run_id, "settle")->state, StepState::pending);
  EXPECT_EQ(load_attempts(book, run.run_id, "settle").at(0).state, StepState::crashed);
  EXPECT_EQ(load_run(book, run.run_id)->pid, 4711);
  EXPECT_FALSE(finished(book, {run.run_id, "settle", 1}, StepState::succeeded, 0));
  EXPECT_EQ(started(book, run, "settle"), 2);
}

TEST(RunJournal, FinishesARunOnceAndSaysHow) {
  ScratchBook scratch;
  Database book = scratch.open();
  const RunRow run = created_run(book);
  const auto end = [&](RunState state) {
    return committed(book, [&](WriteTransaction& write) {
      return finish_run(
          write, sample_origin, run.run_id,
          {.state = state, .outcome = "", .exit_status = 2, .blocked_at = "settle", .at_us = 30});
    });
  };
  EXPECT_TRUE(end(RunState::blocked));
  EXPECT_FALSE(end(RunState::succeeded));
  const RunRow loaded = *load_run(book, run.run_id);
  EXPECT_EQ(loaded.state, RunState::blocked);
  EXPECT_EQ(loaded.blocked_at, "settle");
  EXPECT_EQ(loaded.exit_status, 2);
  EXPECT_EQ(loaded.ended_us, 30);
  EXPECT_THAT(event_types(book), ElementsAre("RunStarted", "RunBlocked"));
}

TEST(RunJournal, ACompleteRunIsNotResumed) {
  ScratchBook scratch;
  Database book = scratch.open();
  const RunRow run = created_run(book);
  EXPECT_TRUE(committed(book, [&](WriteTransaction& write) {
    return finish_run(write, sample_origin, run.run_id, {.state = RunState::succeeded});
  }));
  EXPECT_FALSE(committed(
      book, [&](WriteTransaction& write) { return resume_run(write, sample_origin, run, 20); }));
  EXPECT_FALSE(find_unfinished_run(book, "cob", run.business_date).has_value());
}

TEST(RunJournal, KeepsProgressUsageAndLateness) {
  ScratchBook scratch;
  Database book = scratch.open();
  const RunRow run = created_run(book);
  started(book, run, "settle");
  const AttemptKey key{run.run_id, "settle", 1};
  WriteTransaction write(book);
  save_progress(write, sample_origin, key, "12 of 25", std::nullopt);
  save_progress(write, sample_origin, key, "13 of 25", 60);
  save_progress(write, sample_origin, {run.run_id, "settle", 2}, "stale", 61);
  save_usage(write, key, {.cpu_us = 1500, .max_rss_kb = 9000});
  save_attempt_pid(write, key, 88);
  mark_late(write, run.run_id, "settle");
  write.commit();
  const StepRow step = *load_step(book, run.run_id, "settle");
  EXPECT_EQ(step.progress, "13 of 25");
  EXPECT_EQ(step.cpu_us, 1500);
  EXPECT_EQ(step.max_rss_kb, 9000);
  EXPECT_TRUE(step.is_late);
  EXPECT_EQ(load_attempts(book, run.run_id, "settle").at(0).pid, 88);
  EXPECT_THAT(event_types(book), ElementsAre("RunStarted", "StepStarted", "StepProgress"));
}

TEST(RunJournal, ThePollLoopTriesAgainWhereAChildIsWriting) {
  ScratchBook scratch;
  Database parent = scratch.open({.busy_timeout_ms = 0});
  Database child = scratch.open();
  const RunRow run = created_run(parent);
  WriteTransaction of_child(child);
  EXPECT_FALSE(WriteTransaction::try_begin(parent).has_value());
  EXPECT_EQ(load_steps(parent, run.run_id).size(), 3U) << "reading goes on";
  of_child.commit();
  EXPECT_TRUE(WriteTransaction::try_begin(parent).has_value());
}

}  // namespace
}  // namespace wealthjobs::store
