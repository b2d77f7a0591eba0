#include "store/database.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "base/check.h"
#include "base/error.h"
#include "store/connection.h"
#include "store/durable_file.h"
#include "store/schema_sql.h"
#include "store/sqlite_error.h"

namespace wealthjobs::store {
namespace {

using base::Error;
using base::ErrorKind;

// What is at the path, before SQLite touches it: SQLite would take an empty file for a new book.
void check_file(const std::string& path, OpenMode mode) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) {
    if (errno != ENOENT && errno != ENOTDIR) {
      throw Error(base::error_kind_of_errno(errno), path + ": " + std::strerror(errno));
    }
    if (mode == OpenMode::create) return;
    throw Error(ErrorKind::config, "there is no book at " + path, "wealthjobs init");
  }
  if (mode == OpenMode::create) {
    throw Error(ErrorKind::config, path + " exists already");
  }
  if (!S_ISREG(status.st_mode)) {
    throw Error(ErrorKind::io_error, path + " is not a wealthjobs book: it is not a file");
  }
  if (::access(path.c_str(), R_OK) != 0) {
    throw Error(ErrorKind::no_permission, path + " may not be read",
                "check owner and mode of the file and its folder");
  }
  if (status.st_size == 0) {
    throw Error(ErrorKind::io_error, path + " is not a wealthjobs book: the file is empty",
                "remove it and run wealthjobs init, or restore the last backup");
  }
  const bool is_writable =
      ::access(path.c_str(), W_OK) == 0 && ::access(folder_of(path).c_str(), W_OK) == 0;
  if (mode == OpenMode::read_write && !is_writable) {
    throw Error(ErrorKind::no_permission, path + " is read-only",
                "check owner and mode of the file and its folder");
  }
}

void check_file_system(const std::string& path, bool is_allowed) {
  struct statfs status{};
  if (is_allowed || ::statfs(folder_of(path).c_str(), &status) != 0) return;
  if (is_network_file_system(static_cast<std::int64_t>(status.f_type))) {
    throw Error(ErrorKind::config,
                path + " lies on a network file system, where locks cannot be trusted",
                "keep the book on a local disk, or set allow_network_file_system = true");
  }
}

std::string uri_of(const std::string& path, bool is_immutable) {
  std::string uri = "file:";
  for (const char c : path) {
    if (c == '%' || c == '?' || c == '#') {
      constexpr std::string_view digits = "0123456789abcdef";
      const auto byte = static_cast<unsigned char>(c);
      uri += '%';
      uri += digits[byte >> 4];
      uri += digits[byte & 15];
    } else {
      uri += c;
    }
  }
  return is_immutable ? uri + "?immutable=1" : uri;
}

// Without its memory statistics SQLite takes no lock for every allocation.
void configure_library() {
  static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(once);  // refused only where somebody has started SQLite before us: no harm
}

