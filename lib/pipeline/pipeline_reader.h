// Reads [pipeline.NAME] with its schedule and steps, fills in the defaults of RULINGS B9, and adds
// the shipped pipelines that the file does not replace.
#pragma once

#include <string>

#include "pipeline/config_reader.h"
#include "pipeline/config_tree.h"
#include "pipeline/spec.h"

namespace wealthjobs::pipeline {

// `config` gives the defaults of [calendar] and [runner], which stand in earlier sections.
Pipeline read_pipeline(const std::string& name, Position at, const ConfigNode& table,
                       const Config& config, ReadContext& context);

void add_shipped_pipelines(Config& config, ReadContext& context);

}  // namespace wealthjobs::pipeline
