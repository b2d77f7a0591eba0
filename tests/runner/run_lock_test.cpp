#include "runner/run_lock.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/error.h"
#include "runner/scratch_folder.h"

namespace wealthjobs::runner {
namespace {

using base::Date;
const Date day = Date::from(2020, 6, 30);

LockHolder me(const std::string& purpose = "cob 2020-06-30") {
  return this_process(purpose, base::system_clock());
}

TEST(RunLock, AllowsOneRunOfAPipelineAndDate) {
  const ScratchFolder folder;
  const std::string db = folder.path("wealth.db");
  auto first = try_lock_run(db, "cob", day, me());
  ASSERT_TRUE(first);
  auto second = try_lock_run(db, "cob", day, me());
  ASSERT_FALSE(second);
  ASSERT_TRUE(second.error());
  EXPECT_EQ(second.error()->pid, getpid());
  EXPECT_EQ(second.error()->purpose, "cob 2020-06-30");
}

TEST(RunLock, LetsOtherDatesAndPipelinesRun) {
  const ScratchFolder folder;
  const std::string db = folder.path("wealth.db");
  auto a = try_lock_run(db, "cob", day, me());
  auto b = try_lock_run(db, "cob", day + 1, me());
  auto c = try_lock_run(db, "nightly", day, me());
  auto d = try_lock_run(folder.path("other.db"), "cob", day, me());
  EXPECT_TRUE(a && b && c && d);
}

TEST(RunLock, IsFreeAgainAfterRelease) {
  const ScratchFolder folder;
  const std::string db = folder.path("wealth.db");
  auto first = try_lock_run(db, "cob", day, me());
  ASSERT_TRUE(first);
  EXPECT_TRUE(holder_of_run(db, "cob", day));
  first->release();
  EXPECT_FALSE(holder_of_run(db, "cob", day));
  EXPECT_TRUE(try_lock_run(db, "cob", day, me()));
  EXPECT_TRUE(std::filesystem::exists(db + ".lock"));
}

TEST(RunLock, SharesTheBookAmongReadersOnly) {
  const ScratchFolder folder;
  const std::string db = folder.path("wealth.db");
  auto reader = try_lock_book(db, BookAccess::shared, me("nightly 2020-06-29"));
  auto another = try_lock_book(db, BookAccess::shared, me("hourly 2020-06-30"));
  ASSERT_TRUE(reader && another);
  EXPECT_FALSE(try_lock_book(db, BookAccess::exclusive, me("import book")));
  reader->release();
  another->release();
  auto writer = try_lock_book(db, BookAccess::exclusive, me("import book"));
  ASSERT_TRUE(writer);
  auto refused = try_lock_book(db, BookAccess::shared, me("nightly 2020-06-29"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error()->purpose, "import book");
}

TEST(RunLock, LetsOneRunPostWhereOneMay) {
  const ScratchFolder folder;
  const std::string db = folder.path("wealth.db");
  auto first = try_lock_posting(db, 1, me("cob 2020-06-30"));
  ASSERT_TRUE(first);
  auto second = try_lock_posting(db, 1, me("nightly 2020-06-29"));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error()->purpose, "cob 2020-06-30");
  // a process with a newer configuration is refused all the same
  EXPECT_FALSE(try_lock_posting(db, 4, me("nightly 2020-06-29")));
  EXPECT_FALSE(try_lock_book(db, BookAccess::shared, me("hourly 2020-06-30")));
}

TEST(RunLock, LetsSoManyRunsPostAsThereArePlaces) {
  const ScratchFolder folder;
  const std::string db = folder.path("wealth.db");
  auto first = try_lock_posting(db, 2, me("cob 2020-06-30"));
  auto second = try_lock_posting(db, 2, me("nightly 2020-06-29"));
  ASSERT_TRUE(first && second);
  auto third = try_lock_posting(db, 2, me("weekly 2020-06-27"));
  ASSERT_FALSE(third);
  EXPECT_EQ(third.error()->purpose, "cob 2020-06-30");
  first->release();
  EXPECT_TRUE(try_lock_posting(db, 2, me("weekly 2020-06-27")));
  // readers are not counted
  EXPECT_TRUE(try_lock_book(db, BookAccess::shared, me("hourly 2020-06-30")));
}

TEST(RunLock, KeepsWhoNeedsTheBookAloneAndThoseWhoPostApart) {
  const ScratchFolder folder;
  const std::string db = folder.path("wealth.db");
  auto run = try_lock_posting(db, 8, me("cob 2020-06-30"));
  ASSERT_TRUE(run);
  auto import = try_lock_book(db, BookAccess::exclusive, me("import book"));
  ASSERT_FALSE(import);
  EXPECT_EQ(import.error()->purpose, "cob 2020-06-30");
  EXPECT_FALSE(try_lock_posting(db, 1, me("restate")));
  run->release();
  import = try_lock_book(db, BookAccess::exclusive, me("import book"));
  ASSERT_TRUE(import);
  auto refused = try_lock_posting(db, 8, me("cob 2020-06-30"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error()->purpose, "import book");
}

TEST(RunLock, APlaceThatWasRefusedHoldsNothing) {
  const ScratchFolder folder;
  const std::string db = folder.path("wealth.db");
  auto first = try_lock_posting(db, 2, me());
  auto second = try_lock_posting(db, 2, me());
  ASSERT_TRUE(first && second);
  EXPECT_FALSE(try_lock_posting(db, 2, me()));
  first->release();
  second->release();
  EXPECT_TRUE(try_lock_book(db, BookAccess::exclusive, me("import book")));
}

TEST(RunLock, NamesPidHostAndStartWhenBusy) {
  const ScratchFolder folder;
  const std::string db = folder.path("wealth.db");
  const RunLock held = lock_run(db, "cob", day, me(), 0, base::system_clock());
  try {
    lock_run(db, "cob", day, me(), 0, base::system_clock());
    FAIL() << "a second run got the lock";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::busy);
    EXPECT_NE(error.message().find("pid " + std::to_string(getpid()) + " on "), std::string::npos)
        << error.message();
    EXPECT_NE(error.message().find("since 20"), std::string::npos) << error.message();
  }
}

TEST(RunLock, DiesWithItsProcess) {
  const ScratchFolder folder;
  const std::string db = folder.path("wealth.db");
  int ready[2];
  ASSERT_EQ(pipe(ready), 0);
  const pid_t child = fork();
  if (child == 0) {
    const RunLock held = lock_run(db, "cob", day, me(), 0, base::system_clock());
    [[maybe_unused]] const ssize_t n = write(ready[1], "x", 1);
    for (;;) pause();
  }
  char c = 0;
  ASSERT_EQ(read(ready[0], &c, 1), 1);
  auto refused = try_lock_run(db, "cob", day, me());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error()->pid, child);
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  EXPECT_TRUE(try_lock_run(db, "cob", day, me()));
  close(ready[0]);
  close(ready[1]);
}

TEST(RunLock, LetsOneOfSixteenProcessesThrough) {
  const ScratchFolder folder;
  const std::string db = folder.path("wealth.db");
  for (int round = 0; round < 10; ++round) {
    int go[2];
    int done[2];
    ASSERT_EQ(pipe(go), 0);
    ASSERT_EQ(pipe(done), 0);
    std::vector<pid_t> children;
    for (int i = 0; i < 16; ++i) {
      const pid_t child = fork();
      if (child == 0) {
        close(go[1]);
        close(done[1]);
        char c = 0;
        [[maybe_unused]] ssize_t n = read(go[0], &c, 1);
        auto taken = try_lock_run(db, "cob", day, me());
        if (taken) n = read(done[0], &c, 1);  // held until all others have tried
        _exit(taken ? 0 : 75);
      }
      children.push_back(child);
    }
    close(go[0]);
    close(go[1]);
    int winners = 0;
    int busy = 0;
    for (int i = 0; i < 15; ++i) {
      int status = 0;
      ASSERT_GT(wait(&status), 0);
      busy += WEXITSTATUS(status) == 75 ? 1 : 0;
    }
    close(done[0]);
    close(done[1]);
    int status = 0;
    ASSERT_GT(wait(&status), 0);
    winners += WEXITSTATUS(status) == 0 ? 1 : 0;
    EXPECT_EQ(winners, 1);
    EXPECT_EQ(busy, 15);
  }
}

TEST(RunLock, SaysWhyItsFileCannotBeMade) {
  try {
    lock_run("/proc/no/such/wealth.db", "cob", day, me(), 0, base::system_clock());
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_NE(error.message().find("wealth.db.lock"), std::string::npos);
  }
}

}  // namespace
}  // namespace wealthjobs::runner
