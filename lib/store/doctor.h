// The doctor of the book: reads everything and says what is not as it must be. It never writes.
//
//   check_structure   pages and indexes (SQLite's integrity_check), foreign keys, row checksums,
//                     the schema against the one this program makes
//
//   A finding names the table (and the row, where one can be named) and says what differs.
#pragma once

#include "store/database.h"
#include "store/finding.h"

namespace wealthjobs::store {

Findings check_structure(Database& book);

}  // namespace wealthjobs::store
