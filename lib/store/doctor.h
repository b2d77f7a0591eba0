// The doctor of the book: reads everything and says what is not as it must be. It never writes.
//
//   check_structure   pages and indexes (SQLite's integrity_check), foreign keys, row checksums,
//                     the schema against the one this program makes
//
//   A finding names the table (and the row, where one can be named) and says what differs.
#pragma once

#include <string>
#include <vector>

#include "store/database.h"

namespace wealthjobs::store {

struct Finding {
  std::string check;  // integrity, foreign_key, checksum, schema, event_chain ...
  std::string where;  // "journal_entry 17", "table price"
  std::string text;   // "the hash of its lines is not the stored one"
};

std::vector<Finding> check_structure(Database& book);

}  // namespace wealthjobs::store
