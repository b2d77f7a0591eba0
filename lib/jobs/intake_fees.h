// The fee schedules of a folder: rows of one id, date and kind become one version, which is checked
// as a whole (tiers that rise and end open, terms that agree) before it is written.
#pragma once

#include "feeds/book_folder.h"
#include "jobs/intake.h"

namespace wealthjobs::store {
class WriteTransaction;
}

namespace wealthjobs::jobs {

// Rows of a version that cannot be used are set aside, all of them: bad_schedule.
void check_fee_schedules(feeds::BookFolder& folder);

// A version that the book has with other content becomes one of report.refusals.
void write_fee_schedules(store::WriteTransaction& write, const feeds::BookFolder& folder,
                         IntakeReport& report);

}  // namespace wealthjobs::jobs
