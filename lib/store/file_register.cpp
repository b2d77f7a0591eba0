#include "store/file_register.h"

#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

constexpr std::string_view columns =
    "SELECT path, n, feed, size, mtime_us, sha256, rows, quarantined, first_day, last_day, status, "
    "reason, expected_by, late, known_rev FROM file_register AS f ";

RegisteredFile file_at(const Row& row) {
  return {.path = row.string(0),
          .n = row.small(1),
          .feed = row.string(2),
          .size = row.integer(3),
          .mtime_us = row.integer(4),
          .sha256 = row.string(5),
          .rows = row.integer(6),
          .quarantined = row.integer(7),
          .first_day = row.optional_date(8),
          .last_day = row.optional_date(9),
          .is_refused = row.text(10) == "refused",
          .reason = row.string(11),
          .expected_by = row.string(12),
          .is_late = row.integer(13) != 0,
          .known_rev = row.integer(14)};
}

std::vector<RegisteredFile> files_at(Cursor rows) {
  std::vector<RegisteredFile> files;
  while (rows.next()) files.push_back(file_at(rows));
  return files;
}

}  // namespace

std::optional<RegisteredFile> load_last_file(Database& book, std::string_view path) {
  Cursor rows =
      book.query(std::string(columns) + "WHERE f.path = ? ORDER BY f.n DESC LIMIT 1", path);
  if (!rows.next()) return std::nullopt;
  return file_at(rows);
}

std::vector<RegisteredFile> load_files(Database& book, std::optional<std::string_view> feed) {
  return files_at(book.query(std::string(columns) +
                                 "WHERE (?1 IS NULL OR f.feed = ?1) AND NOT EXISTS (SELECT 1 FROM "
                                 "file_register AS l WHERE l.path = f.path AND l.n > f.n) "
                                 "ORDER BY f.path",
                             feed));
}

std::vector<RegisteredFile> load_files_as_known(Database& book, std::int64_t revision) {
  return files_at(book.query(std::string(columns) +
                                 "WHERE f.known_rev <= ?1 AND NOT EXISTS (SELECT 1 FROM "
                                 "file_register AS l WHERE l.path = f.path AND l.n > f.n AND "
                                 "l.known_rev <= ?1) ORDER BY f.path",
                             revision));
}

std::vector<RegisteredFile> load_file_history(Database& book, std::string_view path) {
  return files_at(book.query(std::string(columns) + "WHERE f.path = ? ORDER BY f.n", path));
}

int save_file(WriteTransaction& write, const RegisteredFile& file) {
  Database& book = write.database();
  const auto last = load_last_file(book, file.path);
  if (last && last->sha256 == file.sha256 && last->is_refused == file.is_refused &&
      last->reason == file.reason) {
    book.run("UPDATE file_register SET size = ?, mtime_us = ? WHERE path = ? AND n = ?", file.size,
             file.mtime_us, file.path, last->n);
    return last->n;
  }
  const int n = last ? last->n + 1 : 1;
  book.run("INSERT INTO file_register VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
           file.path, n, file.feed, file.size, file.mtime_us, file.sha256, file.rows,
           file.quarantined, file.first_day, file.last_day,
           std::string_view(file.is_refused ? "refused" : "loaded"), file.reason, file.expected_by,
           file.is_late ? 1 : 0, write.revision());
  return n;
}

}  // namespace wealthjobs::store
