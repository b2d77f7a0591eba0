#include "pipeline/plan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "base/check.h"
#include "pipeline/diagnostic.h"

namespace wealthjobs::pipeline {
namespace {

bool is_done(const PreviousStep* previous) {
  return previous != nullptr && (previous->state == "succeeded" || previous->state == "reused");
}

std::string condition_text(When when) {
  switch (when) {
    case When::business_day:
      return "not a business day";
    case When::first_business_day:
      return "not the first business day of its month";
    case When::month_end:
      return "not the last business day of its month";
    case When::quarter_end:
      return "not the last business day of its quarter";
    case When::always:
      break;
  }
  return {};
}

class Planner {
 public:
  Planner(const Pipeline& pipeline, const PlanFacts& facts, const Graph& graph)
      : pipeline_(pipeline),
        facts_(facts),
        graph_(graph),
        order_(graph.topological_order()),
        rows_(pipeline.steps.size()),
        previous_(pipeline.steps.size()),
        selected_(pipeline.steps.size(), facts.selection.is_all()) {
    WEALTHJOBS_CHECK(order_.size() == graph.size());
    for (StepIndex i = 0; i < pipeline.steps.size(); ++i) index_[pipeline.steps[i].name] = i;
    for (const PreviousStep& step : facts.previous) {
      const auto found = index_.find(step.step);
      if (found != index_.end()) previous_[found->second] = &step;
    }
    select();
  }

  std::vector<PlannedStep> plan() {
    const std::string whole = reason_to_skip_all();
    for (const StepIndex step : order_) {
      PlannedStep& row = rows_[step];
      row.index = step;
      row.is_overridden = is_overridden(step);
      if (whole.empty()) {
        decide(step, row);
      } else {
        row.decision = Decision::skip;
        row.reason = whole;
      }
      row.layer = row.decision == Decision::run ? layer_of(step) : 0;
    }
    return std::move(rows_);
  }

  [[nodiscard]] const std::vector<StepIndex>& order() const { return order_; }

 private:
  void select() {
    for (const std::string& name : facts_.selection.steps) {
      const StepIndex step = index_.at(name);
      selected_[step] = true;
      if (!facts_.selection.downstream) continue;
      for (const StepIndex next : graph_.dependants(step)) selected_[next] = true;
    }
    if (!facts_.selection.from) return;
    const StepIndex first = index_.at(*facts_.selection.from);
    bool is_later = false;
    for (const StepIndex step : order_) {
      is_later = is_later || step == first;
      if (is_later) selected_[step] = true;
    }
  }

  [[nodiscard]] std::string reason_to_skip_all() const {
    if (!pipeline_.enabled && !facts_.force) {
      return "pipeline " + pipeline_.name + " is disabled (enabled = false)";
    }
    if (!facts_.day.is_business_day && pipeline_.on_closed != OnClosed::run) {
      return facts_.business_date.iso() + " is not a business day of " + pipeline_.calendar;
    }
    return {};
  }

  [[nodiscard]] bool is_overridden(StepIndex step) const {
    const auto& names = facts_.selection.overrides;
    return std::ranges::find(names, pipeline_.steps[step].name) != names.end();
  }

  void set(PlannedStep& row, Decision decision, std::string reason) const {
    row.decision = decision;
    row.reason = std::move(reason);
  }

  void decide(StepIndex index, PlannedStep& row) const {
    const Step& step = pipeline_.steps[index];
    const bool was_done = is_done(previous_[index]);
    if (!step.enabled) return set(row, Decision::skip, "disabled (enabled = false)");
    if (!holds(step.when, facts_.day)) {
      return set(row, Decision::skip,
                 "when = " + std::string(name_of(step.when)) + ": " + facts_.business_date.iso() +
                     " is " + condition_text(step.when));
    }
    if (!selected_[index]) {
      if (was_done) return set(row, Decision::reuse, "not selected; succeeded before");
      return set(row, Decision::skip, "not selected");
    }
    const std::string block = reason_to_block(index);
    if (!block.empty()) return set(row, Decision::blocked, block);
    set(row, Decision::run, reason_to_run(index));
    if (was_done && row.reason.empty()) set(row, Decision::reuse, "succeeded before");
    if (row.reason.empty()) row.reason = first_reason(index);
    if (row.is_overridden) row.reason += "; its gate may pass (override)";
  }

