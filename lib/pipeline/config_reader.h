// The sections of the configuration: [store], [calendar], [runner], [[feed]], [custodian.X],
// [jobs.X] and, through pipeline_reader.h, [pipeline.X].
#pragma once

#include "pipeline/config_tree.h"
#include "pipeline/diagnostic.h"
#include "pipeline/parameter.h"
#include "pipeline/spec.h"
#include "pipeline/spec_toml.h"

namespace wealthjobs::pipeline {

// What the readers of all sections share.
struct ReadContext {
  const Catalogue& catalogue;
  Findings& findings;
  ParseOptions options;
  std::vector<std::string> good_zones;  // each zone is looked up once
};

Config read_config(const ConfigNode& tree, const Catalogue& catalogue, ParseOptions options,
                   Findings& findings);

// Report a zone or calendar that does not exist.
void check_zone(const std::string& zone, Position at, ReadContext& context);
void check_calendar(const std::string& calendar, Position at, ReadContext& context);

// The parameters of one table, [jobs.X] or `with`, checked against the job's catalogue entry.
std::vector<Parameter> read_parameters(const ConfigNode& table, const std::string& where,
                                       const JobEntry& job, Findings& findings);

// True for names of pipelines, steps, feeds: a letter, then letters, digits, "-", "_".
bool is_name(std::string_view text, std::size_t longest);

}  // namespace wealthjobs::pipeline
