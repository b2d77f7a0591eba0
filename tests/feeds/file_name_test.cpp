#include "feeds/file_name.h"

#include <gtest/gtest.h>

namespace wealthjobs::feeds {
namespace {

TEST(FileName, IsFolderAndFile) {
  EXPECT_EQ(short_name("/srv/wj/data/prices/AAPL.csv"), "prices/AAPL.csv");
  EXPECT_EQ(short_name("/srv/wj/data/../books/./x.csv"), "books/x.csv");
  EXPECT_EQ(short_name("/x.csv"), "x.csv");
}

TEST(FileName, LosesItsLastExtensionOnly) {
  EXPECT_EQ(id_from_path("/data/AAPL.csv"), "AAPL");
  EXPECT_EQ(id_from_path("BRK.B.csv"), "BRK.B");
}

}  // namespace
}  // namespace wealthjobs::feeds
