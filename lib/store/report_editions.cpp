#include "store/report_editions.h"

#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

constexpr std::string_view columns =
    "SELECT day, report, edition, format, n, path, sha256, pack_id, ledger_hash, known_rev "
    "FROM report_edition ";

ReportEdition edition_at(const Row& row) {
  return {.day = row.date(0),
          .report = row.string(1),
          .edition = row.string(2),
          .format = row.string(3),
          .n = row.small(4),
          .path = row.string(5),
          .sha256 = row.string(6),
          .pack_id = row.string(7),
          .ledger_hash = row.string(8),
          .known_rev = row.integer(9)};
}

}  // namespace

int save_report_edition(WriteTransaction& write, const ReportEdition& edition) {
  Database& book = write.database();
  const auto last =
      load_last_edition(book, edition.day, edition.report, edition.edition, edition.format);
  if (last && last->path == edition.path && last->sha256 == edition.sha256 &&
      last->pack_id == edition.pack_id && last->ledger_hash == edition.ledger_hash) {
    return last->n;
  }
  const int n = last ? last->n + 1 : 1;
  book.run("INSERT INTO report_edition VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", edition.day,
           edition.report, edition.edition, edition.format, n, edition.path, edition.sha256,
           edition.pack_id, edition.ledger_hash, write.revision());
  return n;
}

std::vector<ReportEdition> load_report_editions(Database& book, base::Date day) {
  std::vector<ReportEdition> editions;
  Cursor rows =
      book.query(std::string(columns) + "WHERE day = ? ORDER BY report, edition, format, n", day);
  while (rows.next()) editions.push_back(edition_at(rows));
  return editions;
}

std::optional<ReportEdition> load_last_edition(Database& book, base::Date day,
                                               std::string_view report, std::string_view edition,
                                               std::string_view format) {
  Cursor rows = book.query(std::string(columns) +
                               "WHERE day = ? AND report = ? AND edition = ? "
                               "AND format = ? ORDER BY n DESC LIMIT 1",
                           day, report, edition, format);
  if (!rows.next()) return std::nullopt;
  return edition_at(rows);
}

}  // namespace wealthjobs::store
