// wealthjobs demo DIR: writes a small, deterministic, realistic book and its jobs.toml.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_demo(const DemoOptions& options);

}  // namespace wealthjobs::app
