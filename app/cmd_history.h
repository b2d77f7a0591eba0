// wealthjobs history [PIPELINE]: runs of the past by filter and page.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_history(const HistoryOptions& options);

}  // namespace wealthjobs::app
