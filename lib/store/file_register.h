// The file register: which files the book has read, with what they were when it did (RULINGS A8).
//
//   A file is read again only when its size or mtime changed; then it is hashed, and only a hash
//   that is new makes a new row (n + 1). Late means: after the time it was expected by.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace wealthjobs::store {

class Database;
class WriteTransaction;

struct RegisteredFile {
  std::string path;  // relative to the configuration's folder where it lies below
  int n = 1;         // given by the book
  std::string feed;  // feed name, or "import"
  std::int64_t size = 0;
  std::int64_t mtime_us = 0;
  std::string sha256;
  std::int64_t rows = 0;
  std::int64_t quarantined = 0;
  std::optional<base::Date> first_day;
  std::optional<base::Date> last_day;
  bool is_refused = false;  // status 'refused', else 'loaded'
  std::string reason;
  std::string expected_by;  // "18:15"
  bool is_late = false;
  std::int64_t known_rev = 0;  // given by the book

  bool operator==(const RegisteredFile&) const = default;
};

// The last row of a path.
std::optional<RegisteredFile> load_last_file(Database& book, std::string_view path);
// The last row of every path, by path; of one feed where it is given.
std::vector<RegisteredFile> load_files(Database& book, std::optional<std::string_view> feed = {});
// The last row of every path that was known at a revision, by path.
std::vector<RegisteredFile> load_files_as_known(Database& book, std::int64_t revision);
// All rows of a path, oldest first.
std::vector<RegisteredFile> load_file_history(Database& book, std::string_view path);

// A new row n + 1. Where hash, status and reason are those of the last row, that row gets the new
// size and mtime instead. Returns n.
int save_file(WriteTransaction& write, const RegisteredFile& file);

}  // namespace wealthjobs::store
