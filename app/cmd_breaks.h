// wealthjobs breaks list|show|explain|resolve: differences to the custodians.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_breaks(const BreaksOptions& options);

}  // namespace wealthjobs::app
