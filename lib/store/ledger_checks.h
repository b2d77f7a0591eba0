// What the ledger of a book must prove about itself: each check reads the journal and recomputes.
//
//   entries    numbers without gaps; lines add to zero per currency; SHA-256 chain wj-entry/1
//   closes     the trial balance of every close from the entries up to it, its hash, the close
//              chain; days and links in order
//   balances   tables balance and position against the sums of journal_line and delivery
//   lots       every lot against its 1100 lines, and their sum against the account
//   packs      canonical bytes, hash, id and counts of every pack
//
//   Time       one pass over the journal each; nothing is written
#pragma once

#include "store/database.h"
#include "store/finding.h"

namespace wealthjobs::store {

Findings check_entry_chain(Database& book);
Findings check_closes(Database& book);
Findings check_balances(Database& book);
Findings check_lots(Database& book);
Findings check_packs(Database& book);

}  // namespace wealthjobs::store
