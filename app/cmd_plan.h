// wealthjobs plan PIPELINE: what would run for a date, and why.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_plan(const PlanOptions& options);

}  // namespace wealthjobs::app
