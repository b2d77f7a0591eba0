// Row checksums: table table_checksum holds for every table its number of rows and the sum (modulo
// 2^64) of a 64-bit hash of each row. SQLite's own integrity_check sees broken pages and indexes,
// not a flipped digit inside a row; this does.
//
//   Sum        order does not matter, so an insert adds, a delete subtracts, an update does both
//   How        a pre-update hook of the connection hashes the rows of a transaction as they change;
//              WriteTransaction::commit() adds the differences to the table in the same commit
//   Speed     a plain INSERT by Statement::run() is hashed from the values as they are bound, which
//             costs a tenth of what the hook does (plain_insert.h)
//   Row hash   columns in declared order; a number that is integral hashes alike as INTEGER and
//   REAL,
//              because SQLite stores 5.0 as 5
//   Not seen   free pages and the unused bytes inside pages: nothing reads them
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_value;

namespace wealthjobs::store {

class Database;
struct Connection;

struct TableSum {
  std::string table = {};
  std::int64_t rows = 0;
  std::uint64_t sum = 0;
  bool operator==(const TableSum&) const = default;
};

// The changes of the transaction under way, by table. A statement that fails undoes its part.
class ChecksumDeltas {
 public:
  void add(const char* table, std::int64_t rows, std::uint64_t sum);
  void begin_statement() { ++statement_; }
  void undo_statement();
  void clear() {
    slots_.clear();
    last_ = 0;
  }

  struct Slot {
    TableSum delta;
    TableSum before;  // as it was when the statement began to touch the table
    std::uint64_t statement = 0;
  };
  [[nodiscard]] const std::vector<Slot>& slots() const { return slots_; }

 private:
  Slot& slot_of(const char* table);
  std::vector<Slot> slots_ = {};
  std::size_t last_ = 0;
  std::uint64_t statement_ = 0;
};

// Installs the hook; a connection without it may not write.
void watch_rows(Connection& connection);

// For the length of one plain insert whose row is hashed as it is bound.
void unwatch_rows(Connection& connection);

// Adds the deltas of the open transaction to table_checksum.
void save_checksums(Database& database);

// Every table of the book except table_checksum, by name.
std::vector<std::string> checksummed_tables(Database& database);

// Reads the whole table.
TableSum checksum_of(Database& database, std::string_view table);

// The sums as stored.
std::vector<TableSum> stored_checksums(Database& database);

// Reads every table and stores its sum: for new and for migrated books, in the open transaction.
void rebuild_checksums(Database& database);

}  // namespace wealthjobs::store
