#include "feeds/open_file.h"

#include <gtest/gtest.h>

#include <array>
#include <utility>

#include "base/error.h"
#include "scratch.h"

namespace wealthjobs::feeds {
namespace {

TEST(OpenFile, ReadsToTheEndAlsoAfterAMove) {
  const ScratchFolder folder;
  OpenFile first(folder.file("f", "abc"));
  const OpenFile file = std::move(first);
  std::array<char, 8> bytes{};
  EXPECT_EQ(file.read(bytes.data(), bytes.size()), 3U);
  EXPECT_EQ(file.read(bytes.data(), bytes.size()), 0U);
}

TEST(OpenFile, SaysWhatIsMissing) {
  try {
    const OpenFile file("/nowhere/x.csv");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::data_missing);
    EXPECT_EQ(error.message(), "cannot read /nowhere/x.csv: No such file or directory");
  }
}

TEST(OpenFile, CannotReadAFolder) {
  const ScratchFolder folder;
  const OpenFile file(folder.path());
  std::array<char, 8> bytes{};
  EXPECT_THROW((void)file.read(bytes.data(), bytes.size()), base::Error);
}

}  // namespace
}  // namespace wealthjobs::feeds
