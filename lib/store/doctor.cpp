#include "store/doctor.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/error.h"
#include "store/event_chain.h"
#include "store/ledger_checks.h"
#include "store/row_checksum.h"
#include "store/schema_sql.h"
#include "store/transaction.h"

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

using SchemaRows = std::map<std::string, std::string>;

SchemaRows schema_of(Database& book) {
  SchemaRows schema;
  Cursor rows = book.query(
      "SELECT type || ' ' || name || ' of ' || tbl_name, ifnull(sql, '') FROM sqlite_schema "
      "WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\'");
  while (rows.next()) schema.emplace(rows.string(0), rows.string(1));
  return schema;
}

// A flipped letter in a guard or a view is no fault to SQLite.
void check_schema(Database& book, Findings& findings) {
  Database model = Database::in_memory();
  {
    WriteTransaction write(model);
    for (const SchemaFile& file : schema_files()) model.execute(file.sql);
    write.commit();
  }
  const SchemaRows want = schema_of(model);
  const SchemaRows have = schema_of(book);
  for (const auto& [name, sql] : want) {
    const auto at = have.find(name);
    if (at == have.end()) {
      findings.push_back({"schema", name, "is missing"});
    } else if (at->second != sql) {
      findings.push_back({"schema", name, "is not as this program makes it"});
    }
  }
  for (const auto& [name, sql] : have) {
    if (!want.contains(name)) findings.push_back({"schema", name, "does not belong to a book"});
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

bool has_table(Database& book, std::string_view table) {
  return book.integer_or(0, "SELECT count(*) FROM sqlite_schema WHERE name = ?", table) == 1;
}

}  // namespace

Findings check_structure(Database& book) {
  Findings findings;
  guarded("integrity", book, findings, check_pages);
  guarded("foreign_key", book, findings, check_foreign_keys);
  guarded("checksum", book, findings, [](Database& b, Findings& f) {
    if (has_table(b, "table_checksum")) check_rows(b, f);
  });
  guarded("schema", book, findings, [](Database& b, Findings& f) {
    if (b.schema_version() == static_cast<int>(schema_files().size())) check_schema(b, f);
  });
  return findings;
}

Findings check_book(Database& book) {
  Findings findings = check_structure(book);
  const std::pair<const char*, Findings (*)(Database&)> checks[] = {
      {"event_chain", check_event_chain},
      {"entry_chain", check_entry_chain},
      {"close_chain", check_closes},
      {"balance", check_balances},
      {"lot", check_lots},
      {"pack", check_packs},
  };
  for (const auto& [name, check] : checks) {
    guarded(name, book, findings, [&](Database& b, Findings& f) {
      for (DoctorFinding& finding : check(b)) f.push_back(std::move(finding));
    });
  }
  return findings;
}

}  // namespace wealthjobs::store
