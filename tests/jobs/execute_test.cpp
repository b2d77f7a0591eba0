// execute(): what one attempt leaves behind in every way it can end (RULINGS B1, B2, B4).
#include "jobs/execute.h"

#include "base/error.h"
#include "base/json_document.h"
#include "scratch_book.h"
#include "store/findings.h"
#include "store/job_run.h"

namespace wealthjobs::jobs::testing {
namespace {

constexpr const char* date = "2026-04-02";

std::string the_fingerprint;
int runs = 0;
std::function<JobResult(JobContext&)> the_run;

// A job of the test's own: the fingerprint and the work are set by each test.
JobDefinition own_job() {
  JobDefinition job;
  job.name = "own_job";
  job.fingerprint = [](const JobContext&) { return the_fingerprint; };
  job.changed_inputs = [](const JobContext&, std::int64_t) { return std::string("input X"); };
  job.run = [](JobContext& context) {
    ++runs;
    return the_run(context);
  };
  return job;
}

JobResult finding_written(ExitStatus status, const std::string& text) {
  JobResult result;
  result.status = status;
  result.why = text;
  result.write = [text](JobWrite& write) {
    write.revision();
    store::save_findings(
        write.transaction(), day(date), "own_job",
        std::vector<store::Finding>{{day(date), "own_job", "kind", store::Severity::warn,
                                     finance::the_firm, finance::no_instrument, text}});
  };
  return result;
}

struct Execute : ::testing::Test {
  Execute() {
    make_mini_book(scratch);
    the_fingerprint = "one";
    runs = 0;
    the_run = [](JobContext&) { return finding_written(ExitStatus::ok, "done"); };
  }
  std::vector<std::string> texts() {
    std::vector<std::string> found;
    for (const auto& finding : store::load_findings(scratch.book, day(date), "own_job")) {
      found.push_back(finding.text);
    }
    return found;
  }
  ScratchBook scratch;
};

using Texts = std::vector<std::string>;

TEST_F(Execute, WritesEffectsJobRunAndStepInOneCommit) {
  const Execution done = scratch.run(own_job(), date);
  EXPECT_EQ(done.status, ExitStatus::ok);
  EXPECT_EQ(done.why, "done");
  EXPECT_EQ(texts(), Texts{"done"});
  const store::StepRow step = scratch.step();
  EXPECT_EQ(step.state, store::StepState::succeeded);
  EXPECT_EQ(step.reason, "done");
  EXPECT_EQ(step.exit_status, 0);
  const auto run = store::load_job_run_on(scratch.book, "own_job", day(date));
  ASSERT_TRUE(run);
  EXPECT_EQ(run->fingerprint, "one");
  EXPECT_EQ(run->run_id, scratch.run_id);
  EXPECT_EQ(run->book_revision, store::book_revision(scratch.book));
}

TEST_F(Execute, ReusesAnEqualFingerprint) {
  scratch.run(own_job(), date);
  const std::string first = scratch.run_id;
  const Execution again = scratch.run(own_job(), date);
  EXPECT_TRUE(again.is_reused);
  EXPECT_EQ(again.why, "unchanged since " + first);
  EXPECT_EQ(runs, 1);
  JobDefinition newer = own_job();
  newer.rule_version = 2;
  EXPECT_FALSE(scratch.run(newer, date).is_reused);
  EXPECT_EQ(runs, 2);
}

TEST_F(Execute, RefusesAChangedInputWhereTheJobSaysSo) {
  JobDefinition job = own_job();
  job.rerun = Rerun::refuse;
  scratch.run(job, date);
  the_fingerprint = "two";
  const Execution refused = scratch.run(job, date);
  EXPECT_EQ(refused.status, ExitStatus::data_invalid);
  EXPECT_EQ(refused.why, "input_changed: input X changed since 2026-04-02 was worked");
  EXPECT_EQ(scratch.step().state, store::StepState::failed);
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(scratch.run(job, date, {.restate = true}).status, ExitStatus::ok);
  EXPECT_EQ(runs, 2);
}

TEST_F(Execute, ClosedDayTakesNoNewWork) {
  scratch.run(own_job(), date);
  scratch.cob(date);
  the_fingerprint = "two";
  const Execution changed = scratch.run(own_job(), date, {.restate = true});
  EXPECT_EQ(changed.status, ExitStatus::gate_blocked);
  JobDefinition other = own_job();
  other.name = "other_job";
  EXPECT_EQ(scratch.run(other, date).why,
            "2026-04-02 is closed and was not worked with these parameters");
  EXPECT_EQ(runs, 1);
  other.may_follow_close = true;
  EXPECT_EQ(scratch.run(other, date).status, ExitStatus::ok);
}

TEST_F(Execute, GateKeepsItsFindingsAndNoJobRun) {
  the_run = [](JobContext&) {
    JobResult result = finding_written(ExitStatus::gate_blocked, "held");
    result.next = "wealthjobs holds list";
    return result;
  };
  const Execution gated = scratch.run(own_job(), date);
  EXPECT_EQ(gated.status, ExitStatus::gate_blocked);
  EXPECT_EQ(texts(), Texts{"held"});
  EXPECT_FALSE(store::load_job_run_on(scratch.book, "own_job", day(date)));
  const store::StepRow step = scratch.step();
  EXPECT_EQ(step.state, store::StepState::blocked);
  EXPECT_EQ(step.exit_status, 2);
  EXPECT_EQ(base::Json::parse(step.result_json)["next"], "wealthjobs holds list");
}

TEST_F(Execute, RecordsAnErrorThatTheJobThrows) {
  the_run = [](JobContext&) -> JobResult {
    throw base::Error(base::ErrorKind::no_space, "disk full", "make room");
  };
  const Execution failed = scratch.run(own_job(), date);
  EXPECT_EQ(failed.status, ExitStatus::no_space);
  EXPECT_EQ(failed.next, "make room");
  const store::StepRow step = scratch.step();
  EXPECT_EQ(step.state, store::StepState::failed);
  EXPECT_EQ(step.exit_status, 73);
  EXPECT_EQ(step.reason, "disk full");
}

TEST_F(Execute, RollsBackWhereTheWriteParagraphThrows) {
  the_run = [](JobContext&) {
    JobResult result = finding_written(ExitStatus::ok, "half");
    result.write = [write_half = result.write](JobWrite& write) {
      write_half(write);
      throw base::Error(base::ErrorKind::io_error, "torn");
    };
    return result;
  };
  EXPECT_EQ(scratch.run(own_job(), date).status, ExitStatus::io_error);
  EXPECT_EQ(texts(), Texts{});
  EXPECT_EQ(scratch.step().exit_status, 74);
}

TEST_F(Execute, SupersededAttemptWritesNothing) {
  const JobDefinition job = own_job();
  const JobRequest stale = scratch.start(job, date);
  bool was_called = false;
  the_run = [&](JobContext&) {
    JobResult result = finding_written(ExitStatus::ok, "stale");
    result.write = [&](JobWrite&) { was_called = true; };
    return result;
  };
  {
    store::WriteTransaction write(scratch.book);
    ASSERT_TRUE(store::finish_step(write, test_origin(), {stale.run_id, "step", stale.attempt},
                                   {.state = store::StepState::crashed, .exit_status = 70}));
    write.commit();
  }
  const Execution done = execute(scratch.book, job, stale, test_origin(), scratch.clock);
  EXPECT_TRUE(done.is_superseded);
  EXPECT_FALSE(was_called);
  EXPECT_EQ(texts(), Texts{});
  EXPECT_FALSE(store::load_job_run_on(scratch.book, "own_job", day(date)));
  EXPECT_EQ(scratch.step().state, store::StepState::crashed);
}

TEST_F(Execute, ReadsAgainWhereTheBookMovedOn) {
  // another connection writes after the first reading
  store::Database other = store::Database::open(scratch.path);
  the_run = [&](JobContext&) {
    if (runs == 1) {
      store::WriteTransaction write(other);
      write.raise_revision("other", "import", 1);
      write.commit();
    }
    return finding_written(ExitStatus::ok, "reading " + std::to_string(runs));
  };
  EXPECT_EQ(scratch.run(own_job(), date).status, ExitStatus::ok);
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(texts(), Texts{"reading 2"});
}

TEST_F(Execute, EventsDoNotMakeItReadAgain) {
  store::Database other = store::Database::open(scratch.path);
  the_run = [&](JobContext&) {
    store::WriteTransaction write(other);
    store::append_event(write, test_origin(), {.type = store::event_type::step_progress});
    write.commit();
    return finding_written(ExitStatus::ok, "done");
  };
  EXPECT_EQ(scratch.run(own_job(), date).status, ExitStatus::ok);
  EXPECT_EQ(runs, 1);
}

TEST_F(Execute, PostingJobUnderOtherParametersIsNotReused) {
  JobDefinition job = own_job();
  job.posts = true;
  job.parameters = {{.key = "x", .default_value = 1, .meaning = "x"}};
  scratch.run(job, date);
  EXPECT_FALSE(scratch.run(job, date, {.with = {{"x", 2, {}}}}).is_reused);
  EXPECT_FALSE(scratch.run(job, date).is_reused);  // what stands was made with x = 2
  EXPECT_TRUE(scratch.run(job, date).is_reused);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
