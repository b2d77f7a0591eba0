// Report editions: which report files were written for a day, from which pack and ledger.
//
//   Writing the same bytes again to the same place makes no new row; other bytes are edition n + 1.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace wealthjobs::store {

class Database;
class WriteTransaction;

struct ReportEdition {
  base::Date day;
  std::string report;   // nav, journal, exceptions
  std::string edition;  // preliminary, final
  std::string format;   // text, csv, json, html
  int n = 1;            // given by the book
  std::string path;
  std::string sha256;
  std::string pack_id;
  std::string ledger_hash;
  std::int64_t known_rev = 0;  // given by the book

  bool operator==(const ReportEdition&) const = default;
};

// Returns n.
int save_report_edition(WriteTransaction& write, const ReportEdition& edition);
// By (report, edition, format, n).
std::vector<ReportEdition> load_report_editions(Database& book, base::Date day);
std::optional<ReportEdition> load_last_edition(Database& book, base::Date day,
                                               std::string_view report, std::string_view edition,
                                               std::string_view format);

}  // namespace wealthjobs::store
