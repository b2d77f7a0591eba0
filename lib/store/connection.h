// What a Database and its Statements share: the SQLite handle, the statements kept by their text,
// and the row checksums of the transaction under way. Only sources of this folder include it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/row_checksum.h"
#include "store/statement.h"

struct sqlite3;

namespace wealthjobs::store {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

struct Connection {
  Connection() = default;
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Runs a script as it is, transaction or not: settings, BEGIN, COMMIT, VACUUM.
  void execute_raw(const std::string& script);

  sqlite3* handle = nullptr;
  std::string path;
  bool is_read_only = false;
  bool is_writing = false;  // a WriteTransaction is open
  ChecksumDeltas deltas;
  std::unordered_map<std::string, Statement, TextHash, std::equal_to<>> statements;
};

}  // namespace wealthjobs::store
