// The one place where SQLite's result codes become Errors.
//
//   FULL no_space · PERM, AUTH, READONLY, CANTOPEN of an unreadable file no_permission ·
//   IOERR, CORRUPT, NOTADB, CANTOPEN io_error · BUSY, LOCKED busy · a guard's RAISE, any other
//   constraint and a wrong statement internal
//
// Messages name the file and what SQLite says; they never hold values that were bound.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

struct sqlite3;

namespace wealthjobs::store {

// For a result code of a call on `handle` (which may be null when opening failed).
base::Error sqlite_error(sqlite3* handle, int code, const std::string& path);

base::ErrorKind error_kind_of_sqlite(int extended_code);

}  // namespace wealthjobs::store
