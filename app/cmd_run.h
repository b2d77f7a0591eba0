// wealthjobs run PIPELINE: the main command.
#pragma once

#include "app_context.h"
#include "day_run.h"
#include "options.h"
#include "runner/supervise.h"

namespace wealthjobs::app {

int cmd_run(const RunOptions& options);

// THE MAIN PATH: one pipeline for one business date, from its lock to its last row.
DayResult run_day(const AppContext& context, store::Database& book, const DayRequest& request,
                  runner::RunObserver& observer);

}  // namespace wealthjobs::app
