#include "jobs/report_file.h"

#include <sys/stat.h>

#include "base/error.h"
#include "scratch_book.h"

namespace wealthjobs::jobs::testing {
namespace {

TEST(ReportFile, MakesItsFolderAndReturnsTheHashOfItsBytes) {
  const ScratchFolder folder;
  const std::string path = folder / "reports/2026-04-02/nav.txt";
  EXPECT_EQ(write_report_file(path, "nav\n"), base::sha256_hex("nav\n"));
  EXPECT_EQ(bytes_of(path), "nav\n");
  EXPECT_FALSE(std::filesystem::exists(path + ".new"));
}

TEST(ReportFile, SameBytesLeaveTheOldFileAlone) {
  const ScratchFolder folder;
  const std::string path = folder / "nav.txt";
  const auto inode = [&] {
    struct stat info = {};
    EXPECT_EQ(::stat(path.c_str(), &info), 0);
    return info.st_ino;
  };
  write_report_file(path, "nav\n");
  const auto before = inode();
  write_report_file(path, "nav\n");
  EXPECT_EQ(inode(), before);
  write_report_file(path, "other\n");
  EXPECT_EQ(bytes_of(path), "other\n");
}

TEST(ReportFile, UnfinishedFileGoesAndTheOldOneStays) {
  const ScratchFolder folder;
  const std::string path = folder / "nav.txt";
  write_report_file(path, "old\n");
  {
    ReportFile file(path);
    file.write("half");
  }
  EXPECT_EQ(bytes_of(path), "old\n");
  EXPECT_FALSE(std::filesystem::exists(path + ".new"));
}

TEST(ReportFile, FolderThatIsAFileIsAnError) {
  const ScratchFolder folder;
  write_report_file(folder / "reports", "a file");
  try {
    write_report_file(folder / "reports/nav.txt", "nav\n");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::io_error);
  }
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
