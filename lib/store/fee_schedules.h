// Fee schedules: versions of terms, append-only, saved and loaded as a whole.
//
//   Version   (id, kind, from_date): one with the same content is a duplicate, one with other tiers
//             or terms is a conflict and is not written: a changed fee is a later version
#pragma once

#include <span>
#include <vector>

#include "finance/fees/fee_schedule.h"
#include "store/master.h"

namespace wealthjobs::store {

// `conflicts` holds indexes into the schedules given.
SaveCounts save_fee_schedules(WriteTransaction& write,
                              std::span<const finance::FeeSchedule> schedules);

// By (id, kind, from_date).
std::vector<finance::FeeSchedule> load_fee_schedules(Database& book);

}  // namespace wealthjobs::store
