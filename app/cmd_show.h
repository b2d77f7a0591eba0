// wealthjobs show PIPELINE: one pipeline as it is after all defaults.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_show(const ShowOptions& options);

}  // namespace wealthjobs::app
