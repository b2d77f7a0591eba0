#include "runner/process_tree.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace wealthjobs::runner {
namespace {

TEST(ProcessTree, SeesChildrenAndGrandchildren) {
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  const pid_t child = fork();
  if (child == 0) {
    const pid_t grandchild = fork();
    if (grandchild == 0)
      for (;;) pause();
    [[maybe_unused]] const ssize_t n = write(ends[1], &grandchild, sizeof grandchild);
    for (;;) pause();
  }
  pid_t grandchild = 0;
  ASSERT_EQ(read(ends[0], &grandchild, sizeof grandchild), ssize_t{sizeof grandchild});
  const auto children = children_of(getpid());
  EXPECT_NE(std::ranges::find(children, child), children.end());
  const auto all = descendants_of(getpid());
  EXPECT_NE(std::ranges::find(all, grandchild), all.end());
  kill(grandchild, SIGKILL);
  kill_strays({}, 1000);
  EXPECT_TRUE(children_of(getpid()).empty());
  close(ends[0]);
  close(ends[1]);
}

TEST(ProcessTree, KnowsNothingBelowAProcessThatIsNotThere) {
  EXPECT_TRUE(descendants_of(2'000'000'000).empty());
}

}  // namespace
}  // namespace wealthjobs::runner
