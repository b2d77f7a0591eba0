// The rows of a folder against what the book knows: who, what, since when, in which currency.
//
//   trade, flow, FX deal   portfolio known, not before its inception      critical
//   trade                  instrument known, in the instrument's currency critical
//   corporate action       instrument known: without it nobody can hold it   warn
//   price                  instrument known, in the instrument's currency    warn
//   interest tier          its schedule is whole (intake_interest.h)      warn
//   instrument             calendar shipped or in holidays.csv            critical
//   Both sides count: rows of the same folder are known, too. A row that fails joins the quarantine
//   and its file's thresholds are judged again (RULINGS B10).
//   Custodian statements: trailers and repeated rows, see intake_statements.h; ids that the book
//   does not know are a break, not a fault.
#pragma once

#include "feeds/book_folder.h"
#include "store/master.h"

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::jobs {

void check_against_book(store::Database& book, const store::Master& master,
                        feeds::BookFolder& folder);

}  // namespace wealthjobs::jobs
