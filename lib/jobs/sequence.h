// The sequence of closes (RULINGS A1): a day is worked only after the business day before it was
// closed; a book without any close may start on any business date from its first inception on.
#pragma once

#include <optional>

#include "jobs/job.h"

namespace wealthjobs::jobs {

// A refusal (exit 2, or 78 at the end of the calendar) where the date is out of turn; else nothing.
std::optional<JobResult> out_of_sequence(store::Database& book, const JobRequest& request);

}  // namespace wealthjobs::jobs
