// wealthjobs calc FIGURE ...: the rule library on the user's own CSV, so that any figure can be
// checked by hand. Needs no configuration and no book. An undefined answer is null with its reason,
// exit 0.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_calc(const CalcOptions& options);

}  // namespace wealthjobs::app
