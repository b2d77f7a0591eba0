#include "store/transaction.h"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "base/error.h"
#include "store/connection.h"
#include "store/row_checksum.h"
#include "store/sqlite_error.h"

namespace wealthjobs::store {
namespace {

void roll_back_quietly(Connection& connection) {
  // After some errors SQLite has rolled back already; there is nothing to say about it then.
  sqlite3_exec(connection.handle, "ROLLBACK", nullptr, nullptr, nullptr);
  connection.deltas.clear();
  connection.is_writing = false;
}

}  // namespace

std::int64_t book_revision(Database& database) {
  return database.integer_or(0, "SELECT revision FROM book_revision");
}

ReadTransaction::ReadTransaction(Database& database) : database_(&database) {
  Connection& connection = database.connection();
  if (!database.in_transaction()) {
    connection.execute_raw("BEGIN");
    is_open_ = true;
  }
  try {
    revision_ = book_revision(database);  // the first read fixes the picture
  } catch (...) {
    end();
    throw;
  }
}

ReadTransaction::~ReadTransaction() { end(); }

void ReadTransaction::end() {
  if (!is_open_) return;
  is_open_ = false;
  sqlite3_exec(database_->connection().handle, "ROLLBACK", nullptr, nullptr, nullptr);
}

WriteTransaction::WriteTransaction(Database& database) : database_(&database) {
  Connection& connection = database.connection();
  WEALTHJOBS_CHECK(!database.in_transaction());
  if (database.is_read_only()) {
    throw base::Error(base::ErrorKind::no_permission, database.path() + " is read-only",
                      "check owner and mode of the file and its folder");
  }
  connection.execute_raw("BEGIN IMMEDIATE");
  connection.is_writing = true;
  connection.deltas.clear();
}

WriteTransaction::WriteTransaction(Database& database, Begun) : database_(&database) {}

std::optional<WriteTransaction> WriteTransaction::try_begin(Database& database) {
  Connection& connection = database.connection();
  WEALTHJOBS_CHECK(!database.in_transaction());
  const int code = sqlite3_exec(connection.handle, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
  if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED) return std::nullopt;
  if (code != SQLITE_OK) throw sqlite_error(connection.handle, code, connection.path);
  connection.is_writing = true;
  connection.deltas.clear();
  return WriteTransaction(database, Begun{});
}

WriteTransaction::~WriteTransaction() { roll_back(); }

WriteTransaction::WriteTransaction(WriteTransaction&& other) noexcept
    : database_(other.database_),
      is_open_(std::exchange(other.is_open_, false)),
      raised_(other.raised_),
      known_us_(other.known_us_) {}

std::int64_t WriteTransaction::revision() { return book_revision(*database_); }

std::int64_t WriteTransaction::raise_revision(std::string_view actor, std::string_view cause,
                                              std::int64_t now_us) {
  WEALTHJOBS_CHECK(is_open_);
  if (raised_) return *raised_;
  const std::int64_t revision = book_revision(*database_) + 1;
  const std::int64_t last_us =
      database_->integer_or(0, "SELECT known_us FROM knowledge ORDER BY revision DESC LIMIT 1");
  known_us_ = std::max(now_us, last_us + 1);
  database_->run("UPDATE book_revision SET revision = ?", revision);
  database_->run("INSERT INTO knowledge VALUES (?, ?, ?, ?)", revision, known_us_, actor, cause);
  raised_ = revision;
  return revision;
}

void WriteTransaction::commit() {
  WEALTHJOBS_CHECK(is_open_);
  Connection& connection = database_->connection();
  if (!database_->in_transaction()) {  // a full disk or an I/O error has ended it
    roll_back();
    throw base::Error(base::ErrorKind::io_error,
                      connection.path + ": the transaction was rolled back");
  }
  save_checksums(*database_);
  connection.execute_raw("COMMIT");
  connection.is_writing = false;
  is_open_ = false;
}

void WriteTransaction::roll_back() {
  if (!is_open_) return;
  is_open_ = false;
  roll_back_quietly(database_->connection());
}

}  // namespace wealthjobs::store
