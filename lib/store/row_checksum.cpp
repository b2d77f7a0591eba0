#define SQLITE_ENABLE_PREUPDATE_HOOK
#include "store/row_checksum.h"

#include <sqlite3.h>

#include <bit>
#include <cmath>
#include <cstring>

#include "base/check.h"
#include "base/int128.h"
#include "store/connection.h"
#include "store/database.h"
#include "store/sqlite_error.h"

namespace wealthjobs::store {
namespace {

__extension__ typedef unsigned __int128 Wide;

constexpr std::uint64_t seed = 0x9e3779b97f4a7c15ULL;
constexpr std::uint64_t integer_key = 0xa0761d6478bd642fULL;
constexpr std::uint64_t real_key = 0xe7037ed1a0b428dbULL;
constexpr std::uint64_t text_key = 0x8ebc6af09c88c6e3ULL;
constexpr std::uint64_t blob_key = 0x589965cc75374cc3ULL;
constexpr std::uint64_t null_key = 0x1d8e4e27c47d124fULL;

std::uint64_t folded(std::uint64_t a, std::uint64_t b) {
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t with_bytes(std::uint64_t hash, std::uint64_t key, const void* bytes, std::size_t n) {
  const auto* at = static_cast<const unsigned char*>(bytes);
  hash = folded(hash ^ n, key);
  for (; n >= 8; at += 8, n -= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, 8);
    hash = folded(hash ^ word, key);
  }
  if (n > 0) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, n);
    hash = folded(hash ^ word, key);
  }
  return hash;
}

std::uint64_t with_integer(std::uint64_t hash, std::int64_t value) {
  return folded(hash ^ static_cast<std::uint64_t>(value), integer_key);
}

std::uint64_t with_value(std::uint64_t hash, sqlite3_value* value) {
  switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
      return with_integer(hash, sqlite3_value_int64(value));
    case SQLITE_FLOAT: {
      const double real = sqlite3_value_double(value);
      if (std::abs(real) < 9.0e15 && real == std::floor(real)) {
        return with_integer(hash, static_cast<std::int64_t>(real));
      }
      return folded(hash ^ std::bit_cast<std::uint64_t>(real), real_key);
    }
    case SQLITE_TEXT: {
      const unsigned char* text = sqlite3_value_text(value);
      return with_bytes(hash, text_key, text, static_cast<std::size_t>(sqlite3_value_bytes(value)));
    }
    case SQLITE_BLOB: {
      const void* blob = sqlite3_value_blob(value);
      return with_bytes(hash, blob_key, blob, static_cast<std::size_t>(sqlite3_value_bytes(value)));
    }
    default:
      return folded(hash ^ null_key, null_key);
  }
}

using PreUpdateValue = int (*)(sqlite3*, int, sqlite3_value**);

std::uint64_t row_hash(sqlite3* handle, PreUpdateValue value_at) {
  const int columns = sqlite3_preupdate_count(handle);
  std::uint64_t hash = seed;
  for (int i = 0; i < columns; ++i) {
    sqlite3_value* value = nullptr;
    WEALTHJOBS_CHECK(value_at(handle, i, &value) == SQLITE_OK);
    hash = with_value(hash, value);
  }
  return hash;
}

void on_row(void* context, sqlite3* handle, int operation, const char* schema, const char* table,
            sqlite3_int64 /*old_rowid*/, sqlite3_int64 /*new_rowid*/) {
  if (std::strcmp(schema, "main") != 0 || std::strcmp(table, "table_checksum") == 0) return;
  ChecksumDeltas& deltas = static_cast<Connection*>(context)->deltas;
  std::int64_t rows = 0;
  std::uint64_t sum = 0;
  if (operation != SQLITE_INSERT) {
    --rows;
    sum -= row_hash(handle, sqlite3_preupdate_old);
  }
  if (operation != SQLITE_DELETE) {
    ++rows;
    sum += row_hash(handle, sqlite3_preupdate_new);
  }
  deltas.add(table, rows, sum);
}

}  // namespace

