// wealthjobs log RUN [STEP]: what the steps of a run printed.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_log(const LogOptions& options);

}  // namespace wealthjobs::app
