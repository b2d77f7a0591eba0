#include "store/durable_file.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "store/scratch_book.h"

namespace wealthjobs::store {
namespace {

TEST(DurableFile, KnowsTheFolderOfAPath) {
  EXPECT_EQ(folder_of("wealth.db"), ".");
  EXPECT_EQ(folder_of("/books/wealth.db"), "/books");
  EXPECT_EQ(folder_of("a/b/c"), "a/b");
}

TEST(DurableFile, SyncsAFileAndItsFolderOrSaysWhyNot) {
  ScratchFolder folder;
  write_bytes(folder / "a", "text");
  EXPECT_NO_THROW(sync_file(folder / "a"));
  EXPECT_NO_THROW(sync_folder_of(folder / "a"));
  try {
    sync_file(folder / "b");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::data_missing);
    EXPECT_EQ(error.message(), (folder / "b") + ": No such file or directory");
  }
}

}  // namespace
}  // namespace wealthjobs::store
