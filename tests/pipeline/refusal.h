// Parses configurations against the test catalogue and shows the findings as lines.
#pragma once

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "pipeline/spec_toml.h"
#include "pipeline/test_catalogue.h"

namespace wealthjobs::pipeline {

inline ParsedConfig parse(const std::string& text) {
  static const Catalogue catalogue = test_catalogue();
  return parse_config(text, "jobs.toml", catalogue);
}

inline std::vector<std::string> lines_of(const ParsedConfig& parsed) {
  std::vector<std::string> lines;
  for (const Diagnostic& d : parsed.diagnostics) lines.push_back(format_diagnostic(d));
  return lines;
}

inline std::vector<std::string> faults(const std::string& text) { return lines_of(parse(text)); }

// One step table of pipeline p with the given lines.
inline std::string with_step(const std::string& lines) {
  return "[[pipeline.p.step]]\nname = \"one\"\n" + lines + "\n";
}

// A text, and a part of the one finding it must give.
struct Refusal {
  const char* text;
  const char* line;
};

inline void PrintTo(const Refusal& refusal, std::ostream* stream) { *stream << refusal.text; }

class Refused : public ::testing::TestWithParam<Refusal> {};
class RefusedSection : public Refused {};
class RefusedParameter : public Refused {};
class RefusedStep : public Refused {};

}  // namespace wealthjobs::pipeline
