#include "store/statement.h"

#include <sqlite3.h>

#include <limits>

#include "base/check.h"
#include "base/error.h"
#include "store/connection.h"
#include "store/plain_insert.h"
#include "store/sqlite_error.h"

namespace wealthjobs::store {

std::int64_t Row::integer(int column) const { return sqlite3_column_int64(stmt_, column); }

namespace {

// What the book holds is not what any program wrote: that is a broken world, not a bug.
[[noreturn]] void throw_damaged(sqlite3_stmt* stmt, int column, std::string_view what) {
  const char* file = sqlite3_db_filename(sqlite3_db_handle(stmt), "main");
  throw base::Error(base::ErrorKind::io_error,
                    std::string(file == nullptr ? "the book" : file) + " is damaged: column " +
                        sqlite3_column_name(stmt, column) + " holds " + std::string(what),
                    "wealthjobs doctor; then restore the last backup");
}

}  // namespace

std::int32_t Row::small(int column) const {
  const std::int64_t value = sqlite3_column_int64(stmt_, column);
  if (value < std::numeric_limits<std::int32_t>::min() ||
      value > std::numeric_limits<std::int32_t>::max()) {
    throw_damaged(stmt_, column, "a number that is out of range");
  }
  return static_cast<std::int32_t>(value);
}

double Row::real(int column) const { return sqlite3_column_double(stmt_, column); }

std::string_view Row::text(int column) const {
  const unsigned char* text = sqlite3_column_text(stmt_, column);
  if (text == nullptr) return {};
  return {reinterpret_cast<const char*>(text),
          static_cast<std::size_t>(sqlite3_column_bytes(stmt_, column))};
}

Bytes Row::blob(int column) const {
  const auto* bytes = static_cast<const unsigned char*>(sqlite3_column_blob(stmt_, column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(stmt_, column))};
}

bool Row::is_null(int column) const { return sqlite3_column_type(stmt_, column) == SQLITE_NULL; }

base::Date Row::date(int column) const { return base::Date(small(column)); }

base::Currency Row::currency(int column) const {
  const std::string_view code = text(column);
  if (code.empty()) return {};
  const auto currency = base::Currency::parse(code);
  if (!currency) throw_damaged(stmt_, column, "no currency");
  return *currency;
}

std::optional<std::int64_t> Row::optional_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

std::optional<double> Row::optional_real(int column) const {
  if (is_null(column)) return std::nullopt;
  return real(column);
}

std::optional<std::string> Row::optional_text(int column) const {
  if (is_null(column)) return std::nullopt;
  return string(column);
}

std::optional<base::Date> Row::optional_date(int column) const {
  if (is_null(column)) return std::nullopt;
  return date(column);
}

int Row::column_count() const { return sqlite3_column_count(stmt_); }

std::string_view Row::column_name(int column) const { return sqlite3_column_name(stmt_, column); }

Statement::Statement(Connection& connection, std::string_view sql)
    : Row(nullptr), connection_(&connection), writes_(false) {
  const int code = sqlite3_prepare_v3(connection.handle, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &stmt_, nullptr);
  if (code != SQLITE_OK) throw sqlite_error(connection.handle, code, connection.path);
  WEALTHJOBS_CHECK(stmt_ != nullptr);
  writes_ = sqlite3_stmt_readonly(stmt_) == 0;
}

Statement::~Statement() { sqlite3_finalize(stmt_); }

Statement::Statement(Statement&& other) noexcept
    : Row(std::exchange(other.stmt_, nullptr)),
      connection_(other.connection_),
      writes_(other.writes_),
      was_run_(other.was_run_),
      plain_(std::move(other.plain_)) {}

bool Statement::step() {
  if (writes_) {
    WEALTHJOBS_CHECK(connection_->is_writing);
    connection_->deltas.begin_statement();
  }
  const int code = sqlite3_step(stmt_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    sqlite3_reset(stmt_);
    return false;
  }
  if (writes_) connection_->deltas.undo_statement();
  base::Error error = sqlite_error(connection_->handle, code, connection_->path);
  sqlite3_reset(stmt_);
  throw error;
}

void Statement::reset() { sqlite3_reset(stmt_); }

std::int64_t Statement::changes() const { return sqlite3_changes64(connection_->handle); }

void Statement::start(std::size_t values) {
  // A statement that somebody is walking over may not be taken away from under that walk.
  WEALTHJOBS_CHECK(sqlite3_stmt_busy(stmt_) == 0);
  WEALTHJOBS_CHECK(sqlite3_bind_parameter_count(stmt_) == static_cast<int>(values));
}

void Statement::start_run(std::size_t values) {
  start(values);
  if (!was_run_) {
    was_run_ = true;
    if (writes_) plain_ = PlainInsert::of(*connection_, sqlite3_sql(stmt_));
  }
  if (plain_ != nullptr) plain_->begin_row();
}

void Statement::finish_run() {
  if (plain_ == nullptr || !plain_->has_whole_row()) {
    while (step()) {
    }
    return;
  }
  unwatch_rows(*connection_);
  try {
    step();
  } catch (...) {
    watch_rows(*connection_);
    throw;
  }
  watch_rows(*connection_);
  connection_->deltas.add(plain_->table().c_str(), 1, plain_->hash());
}

// A value that is bound for run() counts into the row's hash, too.
void Statement::bind_integer(int parameter, std::int64_t value) {
  WEALTHJOBS_CHECK(sqlite3_bind_int64(stmt_, parameter, value) == SQLITE_OK);
  if (plain_ != nullptr) plain_->add_integer(parameter, value);
}

void Statement::bind_real(int parameter, double value) {
  WEALTHJOBS_CHECK(sqlite3_bind_double(stmt_, parameter, value) == SQLITE_OK);
  if (plain_ != nullptr) plain_->add_real(parameter, value);
}

void Statement::bind_text(int parameter, std::string_view value, bool copy) {
  const char* text = value.data() == nullptr ? "" : value.data();
  const int code = sqlite3_bind_text64(stmt_, parameter, text, value.size(),
                                       copy ? SQLITE_TRANSIENT : SQLITE_STATIC, SQLITE_UTF8);
  if (code != SQLITE_OK) throw sqlite_error(connection_->handle, code, connection_->path);
  if (plain_ != nullptr) plain_->add_text(parameter, value);
}

void Statement::bind_blob(int parameter, Bytes value, bool copy) {
  const void* bytes = value.data() == nullptr ? "" : static_cast<const void*>(value.data());
  const int code = sqlite3_bind_blob64(stmt_, parameter, bytes, value.size(),
                                       copy ? SQLITE_TRANSIENT : SQLITE_STATIC);
  if (code != SQLITE_OK) throw sqlite_error(connection_->handle, code, connection_->path);
  if (plain_ != nullptr) plain_->add_blob(parameter, value);
}

void Statement::bind_null(int parameter) {
  WEALTHJOBS_CHECK(sqlite3_bind_null(stmt_, parameter) == SQLITE_OK);
  if (plain_ != nullptr) plain_->add_null(parameter);
}

void Statement::bind_currency(int parameter, base::Currency value) {
  if (value.is_set()) {
    bind_text(parameter, value.view(), true);  // its letters live in the argument's copy
  } else {
    bind_null(parameter);
  }
}

Cursor::Cursor(Statement& statement) : Row(statement), statement_(&statement) {}

Cursor::Cursor(Cursor&& other) noexcept
    : Row(other), statement_(std::exchange(other.statement_, nullptr)) {}

Cursor::~Cursor() {
  if (statement_ != nullptr) statement_->reset();
}

}  // namespace wealthjobs::store
