#include "store/dump.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/sha256.h"
#include "store/row_checksum.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

bool is_domain_table(std::string_view table, const DumpOptions& options) {
  constexpr std::array<std::string_view, 5> journal{"run", "step", "attempt", "event", "job_run"};
  constexpr std::array<std::string_view, 2> revisions{"book_revision", "knowledge"};
  if (std::ranges::find(journal, table) != journal.end()) return false;
  return options.with_revisions || std::ranges::find(revisions, table) == revisions.end();
}

bool is_dumped(std::string_view column, const DumpOptions& options) {
  if (column.ends_with("_us")) return false;
  return options.with_revisions || !column.ends_with("_rev");
}

struct TableColumns {
  std::vector<std::string> shown;
  std::vector<std::string> key;
};

TableColumns columns_of(Database& book, const std::string& table, const DumpOptions& options) {
  TableColumns columns;
  Cursor rows = book.query("SELECT name FROM pragma_table_info(?) ORDER BY cid", table);
  while (rows.next()) {
    if (is_dumped(rows.text(0), options)) columns.shown.push_back(rows.string(0));
  }
  Cursor keys = book.query("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", table);
  while (keys.next()) columns.key.push_back(keys.string(0));
  return columns;
}

std::string joined(const std::vector<std::string>& items, std::string_view before,
                   std::string_view after, std::string_view separator) {
  std::string text;
  for (const std::string& item : items) {
    if (!text.empty()) text += separator;
    text.append(before).append(item).append(after);
  }
  return text;
}

void dump_table(Database& book, const std::string& table, const DumpOptions& options,
                const std::function<void(std::string_view)>& write_line) {
  const TableColumns columns = columns_of(book, table, options);
  write_line("# table " + table + ' ' + joined(columns.shown, "", "", "|") + '\n');
  Statement rows =
      book.prepare("SELECT " + joined(columns.shown, "quote(", ")", " || '|' || ") + " FROM \"" +
                   table + "\" ORDER BY " + joined(columns.key, "", "", ", "));
  while (rows.step()) write_line(rows.string(0) + '\n');
}

}  // namespace

void dump_book(Database& book, const std::function<void(std::string_view)>& write_line,
               const DumpOptions& options) {
  const ReadTransaction read(book);
  for (const std::string& table : checksummed_tables(book)) {
    if (is_domain_table(table, options)) dump_table(book, table, options, write_line);
  }
}

std::string dump_sha256(Database& book, const DumpOptions& options) {
  base::Sha256 digest;
  dump_book(book, [&](std::string_view line) { digest.update(line); }, options);
  return digest.finish_hex();
}

}  // namespace wealthjobs::store
