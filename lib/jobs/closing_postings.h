// The closing entries of the book, where a day ends its fiscal year and the parameter asks for
// them.
#pragma once

#include <vector>

#include "finance/ledger/posting.h"
#include "jobs/job.h"
#include "store/master.h"

namespace wealthjobs::jobs {

// By portfolio id, those without anything to close left out; empty on every other day. A day that
// was reopened and is closed again gets keys of its own ("...|v2") for what changed since.
std::vector<finance::Posting> closing_postings(const JobContext& context,
                                               const store::Master& master);

}  // namespace wealthjobs::jobs
