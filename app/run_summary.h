// What a person, or a script, learns when a run is over: the table of steps, the one line that says
// what did and did not happen to money, and after a failure the last line on stderr.
//
//   One day    table and line on stdout; --json: one document; --quiet: nothing unless it failed
//   A range    one line a day, the table only of the day that stopped it
//   Example    "2020-06-30 not closed; nothing charged; safe to rerun"
#pragma once

#include <string>
#include <vector>

#include "app_context.h"
#include "base/json.h"
#include "day_run.h"
#include "last_line.h"

namespace wealthjobs::app {

// The line that matters.
std::string money_line(const pipeline::Pipeline& pipeline, const DayResult& day);
// State, step, time, rows and reason of every step, ending with a line feed.
std::string step_table(const DayResult& day, int width);
// "settle: owner fund ops; runbook https://..." of every step that failed or was late and has one.
std::string help_lines(const pipeline::Pipeline& pipeline, const DayResult& day);
base::Json day_json(const pipeline::Pipeline& pipeline, const DayResult& day);
// The failed day as the last line on stderr; `next` where no step knows better.
FailureLine failure_line(const AppContext& context, const DayResult& day);

class RunSummary {
 public:
  RunSummary(const GlobalOptions& global, const pipeline::Pipeline& pipeline, bool is_range);

  void add(DayResult day);
  // Of the days so far: that of the first day that failed, else the worst.
  [[nodiscard]] base::ExitStatus status() const { return status_; }
  // Prints what is left to print and returns the exit status; where a signal cancelled the run, the
  // process dies by it instead.
  int finish(const AppContext& context, bool is_detailed);

 private:
  void print_day(const DayResult& day) const;
  void print_json(base::ExitStatus status) const;

  GlobalOptions global_;
  const pipeline::Pipeline& pipeline_;
  bool is_range_;
  std::vector<DayResult> days_;
  base::ExitStatus status_ = base::ExitStatus::ok;
};

// The plan of a day in one of the formats text, json, mermaid, dot, on stdout.
void print_plan_document(const std::string& format, const pipeline::Pipeline& pipeline,
                         const DayPlan& day);

}  // namespace wealthjobs::app
