#include "store/file_register.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "book_fixture.h"

namespace wealthjobs::store {
namespace {

struct FileRegister : testing::Test, BookFixture {
  int save(const RegisteredFile& file) {
    int n = 0;
    write([&](WriteTransaction& w) { n = save_file(w, file); });
    return n;
  }
};

RegisteredFile closes_file() {
  RegisteredFile file;
  file.path = "data/prices/AAPL.csv";
  file.feed = "closes";
  file.size = 1'000;
  file.mtime_us = 17;
  file.sha256 = "aa";
  file.rows = 20;
  file.quarantined = 1;
  file.first_day = day(2020, 6, 1);
  file.last_day = day(2020, 6, 30);
  file.expected_by = "18:15";
  file.is_late = true;
  return file;
}

TEST_F(FileRegister, KeepsEachContentOnce) {
  RegisteredFile file = closes_file();
  EXPECT_EQ(save(file), 1);
  file.mtime_us = 18;
  EXPECT_EQ(save(file), 1) << "touched, not changed";
  EXPECT_EQ(load_last_file(book, file.path)->mtime_us, 18);
  file.sha256 = "bb";
  file.size = 1'001;
  EXPECT_EQ(save(file), 2);
  EXPECT_EQ(load_file_history(book, file.path).size(), 2U);
  EXPECT_EQ(load_last_file(book, file.path)->size, 1'001);
  EXPECT_FALSE(load_last_file(book, "other.csv").has_value());
}

TEST_F(FileRegister, ComesBackAsItWasSaved) {
  RegisteredFile file = closes_file();
  save(file);
  file.known_rev = book_revision(book);
  EXPECT_EQ(load_last_file(book, file.path), file);
}

TEST_F(FileRegister, SaysWhyAFileWasRefused) {
  RegisteredFile file = closes_file();
  file.is_refused = true;
  file.reason = "truncated";
  EXPECT_EQ(save(file), 1);
  file.is_refused = false;
  file.reason = "";
  EXPECT_EQ(save(file), 2) << "the same bytes, now accepted";
  EXPECT_TRUE(load_file_history(book, file.path)[0].is_refused);
}

TEST_F(FileRegister, ListsTheLastStateOfEachPath) {
  RegisteredFile a = closes_file();
  RegisteredFile b = closes_file();
  b.path = "data/fx.csv";
  b.feed = "ecb";
  save(a);
  save(b);
  a.sha256 = "cc";
  save(a);
  const auto all = load_files(book);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].path, "data/fx.csv");
  EXPECT_EQ(all[1].n, 2);
  EXPECT_EQ(load_files(book, "ecb").size(), 1U);
}

TEST_F(FileRegister, IsShownAsItWasKnown) {
  RegisteredFile file = closes_file();
  const auto first = write([&](WriteTransaction& w) { save_file(w, file); });
  file.sha256 = "bb";
  file.is_late = false;
  const auto second = write([&](WriteTransaction& w) { save_file(w, file); });
  ASSERT_EQ(load_files_as_known(book, first).size(), 1U);
  EXPECT_TRUE(load_files_as_known(book, first)[0].is_late);
  EXPECT_FALSE(load_files_as_known(book, second)[0].is_late);
  EXPECT_TRUE(load_files_as_known(book, first - 1).empty());
}

}  // namespace
}  // namespace wealthjobs::store
