#include "store/doctor.h"

#include <algorithm>

#include "base/error.h"
#include "store/row_checksum.h"
#include "store/schema_sql.h"

namespace wealthjobs::store {
namespace {

void check_pages(Database& book, Findings& findings) {
  Cursor rows = book.query("PRAGMA integrity_check(100)");
  while (rows.next()) {
    if (rows.text(0) != "ok") findings.push_back({"integrity", book.path(), rows.string(0)});
  }
}

void check_foreign_keys(Database& book, Findings& findings) {
  Cursor rows = book.query("PRAGMA foreign_key_check");
  while (rows.next()) {
    const std::string row = rows.is_null(1) ? "" : " row " + std::to_string(rows.integer(1));
    findings.push_back({"foreign_key", "table " + rows.string(0) + row,
                        "refers to a row of table " + rows.string(2) + " that is not there"});
  }
}

void check_rows(Database& book, Findings& findings) {
  const std::vector<TableSum> stored = stored_checksums(book);
  const std::vector<std::string> tables = checksummed_tables(book);
  for (const TableSum& sum : stored) {
    if (!std::ranges::binary_search(tables, sum.table)) {
      findings.push_back({"checksum", "table " + sum.table, "has a checksum but does not exist"});
    }
  }
  for (const std::string& table : tables) {
    const auto at = std::ranges::find(stored, table, &TableSum::table);
    const TableSum want = at == stored.end() ? TableSum{.table = table} : *at;
    const TableSum have = checksum_of(book, table);
    if (have.rows != want.rows) {
      findings.push_back({"checksum", "table " + table,
                          "has " + std::to_string(have.rows) + " rows where " +
                              std::to_string(want.rows) + " were written"});
    } else if (have.sum != want.sum) {
      findings.push_back(
          {"checksum", "table " + table, "a row is not as it was written (row checksums differ)"});
    }
  }
}

// One check that cannot read its pages must not keep the others from speaking.
template <class Check>
void guarded(const char* name, Database& book, Findings& findings, Check check) {
  try {
    check(book, findings);
  } catch (const base::Error& error) {
    if (error.kind() == base::ErrorKind::busy) throw;
    findings.push_back({name, book.path(), error.message()});
  }
}

}  // namespace

Findings check_structure(Database& book) {
  Findings findings;
  guarded("integrity", book, findings, check_pages);
  guarded("foreign_key", book, findings, check_foreign_keys);
  const bool has_checksums =
      book.integer_or(0, "SELECT count(*) FROM sqlite_schema WHERE name = 'table_checksum'") == 1;
  if (has_checksums) guarded("checksum", book, findings, check_rows);
  return findings;
}

}  // namespace wealthjobs::store
