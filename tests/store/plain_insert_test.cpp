#include "store/plain_insert.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "base/error.h"
#include "store/connection.h"
#include "store/row_checksum.h"
#include "store/scratch_book.h"

namespace wealthjobs::store {
namespace {

bool is_plain(Database& book, const char* sql) {
  return PlainInsert::of(book.connection(), sql) != nullptr;
}

TEST(PlainInsert, IsOneParameterForEachColumnInOrder) {
  ScratchBook scratch;
  Database book = scratch.open();
  EXPECT_TRUE(is_plain(book, "INSERT INTO position VALUES (?, ?, ?, ?)"));
  EXPECT_TRUE(is_plain(book, "INSERT INTO position\n  VALUES(?,?,?,?)"));
  EXPECT_TRUE(is_plain(book,
                       "INSERT INTO position (portfolio_no, instrument_no, traded_e6, settled_e6) "
                       "VALUES (?, ?, ?, ?)"));
  for (const char* sql :
       {"INSERT INTO position VALUES (?, ?, ?, 0)",
        "INSERT OR REPLACE INTO position VALUES (?, ?, ?, ?)",
        "INSERT INTO position VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        "INSERT INTO position VALUES (?, ?, ?, ?), (?, ?, ?, ?)",
        "INSERT INTO position VALUES (?1, ?2, ?3, ?3)",
        "INSERT INTO position (instrument_no, portfolio_no, traded_e6, settled_e6) "
        "VALUES (?, ?, ?, ?)",
        "INSERT INTO position (portfolio_no, instrument_no) VALUES (?, ?)",
        "INSERT INTO position SELECT * FROM position", "DELETE FROM position",
        "INSERT INTO nowhere VALUES (?)", "INSERT INTO"}) {
    EXPECT_FALSE(is_plain(book, sql)) << sql;
  }
}

void expect_sum_holds(Database& book, const std::string& table) {
  for (const TableSum& sum : stored_checksums(book)) {
    if (sum.table != table) continue;
    EXPECT_EQ(checksum_of(book, table), sum);
  }
}

TEST(PlainInsert, HashesTheRowAsItIsStored) {
  ScratchBook scratch;
  Database book = scratch.open();
  std::mt19937_64 random(7);
  {
    WriteTransaction write(book);
    Statement& points = book.cached("INSERT INTO series_point VALUES (?, ?, ?, ?, ?, ?)");
    for (int i = 0; i < 2000; ++i) {
      const double values[] = {static_cast<double>(static_cast<std::int64_t>(random()) >> 20),
                               std::ldexp(static_cast<double>(random()), -60),
                               -0.0,
                               1e300,
                               -9.1e15,
                               std::numeric_limits<double>::infinity()};
      if (i % 7 == 0) {
        points.run("S", i, 1, static_cast<std::int64_t>(random() >> 12), nullptr, 1);
      } else {
        points.run(std::string(random() % 40, 'x'), i, 1, values[random() % 6], i, 1);
      }
    }
    write.commit();
  }
  expect_sum_holds(book, "series_point");
  EXPECT_EQ(checksum_of(book, "series_point").rows, 2000);
}

TEST(PlainInsert, LeavesOtherKindsAndNullKeysToTheHook) {
  ScratchBook scratch;
  Database book = scratch.open();
  WriteTransaction write(book);
  Statement& insert = book.cached("INSERT INTO hold VALUES (?, ?, ?, ?, ?, ?, ?)");
  insert.run(1, 1, "r", 12345, nullptr, nullptr, 1);  // a number that becomes text
  insert.run(2, 1, "r", "d", nullptr, nullptr, 1);
  insert.run("3", 1, "r", "d", nullptr, nullptr, 1);  // a text that becomes a number
  Statement& numbered = book.cached(
      "INSERT INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?, ?, ?, ?, ?)");
  numbered.run(nullptr, "j", 1, "s", "k", "r", "warn", 0, 0, "{}", "open", nullptr, nullptr,
               nullptr, 1);
  write.commit();
  expect_sum_holds(book, "hold");
  expect_sum_holds(book, "quarantine");
  EXPECT_EQ(checksum_of(book, "hold").rows, 3);
}

TEST(PlainInsert, CountsNothingForARowThatWasRefused) {
  ScratchBook scratch;
  Database book = scratch.open();
  WriteTransaction write(book);
  Statement& insert = book.cached("INSERT INTO position VALUES (?, ?, ?, ?)");
  insert.run(1, 1, 5, 5);
  EXPECT_THROW(insert.run(1, 1, 6, 6), base::Error);
  insert.run(1, 2, 7, 7);
  book.run("UPDATE position SET traded_e6 = 9 WHERE instrument_no = ?", 1);  // watched again
  write.commit();
  expect_sum_holds(book, "position");
  EXPECT_EQ(checksum_of(book, "position").rows, 2);
}

}  // namespace
}  // namespace wealthjobs::store
