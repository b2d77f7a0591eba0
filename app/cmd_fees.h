// wealthjobs fees: preview, approve, waive, rebate, reverse.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_fees(const FeesOptions& options);

}  // namespace wealthjobs::app
