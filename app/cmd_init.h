// wealthjobs init: creates the book; a second time says that it exists.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_init(const InitOptions& options);

}  // namespace wealthjobs::app
