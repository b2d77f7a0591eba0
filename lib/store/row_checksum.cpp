#define SQLITE_ENABLE_PREUPDATE_HOOK
#include "store/row_checksum.h"

#include <sqlite3.h>

#include <cstring>

#include "base/check.h"
#include "store/connection.h"
#include "store/database.h"
#include "store/row_hash.h"
#include "store/sqlite_error.h"

namespace wealthjobs::store {
namespace {

void add_value(RowHash& hash, sqlite3_value* value) {
  switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
      return hash.add_integer(sqlite3_value_int64(value));
    case SQLITE_FLOAT:
      return hash.add_real(sqlite3_value_double(value));
    case SQLITE_TEXT: {
      const unsigned char* text = sqlite3_value_text(value);
      const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
      return hash.add_text({reinterpret_cast<const char*>(text), size});
    }
    case SQLITE_BLOB: {
      const void* blob = sqlite3_value_blob(value);
      return hash.add_blob(blob, static_cast<std::size_t>(sqlite3_value_bytes(value)));
    }
    default:
      return hash.add_null();
  }
}

using PreUpdateValue = int (*)(sqlite3*, int, sqlite3_value**);

std::uint64_t row_hash(sqlite3* handle, PreUpdateValue value_at) {
  const int columns = sqlite3_preupdate_count(handle);
  RowHash hash;
  for (int i = 0; i < columns; ++i) {
    sqlite3_value* value = nullptr;
    WEALTHJOBS_CHECK(value_at(handle, i, &value) == SQLITE_OK);
    add_value(hash, value);
  }
  return hash.value();
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

void unwatch_rows(Connection& connection) {
  sqlite3_preupdate_hook(connection.handle, nullptr, nullptr);
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
    RowHash hash;
    for (int i = 0; i < columns; ++i) add_value(hash, sqlite3_column_value(stmt, i));
    ++total.rows;
    total.sum += hash.value();
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
