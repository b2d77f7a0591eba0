// wealthjobs status [RUN]: what runs now, and the last run of each pipeline.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_status(const StatusOptions& options);

}  // namespace wealthjobs::app
