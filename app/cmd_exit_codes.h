// wealthjobs exit-codes: the table of exit statuses.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_exit_codes(const ExitCodesOptions& options);

}  // namespace wealthjobs::app
