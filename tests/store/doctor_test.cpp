#include "store/doctor.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <random>

#include "base/error.h"
#include "store/dump.h"
#include "store/row_checksum.h"
#include "store/sample_ledger.h"

namespace wealthjobs::store {
namespace {

void with_sqlite(const std::string& path, const std::string& sql) {
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(handle);
  sqlite3_close(handle);
}

Findings findings_of(const std::string& path) {
  Database book = Database::open(path, {.mode = OpenMode::read_only, .accept_any_schema = true});
  return check_book(book);
}

TEST(Doctor, NamesTheTableWhoseRowAnotherProgramChanged) {
  SampleLedger ledger;
  with_sqlite(ledger.path, "UPDATE portfolio SET name = 'Two'");
  const Findings findings = findings_of(ledger.path);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].check, "checksum");
  EXPECT_EQ(findings[0].where, "table portfolio");
  EXPECT_EQ(findings[0].text, "a row is not as it was written (row checksums differ)");
}

TEST(Doctor, CountsRowsThatCameOrWent) {
  SampleLedger ledger;
  with_sqlite(ledger.path, "DELETE FROM account WHERE account = 9900");
  const Findings findings = findings_of(ledger.path);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_TRUE(findings[0].text.ends_with("were written")) << findings[0].text;
}

TEST(Doctor, FindsAForeignKeyThatPointsNowhere) {
  SampleLedger ledger;
  with_sqlite(ledger.path, "INSERT INTO suspension VALUES (77, 1, 2, 0, 'me', 1)");
  const Findings findings = findings_of(ledger.path);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].check, "foreign_key");
  EXPECT_EQ(findings[0].text, "refers to a row of table instrument that is not there");
}

TEST(Doctor, FindsADroppedAndAChangedGuard) {
  SampleLedger ledger;
  with_sqlite(ledger.path,
              "DROP TRIGGER trade_no_delete; DROP TRIGGER price_no_delete; "
              "CREATE TRIGGER price_no_delete BEFORE DELETE ON price BEGIN SELECT 1; END; "
              "CREATE TABLE notes (a)");
  std::string text;
  for (const DoctorFinding& finding : findings_of(ledger.path)) {
    if (finding.check == "schema") text += finding.where + " " + finding.text + "\n";
  }
  EXPECT_EQ(text,
            "trigger price_no_delete of price is not as this program makes it\n"
            "trigger trade_no_delete of trade is missing\n"
            "table notes of notes does not belong to a book\n");
}

TEST(Doctor, NeverWrites) {
  SampleLedger ledger;
  const std::string before = bytes_of(ledger.path);
  findings_of(ledger.path);
  EXPECT_EQ(bytes_of(ledger.path), before);
}

// The bytes that no table, index or schema text holds: free space inside pages, mostly.
std::string contents_of(const std::string& path) {
  Database book = Database::open(path, {.mode = OpenMode::read_only, .accept_any_schema = true});
  std::string text = dump_sha256(book, {.with_revisions = true});
  for (const TableSum& sum : stored_checksums(book)) text += std::to_string(sum.sum) + ' ';
  for (const std::string& table : checksummed_tables(book)) {
    text += std::to_string(checksum_of(book, table).sum) + ' ';
  }
  return text;
}

// RELIABILITY R9: a flipped byte is found by opening, by a check, or it was in space that nothing
// reads; and never does it crash the doctor or make it write.
TEST(Doctor, FindsSingleFlippedBytes) {
  SampleLedger ledger;
  {
    Database book = ledger.open();
    WriteTransaction write(book);
    Statement& price = book.cached("INSERT INTO price VALUES (1, ?, 'asx', 1, ?, 'AUD', 1)");
    for (int i = 0; i < 3000; ++i) price.run(18000 + i, 43'000'000 + 977 * i);
    write.commit();
  }
  const std::string whole = bytes_of(ledger.path);
  const std::string want = contents_of(ledger.path);
  const std::string path = ledger.folder / "flipped.db";
  std::mt19937 random(20200630);
  int found = 0;
  int unread = 0;
  int missed = 0;
  constexpr int flips = 100;
  for (int i = 0; i < flips; ++i) {
    std::string bytes = whole;
    const std::size_t at = random() % bytes.size();
    bytes[at] = static_cast<char>(bytes[at] ^ static_cast<char>(1U << (random() % 8)));
    write_bytes(path, bytes);
    bool is_found = false;
    try {
      is_found = !findings_of(path).empty();
      if (!is_found) ++(contents_of(path) == want ? unread : missed);
    } catch (const base::Error& error) {
      is_found =
          error.kind() == base::ErrorKind::io_error || error.kind() == base::ErrorKind::config;
      EXPECT_TRUE(is_found) << error.message();
    }
    found += is_found ? 1 : 0;
    EXPECT_EQ(bytes_of(path), bytes) << "the doctor wrote";
  }
  RecordProperty("flips", flips);
  RecordProperty("found", found);
  RecordProperty("in_space_that_nothing_reads", unread);
}

TEST(Doctor, SurvivesTruncationAtEveryPage) {
  SampleLedger ledger;
  const std::string whole = bytes_of(ledger.path);
  const std::string path = ledger.folder / "cut.db";
  for (std::size_t size = 0; size < whole.size(); size += 4096) {
    write_bytes(path, whole.substr(0, size));
    try {
      EXPECT_FALSE(findings_of(path).empty());
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), base::ErrorKind::io_error);
    }
  }
}

}  // namespace
}  // namespace wealthjobs::store
