// Interest schedules of a book folder: judged whole, because half of one pays a wrong rate in
// silence.
//
//   Group    the rows of one schedule, currency and from_date, all of them in one file
//   Whole    the credit tiers, and the debit tiers where there are any, ascend and end in an open
//            tier; tier_mode, day_count, interest_source and withholding_rate are the same in every
//            row; the custodian's group is one credit row without upto
//   Fault    incomplete_schedule (warn): every row of the group is set aside, also where only one
//   of
//            them could not be read. accrue_interest then holds the portfolios that need it
#pragma once

#include <span>
#include <string>
#include <vector>

#include "feeds/book_folder.h"
#include "store/interest_terms.h"

namespace wealthjobs::jobs {

void check_interest_tiers(feeds::BookFolder& folder);

// The group that a row of the quarantine belongs to: "S1|AUD|2026-01-01|credit|" gives
// "S1|AUD|2026-01-01".
std::string interest_group_of(const std::string& row_key);

std::vector<store::InterestTierRow> stored_interest_tiers(
    std::span<const feeds::InterestTierRow> rows);

}  // namespace wealthjobs::jobs
