#include "runner/run_choice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "runner/scratch_folder.h"
#include "store/database.h"
#include "store/migration.h"
#include "store/transaction.h"

namespace wealthjobs::runner {
namespace {

using store::RunState;

std::optional<store::RunRow> last(RunState state) {
  store::RunRow row;
  row.state = state;
  return row;
}

TEST(RunChoice, StartsTheFirstRun) { EXPECT_EQ(choose_run(std::nullopt, {}), RunChoice::fresh); }

TEST(RunChoice, TakesAnUnfinishedRunUpAgain) {
  for (const RunState state : {RunState::running, RunState::failed, RunState::blocked,
                               RunState::cancelled, RunState::timed_out}) {
    EXPECT_EQ(choose_run(last(state), {}), RunChoice::again);
    EXPECT_EQ(choose_run(last(state), {.is_selected = true}), RunChoice::again);
    EXPECT_EQ(choose_run(last(state), {.is_new = true}), RunChoice::fresh);
  }
}

TEST(RunChoice, LeavesACompleteRunAlone) {
  for (const RunState state : {RunState::succeeded, RunState::succeeded_late}) {
    EXPECT_EQ(choose_run(last(state), {}), RunChoice::already_complete);
    EXPECT_EQ(choose_run(last(state), {.is_new = true}), RunChoice::fresh);
    EXPECT_EQ(choose_run(last(state), {.is_selected = true}), RunChoice::fresh);
  }
}

TEST(RunChoice, NeverTakesSelectedStepsForACompleteDay) {
  auto partial = last(RunState::succeeded);
  partial->outcome = partial_outcome;
  EXPECT_EQ(choose_run(partial, {}), RunChoice::fresh);
}

TEST(RunChoice, WorksAReopenedDateAgain) {
  EXPECT_EQ(choose_run(last(RunState::succeeded), {.is_reopened = true}), RunChoice::fresh);
  EXPECT_EQ(choose_run(last(RunState::failed), {.is_reopened = true}), RunChoice::again);
}

TEST(RunChoice, RecordsAClosedDayOnce) {
  EXPECT_EQ(choose_run(last(RunState::skipped), {.would_be_skipped = true}),
            RunChoice::already_complete);
  EXPECT_EQ(choose_run(last(RunState::skipped), {}), RunChoice::fresh);
}

TEST(RunChoice, ComparesAgainWhenOthersWroteToTheBook) {
  const ScratchFolder folder;
  store::create_book(folder.path("b.db"));
  auto book = store::Database::open(folder.path("b.db"));
  const std::int64_t before = store::book_revision(book);
  pipeline::Pipeline pipeline;
  pipeline::Step settle;
  settle.name = "settle";
  settle.job = "settle_trades";
  pipeline::Step upload;
  upload.name = "upload";
  upload.command = {"/bin/true"};
  pipeline.steps = {settle, upload};
  std::vector<store::StepRow> rows(2);
  rows[0].step = "settle";
  rows[1].step = "upload";
  rows[0].state = rows[1].state = store::StepState::succeeded;
  const base::Date day = base::Date::from(2020, 6, 30);
  const auto raise = [&](const char* cause) {
    store::WriteTransaction write(book);
    write.raise_revision("fiona", cause, 1);
    write.commit();
  };
  EXPECT_TRUE(steps_to_compare(book, pipeline, day, rows, before).empty());
  raise("settle_trades 2020-06-30");
  EXPECT_TRUE(steps_to_compare(book, pipeline, day, rows, before).empty());
  raise("import book");
  const auto names = steps_to_compare(book, pipeline, day, rows, before);
  EXPECT_THAT(names, testing::ElementsAre("settle"));
  const auto previous = previous_steps(rows, names);
  EXPECT_EQ(previous[0].state, "pending");
  EXPECT_EQ(previous[1].state, "succeeded");
}

}  // namespace
}  // namespace wealthjobs::runner
