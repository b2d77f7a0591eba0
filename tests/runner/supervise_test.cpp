#include "runner/supervise.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "base/error.h"
#include "pipeline/plan.h"
#include "runner/fake_children.h"
#include "runner/scratch_folder.h"
#include "store/migration.h"
#include "store/run_history.h"

namespace wealthjobs::runner {
namespace {

using base::ExitStatus;
using testing::ElementsAre;

pipeline::Step command(const std::string& name, std::vector<std::string> needs = {}) {
  pipeline::Step step;
  step.name = name;
  step.command = {"/bin/true"};
  for (std::string& need : needs) step.needs.push_back({std::move(need), {}});
  return step;
}

pipeline::Step job(const std::string& name, std::vector<std::string> needs = {}) {
  pipeline::Step step = command(name, std::move(needs));
  step.command.clear();
  step.job = "settle_trades";
  return step;
}

class Evening : public testing::Test {
 protected:
  Evening() {
    store::create_book(folder.path("wealth.db"));
    book.emplace(store::Database::open(folder.path("wealth.db"), {.busy_timeout_ms = 0}));
    pipeline.name = "cob";
    pipeline.zone = "America/New_York";
    pipeline.max_parallel = 2;
  }

  void create_run(JournalQueue& journal) {
    store::RunRow run;
    run.run_id = run_id;
    run.pipeline = "cob";
    run.business_date = day;
    std::vector<store::StepRow> rows;
    for (const pipeline::Step& step : pipeline.steps) {
      store::StepRow row;
      row.run_id = run_id;
      row.step = step.name;
      row.position = static_cast<int>(rows.size());
      row.job = step.job.empty() ? step.command[0] : step.job;
      rows.push_back(row);
    }
    journal.add([run, rows](store::WriteTransaction& write, const store::EventOrigin& origin) {
      store::create_run(write, origin, run, rows);
    });
  }

  SuperviseResult run(pipeline::Selection selection = {}) {
    pipeline::PlanFacts facts;
    facts.business_date = day;
    facts.selection = std::move(selection);
    const pipeline::Plan plan = pipeline::plan_run(pipeline, facts);
    JournalQueue journal(*book, {"fiona", "ledger1", 42, "config", "0.1.0"});
    create_run(journal);
    SuperviseOrder order;
    order.pipeline = &pipeline;
    order.plan = &plan;
    order.run_id = run_id;
    order.business_date = day;
    order.config_dir = folder.path("");
    order.job_argv = {"wealthjobs", "step"};
    order.command_argv = {"wealthjobs", "step"};
    order.override_why = "custodian confirmed by phone";
    RunObserver observer;
    return supervise(order, journal, children, clock, observer);
  }