  [[nodiscard]] std::string reason_to_block(StepIndex index) const {
    for (const StepIndex need : graph_.needs(index)) {
      const std::string& name = pipeline_.steps[need].name;
      if (rows_[need].decision == Decision::blocked) return "needs " + name + ", which is blocked";
      const bool is_missing = rows_[need].decision == Decision::skip && !selected_[need] &&
                              pipeline_.steps[need].enabled &&
                              holds(pipeline_.steps[need].when, facts_.day);
      if (is_missing) {
        return "needs " + name + ", which is not selected and has not succeeded on this date";
      }
    }
    return {};
  }

  // Why a step runs even if it succeeded before; "" where nothing asks for it.
  [[nodiscard]] std::string reason_to_run(StepIndex) const {
    if (facts_.restate) return "restate: recompute, reverse and repost what changed";
    if (facts_.force) return "forced: recompute the fingerprint, post nothing if it is equal";
    return facts_.selection.is_all() ? "" : "selected";
  }

  [[nodiscard]] std::string first_reason(StepIndex index) const {
    const PreviousStep* previous = previous_[index];
    if (previous != nullptr && previous->state != "pending") {
      std::string text = previous->state + " before";
      if (previous->attempts > 0) text += " (attempt " + std::to_string(previous->attempts) + ")";
      return text;
    }
    std::string waits;
    for (const StepIndex need : graph_.needs(index)) {
      if (rows_[need].decision != Decision::run) continue;
      waits += (waits.empty() ? "after " : ", ") + pipeline_.steps[need].name;
    }
    if (!waits.empty()) return waits;
    return graph_.needs(index).empty() ? "needs nothing" : "all it needs is done";
  }

  [[nodiscard]] int layer_of(StepIndex index) const {
    int layer = 0;
    for (const auto sources : {graph_.needs(index), graph_.after(index)}) {
      for (const StepIndex source : sources) {
        if (rows_[source].decision == Decision::run) {
          layer = std::max(layer, rows_[source].layer + 1);
        }
      }
    }
    return layer;
  }

