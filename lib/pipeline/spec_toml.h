// From the text of jobs.toml to the configuration, with every fault named at once.
//
//   Syntax    TOML 1.0; at most 2 MiB, 64 levels of brackets, 32 parts in a dotted key
//   Faults    syntax; unknown keys; wrong types, units and ranges; unknown jobs, zones, calendars,
//             feed kinds, placeholders; impossible times; duplicate names; unknown needs; cycles;
//             posting steps out of order; a disabled gate; a cron text that cannot be accepted
//   Example   const auto parsed = parse_config(text, "jobs.toml", catalogue);
//             if (has_fault(parsed.diagnostics)) ... format_diagnostic(...) each, exit 78
//   Failure   never throws and never recurses deeper than the file may nest, whatever the bytes are
//
// A pipeline of the file replaces the shipped one of its name. If it names a shipped pipeline and
// lists no steps, the shipped steps stay and only the keys that it gives change.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/diagnostic.h"
#include "pipeline/parameter.h"
#include "pipeline/spec.h"

namespace wealthjobs::pipeline {

struct ParsedConfig {
  Config config;                        // usable only without a fault
  std::vector<Diagnostic> diagnostics;  // by place; warnings among them
};

struct ParseOptions {
  // The zone database costs milliseconds: a child that the runner started trusts its parent.
  bool check_zones = true;
};

inline constexpr std::size_t largest_config_bytes = 2U << 20U;

ParsedConfig parse_config(std::string_view text, const std::string& file_name,
                          const Catalogue& catalogue, ParseOptions options = {});

}  // namespace wealthjobs::pipeline
