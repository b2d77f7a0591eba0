// Reads one [[pipeline.NAME.step]].
#pragma once

#include "pipeline/config_reader.h"
#include "pipeline/config_tree.h"
#include "pipeline/spec.h"

namespace wealthjobs::pipeline {

Step read_step(const ConfigNode& table, const Config& config, ReadContext& context);

}  // namespace wealthjobs::pipeline
