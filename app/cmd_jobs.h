// wealthjobs jobs [JOB]: the catalogue of jobs with parameters and tables.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_jobs(const JobsOptions& options);

}  // namespace wealthjobs::app
