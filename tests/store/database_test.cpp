#include "store/database.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <random>

#include "base/error.h"
#include "store/connection.h"
#include "store/schema_sql.h"
#include "store/scratch_book.h"

namespace wealthjobs::store {
namespace {

using base::Error;
using base::ErrorKind;

Error error_of(const std::string& path, const OpenOptions& options = {}) {
  try {
    Database book = Database::open(path, options);
  } catch (const Error& error) {
    return error;
  }
  return {ErrorKind::timeout, "opened"};
}

void set_number(const std::string& path, const std::string& pragma) {
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(handle, pragma.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(handle);
}

TEST(Database, OpensWithTheSettingsOfABookOfRecord) {
  ScratchBook scratch;
  Database book = scratch.open();
  EXPECT_EQ(book.integer_or(-1, "PRAGMA application_id"), book_application_id);
  EXPECT_EQ(book.schema_version(), static_cast<int>(schema_files().size()));
  EXPECT_EQ(book.integer_or(-1, "PRAGMA foreign_keys"), 1);
  EXPECT_EQ(book.integer_or(-1, "PRAGMA recursive_triggers"), 1);
  EXPECT_EQ(book.integer_or(-1, "PRAGMA synchronous"), 2);
  EXPECT_EQ(book.integer_or(-1, "PRAGMA trusted_schema"), 0);
  EXPECT_EQ(book.integer_or(-1, "PRAGMA temp_store"), 2);
  EXPECT_EQ(bytes_of(scratch.path)[18], 2) << "write-ahead log";
}

TEST(Database, SaysHowToGetAMissingBook) {
  ScratchFolder folder;
  const Error error = error_of(folder / "none.db");
  EXPECT_EQ(error.kind(), ErrorKind::config);
  EXPECT_EQ(error.message(), "there is no book at " + (folder / "none.db"));
  EXPECT_EQ(error.hint(), "wealthjobs init");
}

TEST(Database, RefusesWhatIsNotABook) {
  ScratchFolder folder;
  std::mt19937 random(1);
  std::string noise(8192, ' ');
  for (char& c : noise) c = static_cast<char>(random());
  for (const std::string& bytes : {std::string(), std::string("portfolio_id,name\n"), noise}) {
    const std::string path = folder / "other.db";
    write_bytes(path, bytes);
    for (const OpenMode mode : {OpenMode::read_write, OpenMode::read_only}) {
      const Error error = error_of(path, {.mode = mode});
      EXPECT_EQ(error.kind(), ErrorKind::io_error);
      EXPECT_NE(error.message().find("is not a wealthjobs book"), std::string::npos)
          << error.message();
      EXPECT_EQ(bytes_of(path), bytes) << "it was written to";
    }
  }
  const Error error = error_of(folder.path());
  EXPECT_EQ(error.message(), folder.path() + " is not a wealthjobs book: it is not a file");
}

TEST(Database, RefusesTheDatabaseOfAnotherProgram) {
  ScratchFolder folder;
  const std::string path = folder / "firefox.db";
  set_number(path, "CREATE TABLE t (a); PRAGMA user_version = 4");
  const Error error = error_of(path);
  EXPECT_EQ(error.kind(), ErrorKind::io_error);
  EXPECT_EQ(error.message(), path + " is not a wealthjobs book: it is another program's database");
}

TEST(Database, RefusesANewerSchemaAndSendsAnOlderOneToMigrate) {
  ScratchBook scratch;
  const auto known = std::to_string(schema_files().size());
  set_number(scratch.path, "PRAGMA user_version = 99");
  const Error newer = error_of(scratch.path);
  EXPECT_EQ(newer.kind(), ErrorKind::config);
  EXPECT_EQ(newer.message(), scratch.path + " has schema 99, this program " + known);
  set_number(scratch.path, "PRAGMA user_version = 1");
  const Error older = error_of(scratch.path);
  EXPECT_EQ(older.kind(), ErrorKind::config);
  EXPECT_EQ(older.hint(), "wealthjobs migrate");
}

TEST(Database, IsDamagedWhereItIsCutAtAnyPage) {
  ScratchBook scratch;
  const std::string whole = bytes_of(scratch.path);
  const std::string path = scratch.folder / "cut.db";
  for (std::size_t size = 4096; size < whole.size(); size += 4096) {
    write_bytes(path, whole.substr(0, size));
    const Error error = error_of(path);
    EXPECT_EQ(error.kind(), ErrorKind::io_error) << size;
    EXPECT_NE(error.message().find("is damaged"), std::string::npos) << error.message();
    EXPECT_EQ(bytes_of(path).size(), size);
  }
}

TEST(Database, DoesNotTouchAnExistingFileInCreateMode) {
  ScratchBook scratch;
  EXPECT_EQ(error_of(scratch.path, {.mode = OpenMode::create}).message(),
            scratch.path + " exists already");
}

// The suite may run as root, whom file modes do not stop: a child gives that up first.
int status_of_unprivileged(const std::function<int()>& body) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) ::_exit(99);
    int status = 98;
    try {
      status = body();
    } catch (const Error& error) {
      status = static_cast<int>(base::exit_status_of(error.kind()));
    }
    ::_exit(status);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(Database, ReadsAReadOnlyFileInAReadOnlyFolder) {
  ScratchBook scratch;
  ::chmod(scratch.path.c_str(), 0444);
  ::chmod(scratch.folder.path().c_str(), 0555);
  EXPECT_EQ(status_of_unprivileged([&] {
              Database book = scratch.open({.mode = OpenMode::read_only});
              return static_cast<int>(book_revision(book));
            }),
            0);
  EXPECT_EQ(status_of_unprivileged([&] {
              scratch.open();
              return 0;
            }),
            77);
  ::chmod(scratch.path.c_str(), 0000);
  EXPECT_EQ(status_of_unprivileged([&] {
              scratch.open({.mode = OpenMode::read_only});
              return 0;
            }),
            77);
  ::chmod(scratch.folder.path().c_str(), 0755);
}

TEST(Database, AWriteTransactionOfAReadOnlyBookIsNoPermission) {
  ScratchBook scratch;
  Database book = scratch.open({.mode = OpenMode::read_only});
  try {
    WriteTransaction write(book);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::no_permission);
  }
}

TEST(Database, AcceptsAnyFileNameThatAFileCanHave) {
  ScratchFolder folder;
  const std::string path = folder / "a b?c#d%41'e.db";
  create_book(path);
  Database book = Database::open(path);
  EXPECT_EQ(book_revision(book), 0);
}

TEST(Database, ReportsAFullDatabaseAsNoSpace) {
  ScratchBook scratch;
  Database book = scratch.open();
  book.connection().execute_raw("PRAGMA max_page_count = 1");
  try {
    WriteTransaction write(book);
    Statement& insert = book.cached(
        "INSERT INTO quarantine VALUES "
        "(NULL, 'j', 1, ?, 'k', 'r', 'warn', 0, 0, ?, 'open', "
        "NULL, NULL, NULL, 1)");
    const std::string text(3000, 'x');
    for (int i = 0; i < 1000; ++i) insert.run(std::to_string(i), text);
    write.commit();
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::no_space);
    EXPECT_EQ(error.message(), scratch.path + ": database or disk is full");
  }
  EXPECT_EQ(book.integer_or(-1, "SELECT count(*) FROM quarantine"), 0);
}

TEST(Database, KnowsNetworkFileSystems) {
  EXPECT_TRUE(is_network_file_system(0x6969));
  EXPECT_TRUE(is_network_file_system(0xff534d42));
  EXPECT_TRUE(is_network_file_system(static_cast<std::int32_t>(0xff534d42)));
  EXPECT_FALSE(is_network_file_system(0xef53));      // ext4
  EXPECT_FALSE(is_network_file_system(0x01021994));  // tmpfs
}

}  // namespace
}  // namespace wealthjobs::store
