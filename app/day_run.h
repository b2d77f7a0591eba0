// One pipeline for one business date: the pieces of the main path (cmd_run.cpp), which run-job and
// plan share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app_context.h"
#include "base/date.h"
#include "base/json.h"
#include "pipeline/plan.h"
#include "runner/run_choice.h"
#include "runner/supervise.h"
#include "store/run_journal.h"

namespace wealthjobs::app {

struct DayRequest {
  const pipeline::Pipeline* pipeline = nullptr;
  base::Date date;
  pipeline::DayFacts day;
  bool deadlines_apply = true;  // RULINGS B7
  pipeline::Selection selection;
  bool force = false;
  bool restate = false;
  bool resume_only = false;
  bool is_always_new = false;  // run-job: a complete run does not stand in the way
  std::optional<std::int64_t> forecast_from_us;  // of a plan: it starts then, by the wall clock
  std::string why;
  std::string ticket;
  std::string approved_by;
  std::int64_t wait_s = 0;
  std::string job;                          // of run-job
  std::vector<std::string> job_parameters;  // of run-job: "key=value"
};

// What the journal knows about this pipeline and date, and what follows from it.
struct PriorWork {
  std::optional<store::RunRow> last;
  std::vector<store::StepRow> rows;        // of `last`
  std::vector<std::string> compare_again;  // succeeded, but others wrote to the book since
};

struct DayPlan {
  runner::RunChoice choice = runner::RunChoice::fresh;
  PriorWork prior;
  pipeline::Plan plan;
};

struct DayResult {
  std::string pipeline;
  base::Date date;
  std::string run_id;
  std::string outcome;  // complete, already_complete, not_a_business_day, nothing_due, ... or ""
  store::RunState state = store::RunState::succeeded;
  base::ExitStatus status = base::ExitStatus::ok;
  std::vector<runner::StepOutcome> steps;
  std::optional<std::string> stopped_at;
  std::int64_t duration_us = 0;
  int signal = 0;
  bool was_closed = false;  // the day was sealed before this run began
  [[nodiscard]] bool did_nothing() const {
    return outcome == "already_complete" || outcome == "not_a_business_day" ||
           outcome == "nothing_due" || outcome == "already_running";
  }
};

// Error(usage) for unknown steps, overrides of what is no gate, and missing reasons.
void check_request(const DayRequest& request);

DayPlan plan_day(store::Database& book, const DayRequest& request);

// True where a step posts: the run needs the book for itself.
bool posts(const pipeline::Pipeline& pipeline);

// The run's row as this process writes it, and the rows of its steps.
store::RunRow run_row(const AppContext& context, store::Database& book, const DayRequest& request,
                      const DayPlan& day, std::int64_t now_us);
std::vector<store::StepRow> step_rows(const pipeline::Pipeline& pipeline,
                                      const pipeline::Plan& plan, const store::RunRow& run);

// What supervise needs; `request`, `day` and `run` must outlive it.
runner::SuperviseOrder supervise_order(const AppContext& context, const DayRequest& request,
                                       const DayPlan& day, const store::RunRow& run);

// Removes logs that [runner] keep_log_days and keep_log_runs let go; a fault is a warning on
// stderr.
void prune_old_logs(const AppContext& context, store::Database& book);

// RULINGS B18: the pipeline of one step that `run-job JOB` runs, "run-job:<job>".
pipeline::Pipeline job_pipeline(const AppContext& context, const std::string& job,
                                const std::vector<std::string>& parameters);

}  // namespace wealthjobs::app
