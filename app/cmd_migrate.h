// wealthjobs migrate: brings an older book to this schema, after a backup.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_migrate(const MigrateOptions& options);

}  // namespace wealthjobs::app