  const Pipeline& pipeline_;
  const PlanFacts& facts_;
  const Graph& graph_;
  std::vector<StepIndex> order_;
  std::vector<PlannedStep> rows_;
  std::vector<const PreviousStep*> previous_;
  std::vector<bool> selected_;
  std::unordered_map<std::string_view, StepIndex> index_;
};

// Durations, ends and the critical path of the steps that run. Without any forecast every step
// counts one, so that the path is the longest chain.
void add_forecast(const Pipeline& pipeline, const PlanFacts& facts, Plan& plan) {
  std::unordered_map<std::string_view, const StepForecast*> known;
  for (const StepForecast& forecast : facts.forecasts) known.emplace(forecast.step, &forecast);
  std::vector<double> duration_s(plan.steps.size());
  for (PlannedStep& row : plan.steps) {
    if (row.decision != Decision::run) continue;
    const auto found = known.find(pipeline.steps[row.index].name);
    if (found != known.end()) {
      row.expected_s = found->second->expected_s;
      row.low_s = found->second->low_s;
      row.high_s = found->second->high_s;
    }
    duration_s[row.index] = row.expected_s.value_or(known.empty() ? 1.0 : 0.0);
  }
  for (const StepIndex step : plan.graph.critical_path(duration_s)) {
    if (plan.of(step).decision == Decision::run) plan.critical_path.push_back(step);
  }
}

// When each step ends, with as many workers as it takes; returns the end of the last, where the
// critical path is known whole.
std::optional<double> add_ends(const Pipeline& pipeline, const PlanFacts& facts, Plan& plan) {
  bool is_complete = !plan.critical_path.empty();
  std::vector<double> end_s(plan.steps.size());
  for (PlannedStep& row : plan.steps) {
    const Step& step = pipeline.steps[row.index];
    double start_s = 0;
    for (const auto sources : {plan.graph.needs(row.index), plan.graph.after(row.index)}) {
      for (const StepIndex source : sources) start_s = std::max(start_s, end_s[source]);
    }
    if (facts.start_us && step.not_before && row.decision == Decision::run) {
      const std::int64_t earliest_us =
          deadline_us(*step.not_before, facts.business_date, pipeline.zone);
      start_s = std::max(start_s, static_cast<double>(earliest_us - *facts.start_us) / 1e6);
    }
    end_s[row.index] = start_s + row.expected_s.value_or(0);
    if (row.expected_s) row.ends_after_s = end_s[row.index];
    if (row.is_critical && !row.expected_s) is_complete = false;
    if (!facts.start_us) continue;
    if (step.deadline) {
      row.deadline_us = deadline_us(*step.deadline, facts.business_date, pipeline.zone);
    }
    if (row.ends_after_s) row.eta_us = *facts.start_us + std::llround(*row.ends_after_s * 1e6);
  }
  if (!is_complete) return std::nullopt;
  return *std::ranges::max_element(end_s);
}

}  // namespace

std::string_view name_of(Decision decision) {
  constexpr std::array<std::string_view, 4> names = {"run", "reuse", "skip", "blocked"};
  return names[static_cast<std::size_t>(decision)];
}

bool holds(When when, const DayFacts& day) {
  switch (when) {
    case When::always:
      return true;
    case When::business_day:
      return day.is_business_day;
    case When::first_business_day:
      return day.is_first_business_day;
    case When::month_end:
      return day.is_month_end;
    case When::quarter_end:
      return day.is_quarter_end;
  }
  return true;
}

std::size_t Plan::count(Decision decision) const {
  return static_cast<std::size_t>(std::ranges::count(steps, decision, &PlannedStep::decision));
}

std::vector<std::string> selection_faults(const Pipeline& pipeline, const Selection& selection) {
  std::vector<std::string> names;
  for (const Step& step : pipeline.steps) names.push_back(step.name);
  std::vector<std::string> faults;
  const auto check = [&](const std::string& name) {
    const auto step = find_step(pipeline, name);
    if (step) return step;
    const std::string hint = did_you_mean(name, names);
    faults.push_back("pipeline " + pipeline.name + " has no step " + in_quotes(name) +
                     (hint.empty() ? "" : "; " + hint));
    return step;
  };
  for (const std::string& name : selection.steps) check(name);
  if (selection.from) check(*selection.from);
  if (selection.downstream && selection.steps.empty()) {
    faults.push_back("--downstream needs a --step");
  }
  if (selection.from && !selection.steps.empty()) {
    faults.push_back("--step and --from-step exclude each other");
  }
  for (const std::string& name : selection.overrides) {
    const auto step = check(name);
    if (step && !pipeline.steps[*step].gate) {
      faults.push_back("step " + name + " is no gate; only a gate can be overridden");
    }
  }
  return faults;
}

Plan plan_run(const Pipeline& pipeline, const PlanFacts& facts) {
  Plan plan;
  plan.pipeline = pipeline.name;
  plan.business_date = facts.business_date;
  plan.graph = Graph::of(pipeline);
  Planner planner(pipeline, facts, plan.graph);
  const std::vector<PlannedStep> rows = planner.plan();
  plan.place_.resize(rows.size());
  for (const StepIndex step : planner.order()) {
    plan.place_[step] = plan.steps.size();
    plan.steps.push_back(rows[step]);
  }
  add_forecast(pipeline, facts, plan);
  for (const StepIndex step : plan.critical_path) {
    plan.steps[plan.place_[step]].is_critical = true;
  }
  plan.expected_s = add_ends(pipeline, facts, plan);
  return plan;
}

}  // namespace wealthjobs::pipeline
