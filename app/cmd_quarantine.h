// wealthjobs quarantine list|show|resolve: rows that were set aside.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_quarantine(const QuarantineOptions& options);

}  // namespace wealthjobs::app
