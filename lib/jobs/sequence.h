// The sequence of closes (RULINGS A1): a day is worked only after the business day before it was
// closed; a book without any close may start on any business date from its first inception on.
#pragma once

#include <optional>
#include <vector>

#include "jobs/job.h"
#include "store/findings.h"
#include "store/master.h"

namespace wealthjobs::jobs {

// A refusal (exit 2, or 78 at the end of the calendar) where the date is out of turn; else nothing.
std::optional<JobResult> out_of_sequence(store::Database& book, const JobRequest& request);

// One finding `calendar_horizon` for each calendar of the book (the primary one, and those of its
// instruments) that ends less than [calendar] warn_horizon_days after the date.
std::vector<store::Finding> horizon_warnings(store::Database& book, const store::Master& master,
                                             const JobRequest& request);

}  // namespace wealthjobs::jobs
