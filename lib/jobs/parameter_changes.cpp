#include "jobs/parameter_changes.h"

#include <algorithm>
#include <vector>

#include "base/json_document.h"
#include "base/text.h"
#include "store/database.h"
#include "store/job_run.h"
#include "store/run_history.h"

namespace wealthjobs::jobs {
namespace {

base::Json default_of(const pipeline::ParameterSpec& spec) {
  if (!spec.default_value) return nullptr;
  return pipeline::parameters_json({{spec.key, *spec.default_value, {}}})[spec.key];
}

// The chosen parameters of the run that left this behind; null where its step is not there.
base::Json parameters_of(store::Database& book, const JobDefinition& job,
                         const store::JobRun& run) {
  for (const store::StepRow& step : store::load_steps(book, run.run_id)) {
    if (step.job != job.name) continue;
    const base::Json result = base::Json::parse(step.result_json, nullptr, false);
    if (result.is_object()) return result.value("parameters", base::Json::object());
  }
  return nullptr;
}

std::string shown(const base::Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace

base::Json chosen_parameters(const JobDefinition& job, const Parameters& parameters) {
  base::Json chosen = pipeline::parameters_json(parameters.all());
  for (const pipeline::ParameterSpec& spec : job.parameters) {
    if (chosen.contains(spec.key) && chosen[spec.key] == default_of(spec)) chosen.erase(spec.key);
  }
  return chosen;
}

std::optional<std::string> changed_parameters(store::Database& book, const JobDefinition& job,
                                              const JobRequest& request) {
  const base::Json now = chosen_parameters(job, request.parameters);
  const std::string sha256 = request.parameters.sha256();
  const std::string edition(job.edition_key);
  std::optional<store::JobRun> newest;
  base::Json before;
  for (const store::JobRun& run : store::load_job_runs(book, request.business_date)) {
    if (run.key.job != job.name || run.key.params_sha256 == sha256) continue;
    if (newest && newest->book_revision > run.book_revision) continue;
    base::Json then = parameters_of(book, job, run);
    if (!edition.empty() &&
        (then.is_null() || then.value(edition, base::Json()) != now.value(edition, base::Json()))) {
      continue;
    }
    newest = run;
    before = std::move(then);
  }
  if (!newest) return std::nullopt;
  if (before.is_null()) return "parameters";
  std::vector<std::string> changes;
  for (const pipeline::ParameterSpec& spec : job.parameters) {
    const base::Json was = before.value(spec.key, default_of(spec));
    const base::Json is = now.value(spec.key, default_of(spec));
    if (was != is) changes.push_back(spec.key + " was " + shown(was) + ", is " + shown(is));
  }
  return changes.empty() ? "parameters" : base::join_text(changes, "; ");
}

}  // namespace wealthjobs::jobs
