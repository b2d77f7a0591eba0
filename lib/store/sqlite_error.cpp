#include "store/sqlite_error.h"

#include <sqlite3.h>

#include <cerrno>

namespace wealthjobs::store {

base::ErrorKind error_kind_of_sqlite(int extended_code) {
  using base::ErrorKind;
  switch (extended_code & 0xff) {
    case SQLITE_FULL:
      return ErrorKind::no_space;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ErrorKind::busy;
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY:
      return ErrorKind::no_permission;
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CANTOPEN:
    case SQLITE_PROTOCOL:
      return ErrorKind::io_error;
    default:
      return ErrorKind::internal;
  }
}

namespace {

std::string hint_of(base::ErrorKind kind, int extended_code) {
  using base::ErrorKind;
  if (kind == ErrorKind::no_space) return "make room on that disk, then repeat the command";
  if (kind == ErrorKind::busy) return "repeat the command when the other process has finished";
  if (kind == ErrorKind::no_permission) return "check owner and mode of the file and its folder";
  const int code = extended_code & 0xff;
  if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB) {
    return "wealthjobs doctor; then restore the last backup";
  }
  return {};
}

// A disk that is full shows as IOERR in some calls; the errno tells.
base::ErrorKind refined_kind(sqlite3* handle, int extended_code) {
  const base::ErrorKind kind = error_kind_of_sqlite(extended_code);
  const int code = extended_code & 0xff;
  if (handle == nullptr || (code != SQLITE_IOERR && code != SQLITE_CANTOPEN)) return kind;
  const int error_number = sqlite3_system_errno(handle);
  if (error_number == 0 || error_number == ENOENT) return kind;
  return base::error_kind_of_errno(error_number);
}

}  // namespace

base::Error sqlite_error(sqlite3* handle, int code, const std::string& path) {
  const int extended = handle == nullptr ? code : sqlite3_extended_errcode(handle);
  const bool is_same = (extended & 0xff) == (code & 0xff);
  const int shown = is_same ? extended : code;
  const base::ErrorKind kind = refined_kind(handle, shown);
  const char* text = handle != nullptr && is_same ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  const int first = shown & 0xff;
  if (first == SQLITE_NOTADB) {
    return {kind, path + " is not a wealthjobs book: " + text, hint_of(kind, shown)};
  }
  if (first == SQLITE_CORRUPT) {
    return {kind, path + " is damaged: " + text, hint_of(kind, shown)};
  }
  return {kind, path + ": " + text, hint_of(kind, shown)};
}

}  // namespace wealthjobs::store
