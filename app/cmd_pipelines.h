// wealthjobs pipelines: the pipelines of the configuration.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_pipelines(const PipelinesOptions& options);

}  // namespace wealthjobs::app
