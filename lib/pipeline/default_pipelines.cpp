#include "pipeline/default_pipelines.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace wealthjobs::pipeline {
namespace {

struct JobLimits {
  std::string_view job;
  std::int64_t timeout_s;
  int attempts;
};

// RULINGS B9.
constexpr std::array<JobLimits, 6> limits = {{
    {"ingest", 30 * 60, 3},
    {"train_models", 120 * 60, 1},
    {"scan_overnight", 60 * 60, 2},
    {"generate_backtests", 90 * 60, 3},
    {"monitor_drift", 45 * 60, 2},
    {"weekly_maintenance", 30 * 60, 3},
}};

Step step_of(std::string name, std::string job, std::string_view need) {
  Step step;
  step.name = std::move(name);
  step.job = std::move(job);
  if (!need.empty()) step.needs.push_back({std::string(need), {}});
  apply_step_defaults(step);
  return step;
}

Step due(Step step, int hour, int minute) {
  step.deadline = Deadline{0, hour * 60 + minute};
  return step;
}

Step on(Step step, When when) {
  step.when = when;
  return step;
}

Step edition(Step step, std::string word) {
  step.with.push_back({"edition", std::move(word), {}});
  return step;
}

Pipeline cob(const CalendarSettings& calendar) {
  Pipeline pipeline;
  pipeline.name = "cob";
  pipeline.description = "Close of business";
  pipeline.zone = calendar.zone;
  pipeline.calendar = calendar.primary;
  pipeline.priority = Priority::high;
  pipeline.is_shipped = true;
  Schedule schedule;
  schedule.cron = "0 18 * * mon-fri";
  schedule.zone = calendar.zone;
  schedule.calendar = calendar.primary;
  schedule.priority = Priority::high;
  pipeline.schedule = schedule;
  pipeline.steps = {
      step_of("ingest", "ingest", ""),
      step_of("fx", "update_fx_rates", "ingest"),
      step_of("pack", "build_pack", "fx"),
      due(step_of("settle", "settle_trades", "pack"), 18, 15),
      due(step_of("value", "value_portfolios", "settle"), 18, 30),
      step_of("interest", "accrue_interest", "value"),
      step_of("fees", "accrue_fees", "interest"),
      on(step_of("charge", "charge_fees", "fees"), When::first_business_day),
      step_of("marks", "update_high_water_marks", "charge"),
      edition(due(step_of("reports", "generate_reports", "marks"), 19, 0), "preliminary"),
      due(step_of("reconcile", "reconcile_custodian", "value"), 20, 0),
      due(step_of("close", "close_ledger", "marks"), 21, 0),
      edition(step_of("reports-final", "generate_reports", "close"), "final"),
  };
  // a charge that is not due is skipped, which must not hide fees that failed
  Step& marks = *std::ranges::find(pipeline.steps, "marks", &Step::name);
  marks.needs = {{"fees", {}}, {"charge", {}}};
  Step& close = *std::ranges::find(pipeline.steps, "close", &Step::name);
  close.needs.push_back({"reconcile", {}});
  for (Step* step : {&close, &*std::ranges::find(pipeline.steps, "reconcile", &Step::name)}) {
    step->after.push_back({"reports", {}});
    step->gate = true;
  }
  return pipeline;
}

// Looks every business day whether it is the first of its month.
Pipeline monthly(const CalendarSettings& calendar) {
  Pipeline pipeline;
  pipeline.name = "monthly";
  pipeline.description = "First business day of the month";
  pipeline.zone = calendar.zone;
  pipeline.calendar = calendar.primary;
  pipeline.is_shipped = true;
  Schedule schedule;
  schedule.cron = "0 7 * * mon-fri";
  schedule.zone = calendar.zone;
  schedule.calendar = calendar.primary;
  pipeline.schedule = schedule;
  pipeline.steps = {step_of("billing", "subscription_billing", "")};
  pipeline.steps[0].when = When::first_business_day;
  return pipeline;
}

}  // namespace

std::vector<Pipeline> shipped_pipelines(const CalendarSettings& calendar) {
  return {cob(calendar), monthly(calendar)};
}

void apply_step_defaults(Step& step) {
  for (const JobLimits& row : limits) {
    if (row.job != step.job) continue;
    step.timeout_s = row.timeout_s;
    step.retry.attempts = row.attempts;
  }
}

}  // namespace wealthjobs::pipeline
