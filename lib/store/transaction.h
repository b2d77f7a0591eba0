// The two transactions of the book (RULINGS B2): read and compute in one, write in the other.
//
//   ReadTransaction read(book);              // one unchanging picture of the book
//   ... read, compute ...
//   read.end();
//   WriteTransaction write(book);            // BEGIN IMMEDIATE: the only writer from here on
//   if (write.revision() != read.revision()) ...   // somebody wrote in between: read again
//   const auto revision = write.raise_revision("fiona", "settle_trades 2020-06-30", now_us);
//   ... insert rows with known_rev = revision ...
//   write.commit();                          // anything else rolls back
//
//   Revision   domain writes raise book_revision once a transaction and give it its knowledge time,
//              which is strictly increasing: max(now, last + 1 microsecond); events do not raise it
//   Checksums  commit() also writes the row checksums of every table it touched (row_checksum.h)
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "store/database.h"

namespace wealthjobs::store {

class ReadTransaction {
 public:
  // Inside another transaction of the same connection it sees that one and ends nothing.
  explicit ReadTransaction(Database& database);
  ~ReadTransaction();
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;

  void end();
  [[nodiscard]] std::int64_t revision() const { return revision_; }

 private:
  Database* database_;
  bool is_open_ = false;
  std::int64_t revision_ = 0;
};

class WriteTransaction {
 public:
  // Waits as long as the connection's busy timeout; then Error(busy).
  explicit WriteTransaction(Database& database);
  // For poll loops: nothing where another connection is writing.
  static std::optional<WriteTransaction> try_begin(Database& database);
  ~WriteTransaction();
  WriteTransaction(WriteTransaction&& other) noexcept;
  WriteTransaction& operator=(WriteTransaction&&) = delete;
  WriteTransaction(const WriteTransaction&) = delete;
  WriteTransaction& operator=(const WriteTransaction&) = delete;

  // The revision of the book as it stands in this transaction.
  [[nodiscard]] std::int64_t revision();
  // The first call raises it and records who, why and when; later calls return the same number.
  std::int64_t raise_revision(std::string_view actor, std::string_view cause, std::int64_t now_us);
  // The knowledge time that raise_revision() gave.
  [[nodiscard]] std::int64_t known_us() const { return known_us_; }

  void commit();
  void roll_back();

  [[nodiscard]] Database& database() { return *database_; }

 private:
  enum class Begun {};
  WriteTransaction(Database& database, Begun);

  Database* database_;
  bool is_open_ = true;
  std::optional<std::int64_t> raised_;
  std::int64_t known_us_ = 0;
};

// The revision outside or inside any transaction.
std::int64_t book_revision(Database& database);

}  // namespace wealthjobs::store
