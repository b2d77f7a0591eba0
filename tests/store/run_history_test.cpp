#include "store/run_history.h"

#include <gtest/gtest.h>

#include "store/sample_run.h"

namespace wealthjobs::store {
namespace {

const base::Date first = base::Date::from(2020, 6, 1);

struct History : testing::Test {
  History() {
    for (int i = 0; i < 12; ++i) created_run(book, first + i);
    WriteTransaction write(book);
    EXPECT_TRUE(finish_run(write, sample_origin, run_id_of("cob", first + 3, 1),
                           {.state = RunState::failed, .exit_status = 65}));
    write.commit();
  }
  ScratchBook scratch;
  Database book = scratch.open();
};

TEST_F(History, PagesFromTheNewest) {
  EXPECT_EQ(count_runs(book, {}), 12);
  const std::vector<RunRow> page = load_runs(book, {.page = 2, .page_size = 5});
  ASSERT_EQ(page.size(), 5U);
  EXPECT_EQ(page.front().business_date, first + 6);
  EXPECT_EQ(load_runs(book, {.page = 3, .page_size = 5}).size(), 2U);
  EXPECT_TRUE(load_runs(book, {.page = 4, .page_size = 5}).empty());
}

TEST_F(History, FiltersByPipelineStateAndDate) {
  EXPECT_EQ(count_runs(book, {.pipeline = "nightly"}), 0);
  EXPECT_EQ(count_runs(book, {.pipeline = "cob", .run_state = RunState::failed}), 1);
  EXPECT_EQ(count_runs(book, {.from = first + 2, .to = first + 4}), 3);
  EXPECT_EQ(count_runs(book, {.since_us = 1'000'000 + first.days() + 10}), 2);
}

TEST_F(History, ListsWhatOneJobDid) {
  EXPECT_EQ(count_job_history(book, {.job = "settle_job"}), 12);
  const std::vector<StepRow> steps = load_job_history(book, {.job = "settle_job", .page_size = 3});
  ASSERT_EQ(steps.size(), 3U);
  EXPECT_EQ(steps[0].step, "settle");
}

TEST_F(History, SaysHowLongSuccessesTook) {
  for (int i = 0; i < 4; ++i) {
    const std::string id = run_id_of("cob", first + i, 1);
    WriteTransaction write(book);
    start_attempt(write, sample_origin, id, "settle", {.at_us = 1'000'000LL * i});
    EXPECT_TRUE(finish_step(write, sample_origin, {id, "settle", 1},
                            {.state = i == 2 ? StepState::failed : StepState::succeeded,
                             .at_us = 1'000'000LL * i + 500'000LL * (i + 1)}));
    write.commit();
  }
  EXPECT_EQ(load_success_durations(book, "cob", "settle", 60),
            (std::vector<double>{2.0, 1.0, 0.5}));
  EXPECT_EQ(load_success_durations(book, "cob", "settle", 1), std::vector<double>{2.0});
  EXPECT_TRUE(load_success_durations(book, "nightly", "settle", 60).empty());
}

TEST_F(History, KnowsWhenRunsEndedAndTheNthNewest) {
  EXPECT_FALSE(load_run_end(book, run_id_of("cob", first, 1)));
  EXPECT_TRUE(load_run_end(book, run_id_of("cob", first + 3, 1)));
  EXPECT_FALSE(load_run_end(book, "cob-1999-01-01-1"));
  EXPECT_EQ(nth_newest_run_start(book, 1), 1'000'000 + (first + 11).days());
  EXPECT_EQ(nth_newest_run_start(book, 12), 1'000'000 + first.days());
  EXPECT_FALSE(nth_newest_run_start(book, 13));
}

TEST_F(History, FindsTheLastAndTheLatestRun) {
  created_run(book, first, 2);
  EXPECT_EQ(find_last_run(book, "cob", first)->n, 2);
  EXPECT_EQ(find_latest_run(book)->business_date, first + 11);
  EXPECT_FALSE(find_latest_run(book, "nightly").has_value());
  EXPECT_FALSE(find_last_run(book, "cob", first - 1).has_value());
  EXPECT_FALSE(load_run(book, "cob-1999-01-01-1").has_value());
  EXPECT_FALSE(load_step(book, run_id_of("cob", first, 1), "nothing").has_value());
}

TEST_F(History, ReadsBackWhatWasWritten) {
  const RunRow want = sample_run(first + 1);
  const RunRow run = *load_run(book, want.run_id);
  EXPECT_EQ(run.pipeline, want.pipeline);
  EXPECT_EQ(run.boot_id, want.boot_id);
  EXPECT_EQ(run.pid, want.pid);
  EXPECT_EQ(run.started_us, want.started_us);
  EXPECT_EQ(run.exit_status, std::nullopt);
}

}  // namespace
}  // namespace wealthjobs::store
