// wealthjobs reopen D: takes the close of the last closed day back, by people only (RULINGS A17).
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_reopen(const ReopenOptions& options);

}  // namespace wealthjobs::app
