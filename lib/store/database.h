// The book: one SQLite file with the firm's ledger and the run journal, and one connection to it.
//
//   Database book = Database::open("wealth.db");                         // read and write
//   Database book = Database::open("wealth.db", {.mode = OpenMode::read_only});
//   create_book("wealth.db");                                            // store/migration.h
//
//   Settings  WAL, synchronous FULL, foreign keys and recursive triggers on, schema not trusted;
//             application_id is 0x776a6f62 ("wjob"), user_version the number of the schema
//   Threads   one connection belongs to one thread; any number of processes may read, one writes
//   Failure   (Error kinds)
//     config         no book at that path; a book of a newer or older schema; a network file system
//     io_error       not a wealthjobs book: another database, text, an empty or a damaged file
//     no_permission  the file or its folder may not be written (read_write) or read
//     busy           another process holds the lock longer than busy_timeout_ms
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "store/statement.h"

struct sqlite3;

namespace wealthjobs::store {

inline constexpr std::int32_t book_application_id = 0x776a6f62;

enum class OpenMode {
  create,  // a new file that must not exist yet; without schema: create_book() is the caller
  read_write,
  read_only,  // works on a read-only file in a read-only folder, too
};

struct OpenOptions {
  OpenMode mode = OpenMode::read_write;
  int busy_timeout_ms = 5000;  // 0: busy at once, for the runner's poll loop
  bool allow_network_file_system = false;
  bool accept_any_schema = false;  // migrate and doctor look at books of other versions
  std::int64_t mmap_bytes = 256LL << 20;
  std::int64_t cache_kb = 32 * 1024;
};

class Database {
 public:
  static Database open(const std::string& path, const OpenOptions& options = {});
  // Empty, and gone when it is closed: the doctor's model of a schema.
  static Database in_memory();
  ~Database();
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;

  // A statement of one's own; and one that the connection keeps, by its text, for the next call.
  // A kept statement that is being walked may not be started again: take prepare() for recursion.
  [[nodiscard]] Statement prepare(std::string_view sql);
  Statement& cached(std::string_view sql);

  // Rows of a kept statement.
  template <class... Values>
  [[nodiscard]] Cursor query(std::string_view sql, const Values&... values) {
    return Cursor(cached(sql).start_with(values...));
  }
  // Runs a kept INSERT, UPDATE or DELETE; returns the number of rows it changed.
  template <class... Values>
  std::int64_t run(std::string_view sql, const Values&... values) {
    Statement& statement = cached(sql);
    statement.run(values...);
    return statement.changes();
  }
  // The one integer of the first row, or `otherwise` where there is no row or it is NULL.
  template <class... Values>
  [[nodiscard]] std::int64_t integer_or(std::int64_t otherwise, std::string_view sql,
                                        const Values&... values) {
    Cursor rows = query(sql, values...);
    return rows.next() && !rows.is_null(0) ? rows.integer(0) : otherwise;
  }

  // Several statements at once, without parameters. Writes need a WriteTransaction.
  void execute(std::string_view script);

  [[nodiscard]] const std::string& path() const;
  [[nodiscard]] bool is_read_only() const;
  [[nodiscard]] int schema_version();
  [[nodiscard]] std::int64_t last_insert_rowid() const;
  [[nodiscard]] bool in_transaction() const;
  void set_busy_timeout(int milliseconds);
  [[nodiscard]] Connection& connection() { return *connection_; }

 private:
  explicit Database(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

// True for statfs types on which SQLite's locks and shared memory cannot be trusted (NFS, SMB, 9P,
// AFS, Ceph, Lustre ...).
bool is_network_file_system(std::int64_t statfs_type);

}  // namespace wealthjobs::store
