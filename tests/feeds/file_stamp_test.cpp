#include "feeds/file_stamp.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/sha256.h"
#include "scratch.h"

namespace wealthjobs::feeds {
namespace {

TEST(FileStamp, HoldsSizeTimeAndHash) {
  const ScratchFolder folder;
  const std::string text(700'000, 'x');
  const std::string path = folder.file("f.csv", text);
  const FileStamp stamp = stamp_file(path);
  EXPECT_EQ(stamp.size, 700'000);
  EXPECT_GT(stamp.mtime_us, 1'500'000'000'000'000);
  EXPECT_EQ(stamp.sha256, base::sha256_hex(text));
  EXPECT_TRUE(glance_at(path).is_same_glance(stamp));
  EXPECT_TRUE(glance_at(path).sha256.empty());
}

TEST(FileStamp, SeesAnotherSizeAndAnotherTime) {
  const ScratchFolder folder;
  const std::string path = folder.file("f.csv", "abc");
  const FileStamp before = stamp_file(path);
  folder.file("f.csv", "abcd");
  EXPECT_FALSE(glance_at(path).is_same_glance(before));
  folder.file("f.csv", "abc");
  const auto later = std::filesystem::last_write_time(path) + std::chrono::seconds(5);
  std::filesystem::last_write_time(path, later);
  EXPECT_FALSE(glance_at(path).is_same_glance(before));
  EXPECT_EQ(stamp_file(path).sha256, before.sha256);
}

TEST(FileStamp, NamesAMissingFile) {
  EXPECT_THROW(glance_at("/nowhere/f.csv"), base::Error);
  EXPECT_THROW(stamp_file("/nowhere/f.csv"), base::Error);
}

}  // namespace
}  // namespace wealthjobs::feeds
