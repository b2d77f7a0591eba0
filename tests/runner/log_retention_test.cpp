#include "runner/log_retention.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "runner/scratch_folder.h"
#include "store/sample_run.h"

namespace wealthjobs::runner {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t day_us = 86'400'000'000;
constexpr std::int64_t now_us = 1'000 * day_us;
const base::Date first = base::Date::from(2020, 6, 1);

// Run k of ten started and ended k * 10 days ago; each left two logs.
struct LogRetentionStory : testing::Test {
  LogRetentionStory() {
    for (int k = 1; k <= 10; ++k) add_run(k, true);
  }

  static std::string id_of(int k) { return store::run_id_of("cob", first - k, 1); }

  void add_run(int k, bool is_ended) {
    store::RunRow run = store::sample_run(first - k);
    run.started_us = now_us - k * 10 * day_us;
    store::WriteTransaction write(book);
    store::create_run(write, store::sample_origin, run, store::sample_steps(run));
    if (is_ended) {
      store::finish_run(write, store::sample_origin, run.run_id, {.at_us = run.started_us + 1});
    }
    write.commit();
    fs::create_directories(folder.path(run.run_id));
    std::ofstream(folder.path(run.run_id + "/settle.1.log")) << "one\n";
    std::ofstream(folder.path(run.run_id + "/settle.2.log.tail")) << "two\n";
  }

  std::vector<int> kept() {
    std::vector<int> runs;
    for (int k = 0; k <= 11; ++k) {
      if (fs::exists(folder.path(id_of(k)) + "/settle.1.log")) runs.push_back(k);
    }
    return runs;
  }

  store::ScratchBook scratch;
  store::Database book = scratch.open();
  ScratchFolder folder;
};

TEST_F(LogRetentionStory, KeepsWhatTheLongerOfTheTwoKeeps) {
  // by days alone 1 to 6 (60 days and a microsecond less), by runs alone 1 and 2
  EXPECT_EQ(prune_logs(book, folder.path(""), {61, 2}, now_us).runs, 4);
  EXPECT_EQ(kept(), (std::vector{1, 2, 3, 4, 5, 6}));
  // by days 1, by runs 1 to 4
  const LogPruning pruning = prune_logs(book, folder.path(""), {11, 4}, now_us);
  EXPECT_EQ(pruning.runs, 2);
  EXPECT_EQ(pruning.fault, "");
  EXPECT_EQ(kept(), (std::vector{1, 2, 3, 4}));
  EXPECT_FALSE(fs::exists(folder.path(id_of(5))));
}

TEST_F(LogRetentionStory, KeepsEverythingWhereThereAreFewRuns) {
  EXPECT_EQ(prune_logs(book, folder.path(""), {1, 400}, now_us).runs, 0);
  EXPECT_EQ(kept().size(), 10U);
}

TEST_F(LogRetentionStory, LeavesRunsThatHaveNotEndedAndTheFilesOfOthers) {
  add_run(11, false);
  fs::create_directories(folder.path("cob-1999-01-01-1"));
  std::ofstream(folder.path("cob-1999-01-01-1/settle.1.log")) << "of another book\n";
  std::ofstream(folder.path(id_of(9) + "/notes.txt")) << "mine\n";
  EXPECT_EQ(prune_logs(book, folder.path(""), {1, 1}, now_us).runs, 9);
  EXPECT_EQ(kept(), (std::vector{1, 11}));
  EXPECT_TRUE(fs::exists(folder.path("cob-1999-01-01-1/settle.1.log")));
  EXPECT_TRUE(fs::exists(folder.path(id_of(9) + "/notes.txt")));
}

TEST_F(LogRetentionStory, TouchesNoTable) {
  const std::int64_t runs = store::count_runs(book, {});
  prune_logs(book, folder.path(""), {1, 1}, now_us);
  EXPECT_EQ(store::count_runs(book, {}), runs);
  EXPECT_EQ(store::load_steps(book, id_of(10)).size(), 3U);
}

TEST_F(LogRetentionStory, NamesWhatItCannotRemoveAndDoesTheRest) {
  // a folder in the place of a log cannot be unlinked, by nobody
  fs::create_directories(folder.path(id_of(8) + "/stuck.1.log/inner"));
  const LogPruning pruning = prune_logs(book, folder.path(""), {1, 1}, now_us);
  EXPECT_EQ(pruning.runs, 8);
  EXPECT_NE(pruning.fault.find(id_of(8)), std::string::npos);
  EXPECT_TRUE(fs::exists(folder.path(id_of(8))));
}

TEST_F(LogRetentionStory, AFolderThatIsNotThereIsNoFault) {
  const LogPruning pruning = prune_logs(book, folder.path("nowhere"), {1, 1}, now_us);
  EXPECT_EQ(pruning.runs, 0);
  EXPECT_EQ(pruning.fault, "");
}

}  // namespace
}  // namespace wealthjobs::runner
