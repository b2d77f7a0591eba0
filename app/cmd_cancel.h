// wealthjobs cancel RUN: ends a running run: SIGTERM, grace, SIGKILL to its tree.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_cancel(const CancelOptions& options);

}  // namespace wealthjobs::app
