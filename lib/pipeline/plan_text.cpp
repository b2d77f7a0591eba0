#include "pipeline/plan_text.h"

#include <algorithm>
#include <cmath>

#include "base/json_document.h"
#include "base/text.h"
#include "base/time_zone.h"
#include "pipeline/duration_text.h"

namespace wealthjobs::pipeline {
namespace {

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size(), width), ' ');
  return text;
}

// What a step runs: its job, or the program of its command.
std::string work_of(const Step& step) {
  return step.command.empty() ? step.job : step.command.front();
}

// "0.3s" below ten seconds, else whole ones: "2m05s".
std::string span_text(double seconds) {
  if (seconds >= 10 || seconds == std::floor(seconds)) {
    return format_duration_s(std::llround(seconds));
  }
  const std::int64_t tenths = std::llround(seconds * 10);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "s";
}

// "40s", with an interval "40s (35s to 1m)".
std::string expected_text(const PlannedStep& row) {
  if (!row.expected_s) return {};
  std::string text = span_text(*row.expected_s);
  if (row.low_s && row.high_s) {
    text += " (" + span_text(*row.low_s) + " to " + span_text(*row.high_s) + ")";
  }
  return text;
}

std::string eta_text(const Pipeline& pipeline, const PlannedStep& row) {
  if (!row.eta_us || !row.deadline_us) return {};
  const std::string time = base::format_civil(base::civil_time(pipeline.zone, *row.eta_us));
  return " [expected at " + time.substr(0, 16) +
         (row.is_expected_late() ? ", after its deadline]" : "]");
}

std::string headline(const Plan& plan) {
  std::string text = plan.pipeline + " " + plan.business_date.iso() + ": " +
                     base::counted("step", static_cast<long long>(plan.steps.size()));
  for (const Decision d : {Decision::run, Decision::reuse, Decision::skip, Decision::blocked}) {
    if (plan.count(d) == 0) continue;
    text += ", " + std::to_string(plan.count(d)) + " " + std::string(name_of(d));
  }
  return text;
}

std::string critical_text(const Pipeline& pipeline, const Plan& plan) {
  std::string text;
  for (const StepIndex step : plan.critical_path) {
    text += (text.empty() ? "" : " -> ") + pipeline.steps[step].name;
  }
  return text;
}

std::vector<std::string> names_of(const Pipeline& pipeline, std::span<const StepIndex> steps) {
  std::vector<std::string> names;
  for (const StepIndex step : steps) names.push_back(pipeline.steps[step].name);
  return names;
}

template <class Optional>
base::Json or_null(const Optional& value) {
  return value ? base::Json(*value) : base::Json(nullptr);
}

base::Json step_json(const Pipeline& pipeline, const Plan& plan, const PlannedStep& row) {
  const Step& step = pipeline.steps[row.index];
  base::Json json;
  json["step"] = step.name;
  json["job"] = step.job.empty() ? base::Json(nullptr) : base::Json(step.job);
  json["command"] = step.command.empty() ? base::Json(nullptr) : base::Json(step.command);
  json["decision"] = name_of(row.decision);
  json["reason"] = row.reason;
  json["needs"] = names_of(pipeline, plan.graph.needs(row.index));
  json["after"] = names_of(pipeline, plan.graph.after(row.index));
  json["layer"] = row.layer;
  json["gate"] = step.gate;
  json["overridden"] = row.is_overridden;
  json["deadline"] = step.deadline ? base::Json(format_deadline(*step.deadline)) : nullptr;
  json["timeout_s"] = step.timeout_s;
  json["critical"] = row.is_critical;
  json["expected_s"] = or_null(row.expected_s);
  json["low_s"] = or_null(row.low_s);
  json["high_s"] = or_null(row.high_s);
  json["ends_after_s"] = or_null(row.ends_after_s);
  json["eta"] = row.eta_us
                    ? base::Json(base::format_civil(base::civil_time(pipeline.zone, *row.eta_us)))
                    : base::Json(nullptr);
  json["expected_late"] = row.is_expected_late();
  return json;
}

// Labels stand in double quotes; names are plain words, but reasons may quote a user's text.
std::string label_text(const std::string& text, std::string_view quote) {
  std::string escaped;
  for (const char c : text) {
    if (c == '"') {
      escaped += quote;
    } else {
      escaped += c == '\\' ? '/' : c;
    }
  }
  return escaped;
}

std::string_view dot_colour(Decision decision) {
  switch (decision) {
    case Decision::run:
      return "#cfe8ff";
    case Decision::reuse:
      return "#d8f0d8";
    case Decision::skip:
      return "#eeeeee";
    case Decision::blocked:
      return "#ffd5d0";
  }
  return "#ffffff";
}

}  // namespace

