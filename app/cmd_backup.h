// wealthjobs backup FILE: copies the book while it is in use.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_backup(const BackupOptions& options);

}  // namespace wealthjobs::app
