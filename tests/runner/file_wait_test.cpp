#include "runner/file_wait.h"

#include <gtest/gtest.h>

#include <fstream>

#include "runner/scratch_folder.h"

namespace wealthjobs::runner {
namespace {

constexpr std::int64_t second = 1'000'000;
using Answer = FileWait::Answer;

TEST(FileWait, LooksOnceWithoutATimeLimit) {
  const ScratchFolder folder;
  FileWait absent({folder.path("p.csv"), 0, 0, 0, {}}, folder.path("p.csv"), 0);
  EXPECT_EQ(absent.look(0), Answer::too_late);
  EXPECT_EQ(absent.late_status(), base::ExitStatus::data_missing);
  std::ofstream(folder.path("p.csv")) << "a\n";
  FileWait there({folder.path("p.csv"), 0, 0, 0, {}}, folder.path("p.csv"), 0);
  EXPECT_EQ(there.look(0), Answer::arrived);
}

TEST(FileWait, WaitsUntilAFileIsStill) {
  const ScratchFolder folder;
  const std::string path = folder.path("p.csv");
  FileWait wait({path, 60, 10, 0, {}}, path, 0);
  std::ofstream(path) << "a\n1\n";
  EXPECT_EQ(wait.look(0), Answer::not_yet);
  EXPECT_EQ(wait.look(9 * second), Answer::not_yet);
  std::ofstream(path, std::ios::app) << "2\n";
  EXPECT_EQ(wait.look(10 * second), Answer::not_yet);
  EXPECT_EQ(wait.look(20 * second), Answer::arrived);
}

TEST(FileWait, WantsItsRows) {
  const ScratchFolder folder;
  const std::string path = folder.path("p.csv");
  std::ofstream(path) << "a\n1\n2";
  FileWait enough({path, 5, 0, 2, {}}, path, 0);
  EXPECT_EQ(enough.look(0), Answer::arrived);
  FileWait wait({path, 5, 0, 3, {}}, path, 0);
  EXPECT_EQ(wait.look(0), Answer::not_yet);
  EXPECT_EQ(wait.look(5 * second), Answer::too_late);
  EXPECT_EQ(wait.late_status(), base::ExitStatus::data_invalid);
  EXPECT_NE(wait.why().find("has 2 rows, expected at least 3 after 5 s"), std::string::npos)
      << wait.why();
}

}  // namespace
}  // namespace wealthjobs::runner
