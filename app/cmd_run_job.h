// wealthjobs run-job JOB: one job with the same journal, locks and exits as a run.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_run_job(const RunJobOptions& options);

}  // namespace wealthjobs::app
