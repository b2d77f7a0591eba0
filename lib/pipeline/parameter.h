// Parameters of jobs: what a job accepts (the catalogue, plain data that app fills from the job
// registry) and what a configuration sets.
//
//   Units     money in minor units, rates in bps or ppm, time in whole seconds: always integers
//   Example   {"stale_warn_bd", integer, "business days", 0, 100, default 3}
//   Failure   a key that the catalogue does not know, a wrong type or a value out of its range is a
//             finding of parse_config (exit 78); nothing here throws
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "pipeline/diagnostic.h"

namespace wealthjobs::pipeline {

using ScalarValue = std::variant<std::int64_t, bool, std::string>;
// One row of a dated table: { from = 2020-01-01, up_to_minor = 100000000, rate_bps = 80 }.
using ParameterRow = std::map<std::string, ScalarValue>;
using ParameterValue = std::variant<std::int64_t, bool, std::string, std::vector<std::int64_t>,
                                    std::vector<std::string>, std::vector<ParameterRow>>;

struct Parameter {
  std::string key;
  ParameterValue value;
  Position at;
  bool operator==(const Parameter&) const = default;
};

enum class ParameterType { integer, boolean, text, integer_list, text_list, rows };

struct ParameterSpec {
  std::string key = {};
  ParameterType type = ParameterType::integer;
  std::string unit = {};  // "bps", "minor", "s", "days", ...; "date", "path" and "time" check texts
  std::int64_t min = std::numeric_limits<std::int64_t>::min();  // of an integer, or of list items
  std::int64_t max = std::numeric_limits<std::int64_t>::max();
  std::optional<ParameterValue> default_value = {};
  std::vector<std::string> choices = {};    // of a text or of list items; empty: any text
  std::vector<ParameterSpec> columns = {};  // of rows; empty: any column
  std::string meaning = {};                 // one line for `jobs JOB` and the man page
};

struct JobEntry {
  std::string name;
  bool posts = false;                   // posts to the book: ordered against all others (B8)
  std::vector<std::string> after_jobs;  // jobs that must come before it in the same pipeline
  std::vector<ParameterSpec> parameters;
  std::string summary;
};

// Everything that the rest of the program knows and a configuration may name.
struct Catalogue {
  std::vector<JobEntry> jobs;
  std::vector<std::string> calendars;   // "XNYS", ...; empty: any name passes
  std::vector<std::string> feed_kinds;  // "ecb_csv", ...; empty: any name passes

  [[nodiscard]] const JobEntry* find(std::string_view job) const;  // nullptr: no such job
  [[nodiscard]] std::vector<std::string> job_names() const;
};

std::string_view name_of(ParameterType type);  // "integer", "text", "list of integers", ...

// Layers put over each other, later ones win, sorted by key: catalogue defaults, [jobs.X], `with`.
std::vector<Parameter> effective_parameters(const JobEntry& job,
                                            const std::vector<Parameter>& job_settings,
                                            const std::vector<Parameter>& step_settings);

base::Json parameter_json(const ParameterValue& value);
// One object with the keys in bytewise order: what a fingerprint hashes and an event carries.
base::Json parameters_json(const std::vector<Parameter>& parameters);

// "--param key=value" of run-job: the text read as the type the catalogue states. Lists are
// separated by commas; rows cannot be given on a command line. The refusal is one line.
base::Result<ParameterValue> parse_parameter_text(const ParameterSpec& spec, std::string_view text);

// "" when the value fits the specification, else why not ("must be between 0 and 100 bps").
std::string parameter_fault(const ParameterSpec& spec, const ParameterValue& value);

}  // namespace wealthjobs::pipeline