std::string plan_text(const Pipeline& pipeline, const Plan& plan) {
  std::size_t name_width = 4;
  std::size_t work_width = 4;
  for (const Step& step : pipeline.steps) {
    name_width = std::max(name_width, step.name.size());
    work_width = std::max(work_width, std::min<std::size_t>(work_of(step).size(), 40));
  }
  std::size_t expected_width = 8;
  for (const PlannedStep& row : plan.steps) {
    expected_width = std::max(expected_width, expected_text(row).size() + 2);
  }
  std::string text = headline(plan) + "\n";
  for (const PlannedStep& row : plan.steps) {
    const Step& step = pipeline.steps[row.index];
    text += padded(std::string(name_of(row.decision)), 8) + padded(step.name, name_width + 2) +
            padded(work_of(step), work_width + 2) +
            padded(step.deadline ? format_deadline(*step.deadline) : "", 11) +
            padded(expected_text(row), expected_width) + row.reason + (step.gate ? " [gate]" : "") +
            eta_text(pipeline, row) + "\n";
  }
  if (!plan.critical_path.empty()) {
    text += "critical path: " + critical_text(pipeline, plan);
    if (plan.expected_s) text += ", expected " + span_text(*plan.expected_s);
    text += "\n";
  }
  return text;
}

base::Json plan_json(const Pipeline& pipeline, const Plan& plan) {
  base::Json json;
  json["schema_version"] = base::json_schema_version;
  json["pipeline"] = plan.pipeline;
  json["business_date"] = plan.business_date.iso();
  json["counts"] = base::Json::object();
  for (const Decision d : {Decision::run, Decision::reuse, Decision::skip, Decision::blocked}) {
    json["counts"][std::string(name_of(d))] = plan.count(d);
  }
  json["critical_path"] = names_of(pipeline, plan.critical_path);
  json["expected_s"] = or_null(plan.expected_s);
  json["steps"] = base::Json::array();
  for (const PlannedStep& row : plan.steps) {
    json["steps"].push_back(step_json(pipeline, plan, row));
  }
  return json;
}

std::string plan_mermaid(const Pipeline& pipeline, const Plan& plan) {
  std::string text = "flowchart LR\n";
  for (const PlannedStep& row : plan.steps) {
    const Step& step = pipeline.steps[row.index];
    const std::string label = step.name + "<br/>" + label_text(work_of(step), "#quot;") + "<br/>" +
                              std::string(name_of(row.decision));
    const std::string id = "s" + std::to_string(row.index);
    text += "  " + id + (step.gate ? "{{\"" : "[\"") + label + (step.gate ? "\"}}" : "\"]") +
            ":::" + std::string(name_of(row.decision)) + "\n";
  }
  for (const PlannedStep& row : plan.steps) {
    const std::string id = "s" + std::to_string(row.index);
    for (const StepIndex need : plan.graph.needs(row.index)) {
      text += "  s" + std::to_string(need) + " --> " + id + "\n";
    }
    for (const StepIndex earlier : plan.graph.after(row.index)) {
      text += "  s" + std::to_string(earlier) + " -.-> " + id + "\n";
    }
  }
  for (const Decision d : {Decision::run, Decision::reuse, Decision::skip, Decision::blocked}) {
    text += "  classDef " + std::string(name_of(d)) + " fill:" + std::string(dot_colour(d)) + "\n";
  }
  return text;
}

std::string plan_dot(const Pipeline& pipeline, const Plan& plan) {
  std::string text = "digraph \"" + plan.pipeline + " " + plan.business_date.iso() +
                     "\" {\n  rankdir=LR;\n  node [shape=box, style=filled];\n";
  for (const PlannedStep& row : plan.steps) {
    const Step& step = pipeline.steps[row.index];
    text += "  \"" + step.name + "\" [label=\"" + step.name + "\\n" +
            label_text(work_of(step), "'") + "\\n" + std::string(name_of(row.decision)) +
            "\", fillcolor=\"" + std::string(dot_colour(row.decision)) + "\", tooltip=\"" +
            label_text(row.reason, "'") + "\"" + (step.gate ? ", shape=octagon" : "") +
            (row.is_critical ? ", penwidth=2" : "") + "];\n";
  }
  for (const PlannedStep& row : plan.steps) {
    const std::string& name = pipeline.steps[row.index].name;
    for (const StepIndex need : plan.graph.needs(row.index)) {
      text += "  \"" + pipeline.steps[need].name + "\" -> \"" + name + "\";\n";
    }
    for (const StepIndex earlier : plan.graph.after(row.index)) {
      text += "  \"" + pipeline.steps[earlier].name + "\" -> \"" + name + "\" [style=dashed];\n";
    }
  }
  return text + "}\n";
}

}  // namespace wealthjobs::pipeline
