#include "store/sqlite_error.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

namespace wealthjobs::store {
namespace {

using base::ErrorKind;

TEST(SqliteError, MapsEveryCodeToOneKind) {
  struct Row {
    int code;
    ErrorKind kind;
  };
  const Row rows[] = {
      {SQLITE_FULL, ErrorKind::no_space},
      {SQLITE_BUSY, ErrorKind::busy},
      {SQLITE_BUSY_SNAPSHOT, ErrorKind::busy},
      {SQLITE_LOCKED, ErrorKind::busy},
      {SQLITE_PERM, ErrorKind::no_permission},
      {SQLITE_READONLY, ErrorKind::no_permission},
      {SQLITE_READONLY_DIRECTORY, ErrorKind::no_permission},
      {SQLITE_AUTH, ErrorKind::no_permission},
      {SQLITE_IOERR, ErrorKind::io_error},
      {SQLITE_IOERR_FSYNC, ErrorKind::io_error},
      {SQLITE_CORRUPT, ErrorKind::io_error},
      {SQLITE_NOTADB, ErrorKind::io_error},
      {SQLITE_CANTOPEN, ErrorKind::io_error},
      {SQLITE_PROTOCOL, ErrorKind::io_error},
      {SQLITE_CONSTRAINT, ErrorKind::internal},
      {SQLITE_CONSTRAINT_TRIGGER, ErrorKind::internal},
      {SQLITE_NOMEM, ErrorKind::internal},
      {SQLITE_ERROR, ErrorKind::internal},
      {SQLITE_MISUSE, ErrorKind::internal},
  };
  for (const Row& row : rows) EXPECT_EQ(error_kind_of_sqlite(row.code), row.kind) << row.code;
}

TEST(SqliteError, NamesTheFileAndTheWayOut) {
  const base::Error full = sqlite_error(nullptr, SQLITE_FULL, "/books/wealth.db");
  EXPECT_EQ(full.message(), "/books/wealth.db: database or disk is full");
  EXPECT_EQ(full.hint(), "make room on that disk, then repeat the command");

  const base::Error foreign = sqlite_error(nullptr, SQLITE_NOTADB, "notes.txt");
  EXPECT_EQ(foreign.message(), "notes.txt is not a wealthjobs book: file is not a database");

  const base::Error damaged = sqlite_error(nullptr, SQLITE_CORRUPT, "wealth.db");
  EXPECT_EQ(damaged.message(), "wealth.db is damaged: database disk image is malformed");
  EXPECT_EQ(damaged.hint(), "wealthjobs doctor; then restore the last backup");
}

}  // namespace
}  // namespace wealthjobs::store
