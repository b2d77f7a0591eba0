// Which parameters of a job are not those with which the date was worked before (RULINGS B4): what
// `input_changed` names.
//
//   Kept      in the result_json of the step, under "parameters": those that are not the default
//   Example   "stale_fail_bd was 5, is 9"
#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "jobs/job.h"

namespace wealthjobs::jobs {

// The effective parameters that are not the job's defaults.
base::Json chosen_parameters(const JobDefinition& job, const Parameters& parameters);

// What has changed against the newest success of the job for the date with other parameters, of the
// same edition; nothing where there is none.
std::optional<std::string> changed_parameters(store::Database& book, const JobDefinition& job,
                                              const JobRequest& request);

}  // namespace wealthjobs::jobs
