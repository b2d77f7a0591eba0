// Checks of the files that take a book on, against book and folder together.
//
//   opening_dates_differ   all opening rows of a portfolio have one date, also those in the book
//   missing_cost_base      a lot whose instrument is not in the base currency needs cost_base
//   not_base_currency      fees, mark and units are in the base currency of the portfolio
//   scale_overflow         more decimals than the currency has
//   duplicate_key          two lots of one lot_id in a portfolio
#pragma once

#include "jobs/intake_accounts.h"

namespace wealthjobs::jobs {

// Rows at fault leave their file for the quarantine.
void check_take_on(const AccountsKnown& accounts, const store::Master& master,
                   feeds::BookFolder& folder);

// The id of an opening lot: the one given, else "opening/<instrument>/<acquired date>".
std::string opening_lot_id(const feeds::OpeningPositionRow& row);

}  // namespace wealthjobs::jobs
