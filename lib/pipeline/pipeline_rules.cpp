#include "pipeline/pipeline_rules.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "pipeline/graph.h"

namespace wealthjobs::pipeline {
namespace {

constexpr std::size_t longest_cycle_shown = 12;

void check_names(const Pipeline& pipeline, Findings& findings) {
  std::map<std::string_view, Position> seen;
  for (const Step& step : pipeline.steps) {
    if (step.name.empty()) continue;
    const auto [first, is_new] = seen.emplace(step.name, step.at);
    if (is_new) continue;
    findings.fault(
        step.at, "a second step of pipeline " + pipeline.name + " is named " + in_quotes(step.name),
        "the first is on line " + std::to_string(first->second.line));
  }
}

void check_references(const Pipeline& pipeline, Findings& findings) {
  std::vector<std::string> names;
  for (const Step& step : pipeline.steps) names.push_back(step.name);
  std::vector<std::string> sorted = names;
  std::ranges::sort(sorted);
  const auto check = [&](const Step& step, const Reference& reference, std::string_view key) {
    if (std::ranges::binary_search(sorted, reference.name)) return;
    const bool is_small = names.size() <= 1'000 && !findings.is_full();
    findings.fault(reference.at,
                   "step " + in_quotes(step.name) + " " + std::string(key) + " " +
                       in_quotes(reference.name) + ", which is no step of pipeline " +
                       pipeline.name,
                   is_small ? did_you_mean(reference.name, names) : "");
  };
  for (const Step& step : pipeline.steps) {
    for (const Reference& reference : step.needs) check(step, reference, "needs");
    for (const Reference& reference : step.after) check(step, reference, "comes after");
  }
}

std::string cycle_text(const Pipeline& pipeline, const std::vector<StepIndex>& cycle) {
  std::string text;
  for (std::size_t i = 0; i < cycle.size(); ++i) {
    if (i == longest_cycle_shown && cycle.size() > longest_cycle_shown + 1) {
      text += " -> ... (" + std::to_string(cycle.size() - 1) + " steps)";
      break;
    }
    if (i > 0) text += " -> ";
    text += pipeline.steps[cycle[i]].name;
  }
  return text;
}

bool check_cycles(const Pipeline& pipeline, const Graph& graph, Findings& findings) {
  const auto cycles = graph.cycles();
  for (const auto& cycle : cycles) {
    const StepIndex first = *std::ranges::min_element(cycle);
    findings.fault(pipeline.steps[first].at,
                   "steps need each other: " + cycle_text(pipeline, cycle),
                   "remove one of these needs");
  }
  return cycles.empty();
}

std::vector<const JobEntry*> entries_of(const Pipeline& pipeline, const Catalogue& catalogue) {
  std::map<std::string_view, const JobEntry*> known;
  for (const JobEntry& job : catalogue.jobs) known.emplace(job.name, &job);
  std::vector<const JobEntry*> entries;
  for (const Step& step : pipeline.steps) {
    const auto found = known.find(step.job);
    entries.push_back(found == known.end() ? nullptr : found->second);
  }
  return entries;
}

void check_posting_order(const Pipeline& pipeline, const Graph& graph,
                         const std::vector<const JobEntry*>& entries, Findings& findings) {
  std::vector<bool> posts;
  for (const JobEntry* entry : entries) posts.push_back(entry != nullptr && entry->posts);
  for (const auto& [first, second] : unordered_posting_steps(graph, posts)) {
    const StepIndex later = std::max(first, second);
    const StepIndex earlier = std::min(first, second);
    findings.fault(
        pipeline.steps[later].at,
        "steps " + in_quotes(pipeline.steps[earlier].name) + " and " +
            in_quotes(pipeline.steps[later].name) +
            " both post to the book and needs does not order them",
        "add needs = [\"" + pipeline.steps[earlier].name + "\"] to " + pipeline.steps[later].name);
  }
}

// True where a step of `job` is among everything that `step` needs.
bool stands_before(const Pipeline& pipeline, const Graph& graph, StepIndex step,
                   std::string_view job) {
  std::vector<bool> seen(graph.size());
  std::vector<StepIndex> open = {step};
  while (!open.empty()) {
    const StepIndex node = open.back();
    open.pop_back();
    for (const StepIndex source : graph.needs(node)) {
      if (seen[source]) continue;
      seen[source] = true;
      if (pipeline.steps[source].job == job) return true;
      open.push_back(source);
    }
  }
  return false;
}

void check_foundations(const Pipeline& pipeline, const Graph& graph,
                       const std::vector<const JobEntry*>& entries, Findings& findings) {
  for (StepIndex i = 0; i < pipeline.steps.size(); ++i) {
    if (entries[i] == nullptr || findings.is_full()) continue;
    for (const std::string& job : entries[i]->after_jobs) {
      if (stands_before(pipeline, graph, i, job)) continue;
      const bool exists =
          std::ranges::any_of(pipeline.steps, [&](const Step& step) { return step.job == job; });
      findings.fault(pipeline.steps[i].at,
                     "step " + in_quotes(pipeline.steps[i].name) + " (" + entries[i]->name +
                         ") must come after a step of job " + job +
                         (exists ? " by needs" : ", which pipeline " + pipeline.name + " lacks"),
                     exists ? "name that step in its needs"
                            : "add a step with job = \"" + job + "\" and name it in needs");
    }
  }
}

}  // namespace

void check_pipeline(const Pipeline& pipeline, const Catalogue& catalogue, Findings& findings) {
  check_names(pipeline, findings);
  check_references(pipeline, findings);
  const Graph graph = Graph::of(pipeline);
  if (!check_cycles(pipeline, graph, findings)) return;
  const auto entries = entries_of(pipeline, catalogue);
  check_posting_order(pipeline, graph, entries, findings);
  check_foundations(pipeline, graph, entries, findings);
}

}  // namespace wealthjobs::pipeline
