// wealthjobs import DIR: loads a book folder, all of it or nothing.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_import(const ImportOptions& options);

}  // namespace wealthjobs::app
