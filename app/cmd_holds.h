// wealthjobs holds list|release: portfolios that wait.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_holds(const HoldsOptions& options);

}  // namespace wealthjobs::app
