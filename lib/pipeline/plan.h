// What one run would do, step by step, and why. Pure: every fact comes from the caller.
//
//   run       the step starts when what it waits for has ended
//   reuse     it succeeded in the unfinished run that this one continues, or is not selected
//   skip      disabled, its condition is false, not selected, or the day is closed
//   blocked   not startable: a step that it needs is not selected and has not succeeded
//
// A skipped step lets through what needs it; a blocked one does not. First matching row decides:
//
//   pipeline disabled, no --force   skip all        closed day and on_closed is not "run"  skip all
//   step disabled                   skip            `when` is false                        skip
//   not selected, succeeded before  reuse           not selected                           skip
//   a need not selected, not done   blocked         a need blocked                         blocked
//   --force, --restate, selected    run             succeeded before                       reuse
//   anything else                   run
//
// A disabled or skipped step that was skipped on purpose is never "missing" for its dependants.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "pipeline/graph.h"
#include "pipeline/spec.h"

namespace wealthjobs::pipeline {

enum class Decision { run, reuse, skip, blocked };
std::string_view name_of(Decision decision);

// What the calendar says about the business date.
struct DayFacts {
  bool is_business_day = true;
  bool is_first_business_day = false;  // of its month
  bool is_month_end = false;           // the last business day of its month
  bool is_quarter_end = false;
};
bool holds(When when, const DayFacts& day);

// What an earlier, unfinished run of the same date left behind.
struct PreviousStep {
  std::string step;
  std::string state;  // a step state of CONTRACT section 3
  int attempts = 0;
};

// How long a step took before; without history all of it is empty.
struct StepForecast {
  std::string step;
  double expected_s = 0;
  std::optional<double> low_s;
  std::optional<double> high_s;
};

struct Selection {
  std::vector<std::string> steps;      // --step S, also several
  std::optional<std::string> from;     // --from-step S: S and all later ones in the plan's order
  bool downstream = false;             // with --step: also everything that needs one of them
  std::vector<std::string> overrides;  // --override S (RULINGS A15)
  [[nodiscard]] bool is_all() const { return steps.empty() && !from; }
};

struct PlanFacts {
  base::Date business_date;
  DayFacts day;
  std::vector<PreviousStep> previous;
  Selection selection;
  bool force = false;
  bool restate = false;
  std::vector<StepForecast> forecasts;
  std::optional<std::int64_t> start_us;  // wall time; empty: times of day mean nothing (RULINGS B7)
};

struct PlannedStep {
  StepIndex index = 0;  // in pipeline.steps
  Decision decision = Decision::run;
  std::string reason;
  bool is_overridden = false;  // its gate may pass
  bool is_critical = false;    // on the longest chain of the steps that run
  int layer = 0;               // 0: waits for nothing that runs; else 1 + the largest it waits for
  std::optional<double> expected_s;
  std::optional<double> low_s;
  std::optional<double> high_s;
  std::optional<double> ends_after_s;       // from the start of the run, with unlimited workers
  std::optional<std::int64_t> eta_us;       // start_us + ends_after_s
  std::optional<std::int64_t> deadline_us;  // where start_us is given
  [[nodiscard]] bool is_expected_late() const {
    return eta_us && deadline_us && *eta_us > *deadline_us;
  }
};

struct Plan {
  std::string pipeline;
  base::Date business_date;
  Graph graph;
  std::vector<PlannedStep> steps;        // in the order in which one worker would take them
  std::vector<StepIndex> critical_path;  // first step first
  std::optional<double> expected_s;      // of the critical path, when all of it has a forecast
  [[nodiscard]] std::size_t count(Decision decision) const;
  // Planned step of an index of Pipeline::steps.
  [[nodiscard]] const PlannedStep& of(StepIndex index) const { return steps[place_[index]]; }

 private:
  friend Plan plan_run(const Pipeline& pipeline, const PlanFacts& facts);
  std::vector<std::size_t> place_;
};

// Names on the command line that fit no step, and overrides of a step that is no gate: one line
// each, exit 64. Empty when all is well.
std::vector<std::string> selection_faults(const Pipeline& pipeline, const Selection& selection);

// The pipeline must have passed parse_config and the selection selection_faults: aborts otherwise.
Plan plan_run(const Pipeline& pipeline, const PlanFacts& facts);

}  // namespace wealthjobs::pipeline
