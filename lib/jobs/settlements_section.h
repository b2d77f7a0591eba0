// The section of the breaks report that lists what has not settled: of an open day as it is now, of
// a closed one as its close found it, so that it can be rendered again with the same bytes.
#pragma once

#include "jobs/daily_reports.h"

namespace wealthjobs::jobs {

render::Section open_settlements_section(store::Database& book, const store::Master& master,
                                         const ReportFrame& frame);

}  // namespace wealthjobs::jobs
