#include "store/row_checksum.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/error.h"
#include "store/scratch_book.h"

namespace wealthjobs::store {
namespace {

// What is stored must be what reading the tables gives, after whatever has been written.
void expect_sums_hold(Database& book) {
  const std::vector<TableSum> stored = stored_checksums(book);
  for (const std::string& table : checksummed_tables(book)) {
    const auto at = std::ranges::find(stored, table, &TableSum::table);
    const TableSum want = at == stored.end() ? TableSum{.table = table} : *at;
    EXPECT_EQ(checksum_of(book, table), want) << table;
  }
}

TEST(RowChecksum, HoldsInANewBook) {
  ScratchBook scratch;
  Database book = scratch.open();
  expect_sums_hold(book);
  EXPECT_GT(checksum_of(book, "account").rows, 20);
}

TEST(RowChecksum, FollowsInsertsUpdatesDeletesReplacesAndUpserts) {
  ScratchBook scratch;
  Database book = scratch.open();
  const auto change = [&](const std::string& sql) {
    WriteTransaction write(book);
    book.execute(sql);
    write.commit();
    expect_sums_hold(book);
  };
  change("INSERT INTO balance VALUES (1, 1000, 'USD', 5), (2, 1000, 'USD', 6)");
  change("UPDATE balance SET amount_minor = amount_minor + 1");
  change("UPDATE balance SET portfolio_no = 7 WHERE portfolio_no = 2");
  change("INSERT OR REPLACE INTO balance VALUES (1, 1000, 'USD', 99)");
  change(
      "INSERT INTO balance VALUES (1, 1000, 'USD', 3) "
      "ON CONFLICT DO UPDATE SET amount_minor = amount_minor + excluded.amount_minor");
  change("DELETE FROM balance WHERE portfolio_no = 1");
  change("DELETE FROM balance");
  change(
      "INSERT INTO instrument VALUES (1, 'A', 'a', 'equity', 'USD', 'XNYS', NULL, NULL, NULL, "
      "1, 1, 1)");
  change(
      "INSERT OR REPLACE INTO instrument VALUES (2, 'A', 'b', 'etf', 'USD', 'XNYS', NULL, "
      "NULL, NULL, 1, 1, 1)");
  change(
      "INSERT INTO series_point VALUES ('S', 1, 1, 5.0, NULL, 1), ('S', 2, 1, -0.0, 1, 1), "
      "('S', 3, 1, 0.1, NULL, 1), ('S', 4, 1, 1e300, NULL, 1), ('S', 5, 1, 7, NULL, 1)");
  change(
      "INSERT INTO quarantine (job, source, row_key, reason, severity, payload_json, "
      "known_rev) VALUES ('j', 's', 'k', 'r', 'warn', '{}', 1)");
}

TEST(RowChecksum, ForgetsWhatAFailedStatementHadChanged) {
  ScratchBook scratch;
  Database book = scratch.open();
  WriteTransaction write(book);
  book.execute("INSERT INTO balance VALUES (1, 1000, 'USD', 5)");
  EXPECT_THROW(book.execute("INSERT INTO balance VALUES (2, 1000, 'USD', 5), "
                            "(3, 1000, 'USD', 5), (1, 1000, 'USD', 9)"),
               base::Error);
  EXPECT_THROW(book.run("INSERT INTO portfolio_history VALUES (77, 1, 1, 1, 1)"), base::Error);
  book.execute("INSERT INTO balance VALUES (4, 1000, 'USD', 5)");
  write.commit();
  expect_sums_hold(book);
  EXPECT_EQ(checksum_of(book, "balance").rows, 2);
}

TEST(RowChecksum, ForgetsARolledBackTransaction) {
  ScratchBook scratch;
  Database book = scratch.open();
  {
    WriteTransaction write(book);
    book.execute("INSERT INTO balance VALUES (1, 1000, 'USD', 5)");
  }
  WriteTransaction write(book);
  book.execute("INSERT INTO balance VALUES (2, 1000, 'USD', 5)");
  write.commit();
  expect_sums_hold(book);
}

TEST(RowChecksum, AddsUpOverConnections) {
  ScratchBook scratch;
  Database one = scratch.open();
  Database two = scratch.open();
  for (int i = 0; i < 10; ++i) {
    Database& book = i % 2 == 0 ? one : two;
    WriteTransaction write(book);
    book.run("INSERT INTO balance VALUES (?, 1000, 'USD', ?)", i, i * i);
    write.commit();
  }
  expect_sums_hold(one);
  EXPECT_EQ(checksum_of(two, "balance").rows, 10);
}

TEST(RowChecksum, IsAnotherForEveryChangedValue) {
  ScratchBook scratch;
  Database book = scratch.open();
  std::vector<std::uint64_t> sums;
  WriteTransaction write(book);
  book.execute("INSERT INTO position VALUES (1, 2, 3, 4)");
  for (const char* sql : {"UPDATE position SET settled_e6 = 5", "UPDATE position SET traded_e6 = 5",
                          "UPDATE position SET traded_e6 = 4, settled_e6 = 5",
                          "UPDATE position SET traded_e6 = 5, settled_e6 = 4"}) {
    book.execute(sql);
    sums.push_back(checksum_of(book, "position").sum);
  }
  std::ranges::sort(sums);
  EXPECT_EQ(std::ranges::adjacent_find(sums), sums.end());
}

}  // namespace
}  // namespace wealthjobs::store
