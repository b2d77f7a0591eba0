// wealthjobs schedule next | business-days: when a cron text fires, and which days a calendar is
// open. Both work without a configuration and without a book.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_schedule(const ScheduleOptions& options);

}  // namespace wealthjobs::app
