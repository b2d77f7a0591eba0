// wealthjobs events: the hash-chained journal of runs.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_events(const EventsOptions& options);

}  // namespace wealthjobs::app
