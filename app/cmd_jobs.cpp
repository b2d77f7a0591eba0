#include "cmd_jobs.h"

#include <limits>

#include "base/error.h"
#include "base/json_document.h"
#include "base/text.h"
#include "jobs/job.h"
#include "output.h"

namespace wealthjobs::app {
namespace {

using pipeline::ParameterSpec;

std::string range_text(const ParameterSpec& spec) {
  if (!spec.choices.empty()) return base::join_text(spec.choices, ", ");
  if (spec.type != pipeline::ParameterType::integer) return {};
  const bool has_min = spec.min != std::numeric_limits<std::int64_t>::min();
  const bool has_max = spec.max != std::numeric_limits<std::int64_t>::max();
  if (has_min && has_max) return std::to_string(spec.min) + " to " + std::to_string(spec.max);
  if (has_min) return "from " + std::to_string(spec.min);
  return has_max ? "up to " + std::to_string(spec.max) : std::string();
}

render::Section parameters_of(const jobs::JobDefinition& job) {
  render::Section section{
      "parameters", "Parameters ([jobs." + std::string(job.name) + "])", {}, {}};
  section.table.columns = {{"key", "Key"},         {"type", "Type"},     {"unit", "Unit"},
                           {"default", "Default"}, {"range", "Allowed"}, {"meaning", "Meaning"}};
  for (const ParameterSpec& spec : job.parameters) {
    section.table.rows.push_back(
        {spec.key, std::string(pipeline::name_of(spec.type)), spec.unit,
         spec.default_value ? base::json_line(pipeline::parameter_json(*spec.default_value)) : "",
         range_text(spec), spec.meaning});
  }
  return section;
}

render::Document one_job(const jobs::JobDefinition& job) {
  render::Document document;
  document.title = std::string(job.name);
  document.facts = {{"does", std::string(job.summary)},
                    {"reads", std::string(job.reads)},
                    {"writes", std::string(job.writes)},
                    {"after", base::join_text(job.after_jobs, ", ")},
                    {"rule_version", std::to_string(job.rule_version)},
                    {"override", job.can_override ? "possible" : "not possible"}};
  document.sections = {parameters_of(job)};
  return document;
}

}  // namespace

int cmd_jobs(const JobsOptions& options) {
  if (!options.job.empty()) {
    const jobs::JobDefinition* job = jobs::find_job(options.job);
    if (job == nullptr) {
      const std::string near = base::nearest_word(options.job, jobs::catalogue().job_names());
      throw base::Error(base::ErrorKind::usage,
                        "there is no job \"" + options.job + "\"" +
                            (near.empty() ? "" : "; did you mean \"" + near + "\"?"),
                        "wealthjobs jobs");
    }
    print_document(options.global, one_job(*job));
    return 0;
  }
  render::Document document;
  document.title = "Jobs";
  render::Section section{"jobs", "Catalogue", {}, {}};
  section.table.columns = {{"job", "Job"}, {"does", "Does"}, {"writes", "Writes"}};
  for (const jobs::JobDefinition& job : jobs::registry()) {
    section.table.rows.push_back(
        {std::string(job.name), std::string(job.summary), std::string(job.writes)});
  }
  document.sections = {std::move(section)};
  print_document(options.global, document);
  return 0;
}

}  // namespace wealthjobs::app
