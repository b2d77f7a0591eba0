// wealthjobs check [FILE]: validates the configuration; findings on stdout, exit 78.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_check(const CheckOptions& options);

}  // namespace wealthjobs::app
