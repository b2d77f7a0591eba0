// A plan as text: for people, for programs, and as a picture.
//
//   plan_text      one line per step: decision, name, work, deadline, reason
//   plan_json      one document with schema_version; keys are stable
//   plan_mermaid   flowchart for documents and pull requests
//   plan_dot       Graphviz; solid edges are needs, dashed ones are after
#pragma once

#include <string>

#include "base/json.h"
#include "pipeline/plan.h"

namespace wealthjobs::pipeline {

std::string plan_text(const Pipeline& pipeline, const Plan& plan);
base::Json plan_json(const Pipeline& pipeline, const Plan& plan);
std::string plan_mermaid(const Pipeline& pipeline, const Plan& plan);
std::string plan_dot(const Pipeline& pipeline, const Plan& plan);

}  // namespace wealthjobs::pipeline
