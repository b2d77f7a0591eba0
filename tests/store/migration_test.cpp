#include "store/migration.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include "base/error.h"
#include "finance/ledger/account.h"
#include "store/connection.h"
#include "store/doctor.h"
#include "store/schema_sql.h"
#include "store/scratch_book.h"

namespace wealthjobs::store {
namespace {

const int newest = static_cast<int>(schema_files().size());

// A book as the first schema file alone makes it, with a row in it.
void write_version_1(const std::string& path) {
  Database book = Database::open(path, {.mode = OpenMode::create});
  WriteTransaction write(book);
  book.execute("PRAGMA application_id = " + std::to_string(book_application_id));
  book.execute(schema_files()[0].sql);
  book.execute("PRAGMA user_version = 1");
  book.execute(
      "CREATE TABLE table_checksum (table_name TEXT PRIMARY KEY, rows INTEGER NOT NULL, "
      "sum INTEGER NOT NULL) STRICT, WITHOUT ROWID");
  book.execute("INSERT INTO balance VALUES (1, 1000, 'USD', 5)");
  write.commit();
  WriteTransaction drop(book);
  book.execute("DROP TABLE table_checksum");
  book.connection().execute_raw("COMMIT");
}

TEST(CreateBook, MakesASoundBookWithItsChartOfAccounts) {
  ScratchBook scratch;
  Database book = scratch.open();
  EXPECT_EQ(book.integer_or(0, "SELECT count(*) FROM account"),
            static_cast<std::int64_t>(finance::chart_of_accounts().size()));
  EXPECT_EQ(book.integer_or(0, "SELECT count(*) FROM account WHERE label = '1000-CASH'"), 1);
  EXPECT_TRUE(check_book(book).empty());
}

TEST(CreateBook, LeavesAnExistingFileAndNothingElse) {
  ScratchBook scratch;
  const std::string before = bytes_of(scratch.path);
  EXPECT_THROW(create_book(scratch.path), base::Error);
  EXPECT_EQ(bytes_of(scratch.path), before);
  int files = 0;
  for ([[maybe_unused]] const auto& entry :
       std::filesystem::directory_iterator(scratch.folder.path())) {
    ++files;
  }
  EXPECT_EQ(files, 1);
}

TEST(CreateBook, SaysWhenTheFolderIsMissing) {
  ScratchFolder folder;
  EXPECT_THROW(create_book(folder / "none/wealth.db"), base::Error);
}

TEST(CreateBook, ClearsAwayWhatAKilledInitLeft) {
  ScratchFolder folder;
  write_bytes(folder / "wealth.db.new-999999999", "half a book");
  create_book(folder / "wealth.db");
  EXPECT_FALSE(book_exists(folder / "wealth.db.new-999999999"));
}

TEST(MigrateBook, ListsWhatItWouldDo) {
  ScratchFolder folder;
  const std::string path = folder / "old.db";
  write_version_1(path);
  const std::string before = bytes_of(path);
  const Migration migration = migrate_book(path, true);
  EXPECT_EQ(migration.from, 1);
  EXPECT_EQ(migration.to, newest);
  ASSERT_EQ(migration.files.size(), static_cast<std::size_t>(newest - 1));
  EXPECT_EQ(migration.files[0], "002_journal_of_runs");
  EXPECT_EQ(migration.backup, "");
  EXPECT_EQ(bytes_of(path), before);
}

TEST(MigrateBook, BacksUpThenBringsTheBookToThisSchema) {
  ScratchFolder folder;
  const std::string path = folder / "old.db";
  write_version_1(path);
  const Migration migration = migrate_book(path);
  EXPECT_EQ(migration.backup, path + ".before-schema-" + std::to_string(newest));
  Database book = Database::open(path);
  EXPECT_EQ(book.integer_or(0, "SELECT amount_minor FROM balance"), 5);
  EXPECT_TRUE(check_structure(book).empty());
  Database backup =
      Database::open(migration.backup, {.mode = OpenMode::read_only, .accept_any_schema = true});
  EXPECT_EQ(backup.schema_version(), 1);
  EXPECT_EQ(backup.integer_or(0, "SELECT amount_minor FROM balance"), 5);
}

TEST(MigrateBook, DoesNothingToABookOfThisSchema) {
  ScratchBook scratch;
  const Migration migration = migrate_book(scratch.path);
  EXPECT_TRUE(migration.files.empty());
  EXPECT_EQ(migration.backup, "");
}

TEST(MigrateBook, RefusesANewerBook) {
  ScratchBook scratch;
  {
    Database book = scratch.open();
    WriteTransaction write(book);
    book.execute("PRAGMA user_version = 99");
    write.commit();
  }
  try {
    migrate_book(scratch.path);
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::config);
  }
}

TEST(MigrateBook, KilledAtAnyTimeItLeavesTheOldBookOrTheNewOne) {
  for (int delay_us = 0; delay_us < 40'000; delay_us += 4'000) {
    ScratchFolder folder;
    const std::string path = folder / "old.db";
    write_version_1(path);
    const pid_t child = ::fork();
    if (child == 0) {
      migrate_book(path);
      ::_exit(0);
    }
    ::usleep(static_cast<useconds_t>(delay_us));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    {
      Database book = Database::open(path, {.accept_any_schema = true});
      EXPECT_TRUE(book.schema_version() == 1 || book.schema_version() == newest);
      EXPECT_TRUE(check_structure(book).empty());
    }
    migrate_book(path);
    Database book = Database::open(path);
    EXPECT_EQ(book.integer_or(0, "SELECT amount_minor FROM balance"), 5);
    EXPECT_TRUE(check_structure(book).empty());
  }
}

}  // namespace
}  // namespace wealthjobs::store
