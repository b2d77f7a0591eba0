// The doctor of the book: reads everything and says what is not as it must be. It never writes.
//
//   check_structure   pages and indexes (SQLite's integrity_check), foreign keys, row checksums,
//                     the schema against the one this program makes
//   check_book        all of that, the chains of events, entries and closes, balances, lots, packs
//                     (ledger_checks.h)
//
//   Input     a book opened read_only, with accept_any_schema where it may be of another version
//   Findings  name the table, and the row where one can be named; empty: the book is sound
//   Failure   busy only; what cannot be read is a finding
#pragma once

#include "store/database.h"
#include "store/finding.h"

namespace wealthjobs::store {

Findings check_structure(Database& book);
Findings check_book(Database& book);

}  // namespace wealthjobs::store