  store::StepRow row(const std::string& step) {
    return store::load_step(*book, run_id, step).value();
  }
  std::vector<std::string> events() {
    std::vector<std::string> types;
    for (const auto& event : store::load_events(*book, 0, 10'000)) types.push_back(event.type);
    return types;
  }

  const std::string run_id = "cob-2020-06-30-1";
  const base::Date day = base::Date::from(2020, 6, 30);
  ScratchFolder folder;
  std::optional<store::Database> book;
  FakeClock clock;
  FakeChildren children{clock};
  pipeline::Pipeline pipeline;
};

using Supervise = Evening;

TEST_F(Supervise, RunsEveryStepAfterWhatItNeeds) {
  pipeline.steps = {command("a"), command("b", {"a"}), command("c", {"b"})};
  const auto result = run();
  EXPECT_EQ(result.status, ExitStatus::ok);
  EXPECT_EQ(result.state, store::RunState::succeeded);
  EXPECT_THAT(children.started(), ElementsAre("a", "b", "c"));
  EXPECT_EQ(row("c").state, store::StepState::succeeded);
  EXPECT_EQ(store::load_run(*book, run_id)->state, store::RunState::succeeded);
  EXPECT_THAT(events(),
              ElementsAre("RunStarted", "StepStarted", "StepSucceeded", "StepStarted",
                          "StepSucceeded", "StepStarted", "StepSucceeded", "RunSucceeded"));
}

TEST_F(Supervise, StartsNoMoreThanAllowedAndTheImportantFirst) {
  pipeline.steps = {command("a"), command("b"), command("c"), command("d"), command("e")};
  pipeline.steps[3].priority = pipeline::Priority::critical;
  run();
  EXPECT_EQ(children.most_at_once, 2U);
  EXPECT_THAT(children.started(), ElementsAre("d", "a", "b", "c", "e"));
}

TEST_F(Supervise, BlocksWhatNeedsAFailedStepAndFinishesTheRest) {
  pipeline.steps = {command("a"), command("b", {"a"}), command("c", {"b"}), command("d")};
  children.scripts["a"] = {exits(5)};
  const auto result = run();
  EXPECT_EQ(result.status, ExitStatus::step_failed);
  EXPECT_EQ(result.stopped_at, "a");
  EXPECT_EQ(row("a").state, store::StepState::failed);
  EXPECT_EQ(row("a").reason, "exit status 5");
  EXPECT_EQ(row("b").state, store::StepState::blocked);
  EXPECT_EQ(row("b").reason, "needs a, which is failed");
  EXPECT_EQ(row("c").reason, "needs b, which is blocked");
  EXPECT_EQ(row("d").state, store::StepState::succeeded);
  EXPECT_EQ(store::load_run(*book, run_id)->blocked_at, "a");
}

TEST_F(Supervise, ClosedGateOfACommandIsTwo) {
  pipeline.steps = {command("gate"), command("after", {"gate"})};
  pipeline.steps[0].gate = true;
  pipeline.steps[0].retry.on_exit = {2};
  children.scripts["gate"] = {exits(9)};
  const auto result = run();
  EXPECT_EQ(result.status, ExitStatus::gate_blocked);
  EXPECT_EQ(result.state, store::RunState::blocked);
  EXPECT_EQ(children.starts.size(), 1U);
}

TEST_F(Supervise, LetsAnOverriddenGatePass) {
  pipeline.steps = {command("gate"), command("after", {"gate"})};
  pipeline.steps[0].gate = true;
  children.scripts["gate"] = {exits(9)};
  const auto result = run({{}, std::nullopt, false, {"gate"}});
  EXPECT_EQ(result.status, ExitStatus::ok);
  EXPECT_THAT(row("gate").reason, testing::HasSubstr("custodian confirmed by phone"));
  EXPECT_THAT(events(), testing::Contains("GateOverridden"));
}

TEST_F(Supervise, RetriesWithGrowingDelays) {
  pipeline.steps = {command("upload")};
  pipeline.steps[0].retry = {5, 1'000, 2.0, 3'000, 0.0, 0, {75}};
  children.scripts["upload"] = {exits(75), exits(75), exits(75), exits(75), exits(0)};
  const auto result = run();
  EXPECT_EQ(result.status, ExitStatus::ok);
  std::vector<std::int64_t> at_ms;
  for (const auto& [name, at] : children.starts) at_ms.push_back(at / 1'000);
  // each attempt lasts 1 s; delays 1, 2, 3, 3 s
  EXPECT_THAT(at_ms, ElementsAre(0, 2'000, 5'000, 9'000, 13'000));
  EXPECT_EQ(row("upload").attempt, 5);
  EXPECT_EQ(store::load_attempts(*book, run_id, "upload").size(), 5U);
  EXPECT_EQ(std::ranges::count(events(), "StepRetried"), 4);
}

TEST_F(Supervise, GivesUpWhenTheAttemptsAreUsed) {
  pipeline.steps = {command("upload")};
  pipeline.steps[0].retry = {2, 1'000, 2.0, 3'000, 0.0, 0, {75}};
  children.scripts["upload"] = {exits(75), exits(75), exits(0)};
  EXPECT_EQ(run().status, ExitStatus::step_failed);
  EXPECT_EQ(children.starts.size(), 2U);
}

TEST_F(Supervise, RetriesABuiltInJobOnlyWhenItIsTemporary) {
  pipeline.steps = {job("busy"), job("wrong")};
  children.scripts["busy"] = {exits(75), exits(65)};
  children.scripts["wrong"] = {exits(65)};
  const auto result = run();
  EXPECT_EQ(result.status, ExitStatus::data_invalid);
  EXPECT_EQ(row("busy").attempt, 2);
  EXPECT_EQ(row("wrong").attempt, 1);
}

TEST_F(Supervise, BelievesTheRowNotTheExitStatus) {
  pipeline.steps = {job("settle"), job("value", {"settle"})};
  const auto mark = [&](const std::string& step) {
    auto writer = store::Database::open(folder.path("wealth.db"));
    store::WriteTransaction write(writer);
    store::StepEnd end;
    end.reason = "12 trades settled";
    end.rows_written = 12;
    end.result_json = R"({"next":"wealthjobs portfolio P1"})";
    EXPECT_TRUE(
        store::finish_step(write, {"fiona", "ledger1", 43, "", ""}, {run_id, step, 1}, end));
    write.commit();
  };
  Script killed_after_commit;
  killed_after_commit.end.signal = SIGKILL;
  killed_after_commit.before_end = [&] { mark("settle"); };
  children.scripts["settle"] = {killed_after_commit};
  Script silent = exits(0);
  children.scripts["value"] = {silent};
  const auto result = run();
  EXPECT_EQ(result.steps[0].state, StepState::succeeded);
  EXPECT_EQ(result.steps[0].reason, "12 trades settled");
  EXPECT_EQ(result.steps[0].rows_written, 12);
  EXPECT_EQ(result.steps[0].next, "wealthjobs portfolio P1");
  // value says 0 and has recorded nothing: a bug, not a success
  EXPECT_EQ(result.steps[1].state, StepState::crashed);
  EXPECT_EQ(result.status, ExitStatus::internal);
}

TEST_F(Supervise, RecordsACrash) {
  pipeline.steps = {job("settle")};
  Script crash;
  crash.end.signal = SIGSEGV;
  children.scripts["settle"] = {crash, exits(0)};
  EXPECT_EQ(run().status, ExitStatus::internal);
  EXPECT_EQ(children.starts.size(), 1U);
  EXPECT_EQ(row("settle").state, store::StepState::crashed);
  EXPECT_THAT(row("settle").reason, testing::HasSubstr("signal 11"));
}

TEST_F(Supervise, TimedOutStepIs124) {
  pipeline.steps = {command("slow"), command("after", {"slow"})};
  Script slow;
  slow.end.stopped = StopCause::timeout;
  children.scripts["slow"] = {slow};
  const auto result = run();
  EXPECT_EQ(result.status, ExitStatus::timeout);
  EXPECT_EQ(result.state, store::RunState::timed_out);
}

TEST_F(Supervise, EndsTheRunAtItsTimeLimit) {
  pipeline.steps = {command("slow"), command("after", {"slow"})};
  pipeline.timeout_s = 60;
  children.scripts["slow"] = {exits(0, 3'600'000'000)};
  const auto result = run();
  EXPECT_TRUE(result.is_timed_out);
  EXPECT_EQ(result.status, ExitStatus::timeout);
  EXPECT_EQ(row("slow").state, store::StepState::timed_out);
  EXPECT_EQ(row("after").state, store::StepState::blocked);
  EXPECT_LT(clock.now_us, 61'000'000);
}

TEST_F(Supervise, CancelsOnASignal) {
  pipeline.steps = {command("long"), command("after", {"long"})};
  children.scripts["long"] = {exits(0, 3'600'000'000)};
  children.signals = {{5'000'000, SIGINT}};
  const auto result = run();
  EXPECT_EQ(result.signal, SIGINT);
  EXPECT_EQ(result.status, ExitStatus::interrupted);
  EXPECT_EQ(result.state, store::RunState::cancelled);
  EXPECT_EQ(row("long").state, store::StepState::cancelled);
  EXPECT_EQ(row("after").state, store::StepState::cancelled);
  EXPECT_FALSE(row("after").reason.empty());
}

TEST_F(Supervise, SecondSignalKills) {
  pipeline.steps = {command("long")};
  children.scripts["long"] = {exits(0, 3'600'000'000)};
  children.signals = {{5'000'000, SIGTERM}, {5'010'000, SIGTERM}};
  EXPECT_EQ(run().status, ExitStatus::terminated);
  EXPECT_EQ(clock.now_us, 5'010'000);
}

TEST_F(Supervise, MarksALateStep) {
  pipeline.steps = {command("close")};
  pipeline.steps[0].deadline = pipeline::Deadline{0, 16 * 60};  // 16:46 in New York already
  const auto result = run();
  EXPECT_EQ(result.status, ExitStatus::slo_missed);
  EXPECT_EQ(result.state, store::RunState::succeeded_late);
  EXPECT_TRUE(row("close").is_late);
}

TEST_F(Supervise, WaitsForItsHourWithoutTakingAPlace) {
  pipeline.steps = {command("late"), command("a"), command("b", {"a"})};
  pipeline.max_parallel = 1;
  pipeline.steps[0].not_before = pipeline::Deadline{0, 17 * 60};
  EXPECT_EQ(run().status, ExitStatus::ok);
  EXPECT_THAT(children.started(), ElementsAre("a", "b", "late"));
  EXPECT_GE(children.starts.back().second, 800'000'000);  // 16:46:40 + 13 min 20 s
}

TEST_F(Supervise, FailsAStepWhoseFileDoesNotCome) {
  pipeline.steps = {command("load")};
  pipeline.steps[0].wait_for = pipeline::WaitFor{"in/{business_date}/p.csv", 120, 5, 1, {}};
  const auto result = run();
  EXPECT_EQ(result.status, ExitStatus::data_missing);
  EXPECT_THAT(row("load").reason, testing::HasSubstr("in/2020-06-30/p.csv is not there"));
  EXPECT_TRUE(children.starts.empty());
}

TEST_F(Supervise, StartsWhenTheFileIsStill) {
  pipeline.steps = {command("load")};
  pipeline.steps[0].wait_for = pipeline::WaitFor{"p.csv", 120, 5, 1, {}};
  std::ofstream(folder.path("p.csv")) << "a,b\n1,2\n";
  EXPECT_EQ(run().status, ExitStatus::ok);
  EXPECT_GE(children.starts.at(0).second, 5'000'000);
}

TEST_F(Supervise, GivesEveryStepOfABigRunAStateAndAReason) {
  std::mt19937 random(20200630);
  for (int i = 0; i < 200; ++i) {
    pipeline::Step step = command("s" + std::to_string(i));
    if (i > 0)
      step.needs.push_back({"s" + std::to_string(random() % static_cast<unsigned>(i)), {}});
    if (random() % 8 == 0) children.scripts[step.name] = {exits(1)};
    pipeline.steps.push_back(step);
  }
  run();
  for (const store::StepRow& step : store::load_steps(*book, run_id)) {
    EXPECT_TRUE(store::is_final(step.state)) << step.step;
    EXPECT_FALSE(step.reason.empty()) << step.step;
  }
  EXPECT_TRUE(store::check_event_chain(*book).empty());
}

TEST_F(Supervise, WaitsWhileAnotherProcessWrites) {
  pipeline.steps = {command("a"), command("b", {"a"})};
  auto other = store::Database::open(folder.path("wealth.db"));
  auto write = std::make_unique<store::WriteTransaction>(other);
  Script first = exits(0);
  first.before_end = [&] {
    write = std::make_unique<store::WriteTransaction>(other);  // held for half a second
    children.scripts["b"] = {exits(0)};
  };
  write.reset();
  children.scripts["a"] = {first};
  children.signals = {};
  std::int64_t released_at = 0;
  clock.now_us = 0;
  struct Release final : RunObserver {
    std::unique_ptr<store::WriteTransaction>* held = nullptr;
    FakeClock* clock = nullptr;
    std::int64_t* at = nullptr;
    void tick() override {
      if (*held && clock->now_us > 1'500'000) {
        held->reset();
        *at = clock->now_us;
      }
    }
  } release;
  release.held = &write;
  release.clock = &clock;
  release.at = &released_at;
  pipeline::PlanFacts facts;
  facts.business_date = day;
  const pipeline::Plan plan = pipeline::plan_run(pipeline, facts);
  JournalQueue journal(*book, {"fiona", "ledger1", 42, "config", "0.1.0"});
  create_run(journal);
  SuperviseOrder order;
  order.pipeline = &pipeline;
  order.plan = &plan;
  order.run_id = run_id;
  order.business_date = day;
  order.job_argv = order.command_argv = {"wealthjobs"};
  EXPECT_EQ(supervise(order, journal, children, clock, release).status, ExitStatus::ok);
  EXPECT_GT(released_at, 0);
  EXPECT_GE(children.starts.at(1).second, released_at);
}

}  // namespace
}  // namespace wealthjobs::runner