ChecksumDeltas::Slot& ChecksumDeltas::slot_of(const char* table) {
  if (last_ < slots_.size() && slots_[last_].delta.table == table) return slots_[last_];
  for (last_ = 0; last_ < slots_.size(); ++last_) {
    if (slots_[last_].delta.table == table) return slots_[last_];
  }
  slots_.push_back(Slot{.delta = {.table = table}, .before = {.table = table}, .statement = 0});
  return slots_.back();
}

void ChecksumDeltas::add(const char* table, std::int64_t rows, std::uint64_t sum) {
  Slot& slot = slot_of(table);
  if (slot.statement != statement_) {
    slot.statement = statement_;
    slot.before.rows = slot.delta.rows;
    slot.before.sum = slot.delta.sum;
  }
  slot.delta.rows += rows;
  slot.delta.sum += sum;
}

void ChecksumDeltas::undo_statement() {
  for (Slot& slot : slots_) {
    if (slot.statement != statement_) continue;
    slot.delta.rows = slot.before.rows;
    slot.delta.sum = slot.before.sum;
  }
}

void watch_rows(Connection& connection) {
  sqlite3_preupdate_hook(connection.handle, on_row, &connection);
}

void save_checksums(Database& database) {
  ChecksumDeltas& deltas = database.connection().deltas;
  for (const ChecksumDeltas::Slot& slot : deltas.slots()) {
    if (slot.delta.rows == 0 && slot.delta.sum == 0) continue;
    TableSum total = slot.delta;
    Cursor stored = database.query("SELECT rows, sum FROM table_checksum WHERE table_name = ?",
                                   slot.delta.table);
    if (stored.next()) {
      total.rows += stored.integer(0);
      total.sum += static_cast<std::uint64_t>(stored.integer(1));
    }
    database.run(
        "INSERT INTO table_checksum VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET "
        "rows = excluded.rows, sum = excluded.sum",
        total.table, total.rows, static_cast<std::int64_t>(total.sum));
  }
  deltas.clear();
}

std::vector<std::string> checksummed_tables(Database& database) {
  std::vector<std::string> tables;
  Cursor rows = database.query(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
      "ESCAPE '\\' AND name <> 'table_checksum' ORDER BY name");
  while (rows.next()) tables.push_back(rows.string(0));
  return tables;
}

TableSum checksum_of(Database& database, std::string_view table) {
  Connection& connection = database.connection();
  TableSum total{.table = std::string(table)};
  sqlite3_stmt* stmt = nullptr;
  const std::string sql = "SELECT * FROM main.\"" + total.table + "\" NOT INDEXED";
  int code = sqlite3_prepare_v2(connection.handle, sql.c_str(), -1, &stmt, nullptr);
  if (code != SQLITE_OK) throw sqlite_error(connection.handle, code, connection.path);
  const int columns = sqlite3_column_count(stmt);
  while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
    std::uint64_t hash = seed;
    for (int i = 0; i < columns; ++i) hash = with_value(hash, sqlite3_column_value(stmt, i));
    ++total.rows;
    total.sum += hash;
  }
  base::Error error = sqlite_error(connection.handle, code, connection.path);
  sqlite3_finalize(stmt);
  if (code != SQLITE_DONE) throw error;
  return total;
}

std::vector<TableSum> stored_checksums(Database& database) {
  std::vector<TableSum> sums;
  Cursor rows = database.query("SELECT table_name, rows, sum FROM table_checksum ORDER BY 1");
  while (rows.next()) {
    sums.push_back({rows.string(0), rows.integer(1), static_cast<std::uint64_t>(rows.integer(2))});
  }
  return sums;
}

void rebuild_checksums(Database& database) {
  database.execute("DELETE FROM table_checksum");
  for (const std::string& table : checksummed_tables(database)) {
    const TableSum sum = checksum_of(database, table);
    database.run("INSERT INTO table_checksum VALUES (?, ?, ?)", sum.table, sum.rows,
                 static_cast<std::int64_t>(sum.sum));
  }
  database.connection().deltas.clear();
}

}  // namespace wealthjobs::store