void open_handle(Connection& connection, OpenMode mode, bool is_immutable) {
  configure_library();
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE;
  flags |= mode == OpenMode::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (mode == OpenMode::create) flags |= SQLITE_OPEN_CREATE;
  sqlite3_close(connection.handle);
  connection.handle = nullptr;
  const std::string uri = uri_of(connection.path, is_immutable);
  const int code = sqlite3_open_v2(uri.c_str(), &connection.handle, flags, nullptr);
  if (code != SQLITE_OK) throw sqlite_error(connection.handle, code, connection.path);
  // Until the file has shown that it is ours, closing it must not touch its log.
  sqlite3_db_config(connection.handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

// A number in the header, read with the first page: this is where a foreign file shows itself.
int header_number(Connection& connection, const char* pragma, std::int64_t& value) {
  sqlite3_stmt* stmt = nullptr;
  int code = sqlite3_prepare_v2(connection.handle, pragma, -1, &stmt, nullptr);
  if (code == SQLITE_OK) code = sqlite3_step(stmt);
  if (code == SQLITE_ROW) value = sqlite3_column_int64(stmt, 0);
  const int end = sqlite3_finalize(stmt);
  return code == SQLITE_ROW ? SQLITE_OK : (code == SQLITE_DONE ? end : code);
}

// In a folder that may not be written there is no place for the shared memory of WAL. Without a
// write-ahead log beside it the file is all there is, and can be read as it lies.
void open_existing(Connection& connection, const OpenOptions& options) {
  open_handle(connection, options.mode, false);
  sqlite3_busy_timeout(connection.handle, options.busy_timeout_ms);
  std::int64_t application_id = 0;
  int code = header_number(connection, "PRAGMA application_id", application_id);
  const bool cannot_share = (code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_READONLY;
  if (options.mode == OpenMode::read_only && cannot_share) {
    struct stat wal{};
    if (::stat((connection.path + "-wal").c_str(), &wal) == 0 && wal.st_size > 0) {
      throw Error(ErrorKind::no_permission,
                  connection.path + ": its write-ahead log cannot be read in a read-only folder",
                  "check owner and mode of the file and its folder");
    }
    open_handle(connection, options.mode, true);
    code = header_number(connection, "PRAGMA application_id", application_id);
  }
  if (code != SQLITE_OK) throw sqlite_error(connection.handle, code, connection.path);
  if (application_id != book_application_id) {
    throw Error(ErrorKind::io_error,
                connection.path + " is not a wealthjobs book: it is another program's database",
                "name the book with --db, or run wealthjobs init in a new place");
  }
}

void check_schema(Connection& connection) {
  std::int64_t version = 0;
  const int code = header_number(connection, "PRAGMA user_version", version);
  if (code != SQLITE_OK) throw sqlite_error(connection.handle, code, connection.path);
  const auto known = static_cast<std::int64_t>(schema_files().size());
  const std::string numbers =
      " has schema " + std::to_string(version) + ", this program " + std::to_string(known);
  if (version > known) {
    throw Error(ErrorKind::config, connection.path + numbers, "install the newer wealthjobs");
  }
  if (version < known) {
    throw Error(ErrorKind::config, connection.path + numbers, "wealthjobs migrate");
  }
}

void apply_settings(Connection& connection, const OpenOptions& options) {
  sqlite3* handle = connection.handle;
  sqlite3_busy_timeout(handle, options.busy_timeout_ms);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  connection.execute_raw(
      "PRAGMA recursive_triggers=ON; PRAGMA synchronous=FULL;"
      "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-" +
      std::to_string(options.cache_kb) +
      "; PRAGMA mmap_size=" + std::to_string(options.mmap_bytes));
  if (!connection.is_read_only) watch_rows(connection);
}

}  // namespace

Connection::~Connection() {
  statements.clear();
  sqlite3_close_v2(handle);
}

void Connection::execute_raw(const std::string& script) {
  const int code = sqlite3_exec(handle, script.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw sqlite_error(handle, code, path);
}

Database::Database(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Database::~Database() = default;
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;

Database Database::open(const std::string& path, const OpenOptions& options) {
  check_file(path, options.mode);
  check_file_system(path, options.allow_network_file_system);
  auto connection = std::make_unique<Connection>();
  connection->path = path;
  connection->is_read_only = options.mode == OpenMode::read_only;
  if (options.mode == OpenMode::create) {
    open_handle(*connection, options.mode, false);
  } else {
    open_existing(*connection, options);
    if (!options.accept_any_schema) check_schema(*connection);
  }
  apply_settings(*connection, options);
  return Database(std::move(connection));
}

Database Database::in_memory() {
  auto connection = std::make_unique<Connection>();
  connection->path = ":memory:";
  configure_library();
  const int code = sqlite3_open_v2(":memory:", &connection->handle,
                                   SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE, nullptr);
  if (code != SQLITE_OK) throw sqlite_error(connection->handle, code, connection->path);
  return Database(std::move(connection));
}

Statement Database::prepare(std::string_view sql) { return Statement(*connection_, sql); }

Statement& Database::cached(std::string_view sql) {
  auto& statements = connection_->statements;
  const auto at = statements.find(sql);
  if (at != statements.end()) return at->second;
  return statements.emplace(std::string(sql), Statement(*connection_, sql)).first->second;
}

void Database::execute(std::string_view script) {
  while (!script.empty()) {
    sqlite3_stmt* stmt = nullptr;
    const char* rest = nullptr;
    int code = sqlite3_prepare_v2(connection_->handle, script.data(),
                                  static_cast<int>(script.size()), &stmt, &rest);
    if (code != SQLITE_OK) throw sqlite_error(connection_->handle, code, connection_->path);
    const auto used = static_cast<std::size_t>(rest - script.data());
    script.remove_prefix(used);
    if (stmt == nullptr) continue;  // a comment or blanks
    const bool writes = sqlite3_stmt_readonly(stmt) == 0;
    WEALTHJOBS_CHECK(!writes || connection_->is_writing);
    if (writes) connection_->deltas.begin_statement();
    do {
      code = sqlite3_step(stmt);
    } while (code == SQLITE_ROW);
    if (code != SQLITE_DONE) {
      if (writes) connection_->deltas.undo_statement();
      base::Error error = sqlite_error(connection_->handle, code, connection_->path);
      sqlite3_finalize(stmt);
      throw error;
    }
    sqlite3_finalize(stmt);
  }
}

const std::string& Database::path() const { return connection_->path; }
bool Database::is_read_only() const { return connection_->is_read_only; }

int Database::schema_version() { return static_cast<int>(integer_or(0, "PRAGMA user_version")); }

std::int64_t Database::last_insert_rowid() const {
  return sqlite3_last_insert_rowid(connection_->handle);
}

bool Database::in_transaction() const { return sqlite3_get_autocommit(connection_->handle) == 0; }

void Database::set_busy_timeout(int milliseconds) {
  sqlite3_busy_timeout(connection_->handle, milliseconds);
}

bool is_network_file_system(std::int64_t statfs_type) {
  constexpr std::array<std::uint32_t, 11> types{
      0x6969,      // NFS
      0x517b,      // SMB
      0xff534d42,  // CIFS
      0xfe534d42,  // SMB2
      0x01021997,  // 9P
      0x5346414f,  // AFS
      0x6b414653,  // kAFS
      0x73757245,  // Coda
      0x00c36400,  // Ceph
      0x0bd00bd0,  // Lustre
      0x564c,      // NCP
  };
  for (const std::uint32_t type : types) {
    if (static_cast<std::uint32_t>(statfs_type) == type) return true;
  }
  return false;
}

}  // namespace wealthjobs::store
