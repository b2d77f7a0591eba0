#include "run_summary.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>

#include "base/json_document.h"
#include "base/text.h"
#include "pipeline/plan_text.h"
#include "render/document.h"
#include "run_document.h"
#include "terminal_view.h"

namespace wealthjobs::app {
namespace {

using base::ExitStatus;
using runner::StepOutcome;

constexpr std::array<std::string_view, 2> charging_jobs = {"charge_fees", "subscription_billing"};

bool did_job(const DayResult& day, std::string_view job) {
  return std::ranges::any_of(day.steps, [&](const StepOutcome& step) {
    return step.job == job &&
           (step.state == store::StepState::succeeded || step.state == store::StepState::reused);
  });
}

bool has_job(const pipeline::Pipeline& pipeline, std::string_view job) {
  return std::ranges::find(pipeline.steps, job, &pipeline::Step::job) != pipeline.steps.end();
}

std::string done_text(const DayResult& day) {
  std::int64_t rows = 0;
  long long done = 0;
  long long reused = 0;
  for (const StepOutcome& step : day.steps) {
    if (step.state == store::StepState::succeeded) {
      ++done;
      rows += step.rows_written;
    }
    if (step.state == store::StepState::reused) ++reused;
  }
  std::string text = base::counted("step", done) + " done";
  if (reused > 0) text += ", " + std::to_string(reused) + " reused";
  return text + ", " + base::counted("row", rows) + " written in " + seconds_text(day.duration_us);
}

std::string command_again(const DayResult& day) {
  constexpr std::string_view run_job = "run-job:";
  if (day.pipeline.starts_with(run_job)) {
    return "wealthjobs run-job " + day.pipeline.substr(run_job.size()) + " --date " +
           day.date.iso();
  }
  return "wealthjobs run " + day.pipeline + " --date " + day.date.iso();
}

std::string next_command(const DayResult& day, const StepOutcome* step) {
  switch (day.status) {
    case ExitStatus::unavailable:
    case ExitStatus::busy:
    case ExitStatus::timeout:
    case ExitStatus::interrupted:
    case ExitStatus::terminated:
      return command_again(day);
    case ExitStatus::config:
      return "wealthjobs check";
    default:
      break;
  }
  std::error_code ignored;
  if (step != nullptr && !step->log_path.empty() &&
      std::filesystem::exists(step->log_path, ignored)) {
    return "wealthjobs log " + day.run_id + " " + step->name;
  }
  return "wealthjobs report " + day.run_id;
}

void write_out(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

[[noreturn]] void die_by(int number) {
  std::fflush(stdout);
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  signal(number, SIG_DFL);
  raise(number);
  _exit(128 + number);
}

}  // namespace

std::string money_line(const pipeline::Pipeline& pipeline, const DayResult& day) {
  const std::string date = day.date.iso();
  if (day.outcome == "already_complete") {
    return pipeline.name + " " + date + " is already complete (" + day.run_id + ")";
  }
  if (day.outcome == "not_a_business_day") {
    return date + " is not a business day of " + pipeline.calendar + "; nothing to do";
  }
  if (day.outcome == "already_running") {
    return pipeline.name + " " + date + " runs already; skipped (overlap = \"skip\")";
  }
  if (day.outcome == "nothing_due") return pipeline.name + " " + date + ": nothing is due";
  if (day.outcome == runner::partial_outcome) {
    return pipeline.name + " " + date + ": the selected steps are done; " + done_text(day);
  }
  const bool is_complete = store::is_complete(day.state);
  const bool closes = has_job(pipeline, "close_ledger");
  if (is_complete) {
    const bool is_closed = closes && did_job(day, "close_ledger");
    return (is_closed ? date + " closed; " : pipeline.name + " " + date + " complete; ") +
           done_text(day);
  }
  const bool is_charged =
      std::ranges::any_of(charging_jobs, [&](std::string_view job) { return did_job(day, job); });
  const bool is_closed = closes && did_job(day, "close_ledger");
  std::string line = is_closed        ? date + " closed"
                     : day.was_closed ? date + " stays closed as it was"
                     : closes         ? date + " not closed"
                                      : pipeline.name + " " + date + " not complete";
  return line + (is_charged ? "; fees charged once" : "; nothing charged") + "; safe to rerun";
}

std::string step_table(const DayResult& day, int width) {
  std::size_t name_width = 4;
  for (const StepOutcome& step : day.steps) name_width = std::max(name_width, step.name.size());
  std::string text;
  for (const StepOutcome& step : day.steps) {
    std::string line(store::name_of(step.state));
    line.resize(11, ' ');
    line += step.name + std::string(name_width - step.name.size() + 2, ' ');
    std::string time = step.duration_us > 0 ? seconds_text(step.duration_us) : "-";
    line += std::string(time.size() < 9 ? 9 - time.size() : 0, ' ') + time + "  ";
    std::string rows = step.rows_written > 0 ? std::to_string(step.rows_written) : "-";
    line += std::string(rows.size() < 8 ? 8 - rows.size() : 0, ' ') + rows + "  ";
    line += step.reason + (step.is_late ? " (late)" : "");
    if (width > 0 && line.size() > static_cast<std::size_t>(width)) {
      line.resize(static_cast<std::size_t>(width));
    }
    while (line.ends_with(' ')) line.pop_back();
    text += line + "\n";
  }
  return text;
}

std::string help_lines(const pipeline::Pipeline& pipeline, const DayResult& day) {
  std::string text;
  for (const StepOutcome& outcome : day.steps) {
    const auto index = pipeline::find_step(pipeline, outcome.name);
    if (!index || !wants_help(outcome.state, outcome.attempt, outcome.is_late)) continue;
    const pipeline::Step& step = pipeline.steps[*index];
    if (step.owner.empty() && step.runbook.empty()) continue;
    text += outcome.name + ":" + (step.owner.empty() ? "" : " owner " + step.owner) +
            (step.owner.empty() || step.runbook.empty() ? "" : ";") +
            (step.runbook.empty() ? "" : " runbook " + step.runbook) + "\n";
  }
  return text;
}

base::Json day_json(const pipeline::Pipeline& pipeline, const DayResult& day) {
  base::Json json;
  json["run_id"] = day.run_id;
  json["pipeline"] = day.pipeline;
  json["business_date"] = day.date.iso();
  json["state"] = store::name_of(day.state);
  json["outcome"] = day.outcome;
  json["exit_status"] = static_cast<int>(day.status);
  json["exit_name"] = base::exit_status_name(day.status);
  json["blocked_at"] = nullptr;
  if (day.stopped_at && !store::is_complete(day.state)) json["blocked_at"] = *day.stopped_at;
  json["duration_s"] = static_cast<double>(day.duration_us) / 1e6;
  json["line"] = money_line(pipeline, day);
  json["steps"] = base::Json::array();
  for (const StepOutcome& step : day.steps) {
    base::Json row;
    row["step"] = step.name;
    row["job"] = step.job;
    row["state"] = store::name_of(step.state);
    row["reason"] = step.reason;
    row["exit_status"] = static_cast<int>(step.exit_status);
    row["attempts"] = step.attempt;
    row["is_late"] = step.is_late;
    row["duration_s"] = static_cast<double>(step.duration_us) / 1e6;
    row["rows_written"] = step.rows_written;
    row["cpu_s"] = static_cast<double>(step.cpu_us) / 1e6;
    row["max_rss_kb"] = step.max_rss_kb;
    const auto index = pipeline::find_step(pipeline, step.name);
    row["owner"] = index ? pipeline.steps[*index].owner : "";
    row["runbook"] = index ? pipeline.steps[*index].runbook : "";
    row["result"] = base::Json::parse(step.result_json, nullptr, false);
    json["steps"].push_back(std::move(row));
  }
  return json;
}

FailureLine failure_line(const AppContext&, const DayResult& day) {
  FailureLine line{day.pipeline, day.date.iso(), day.status, "", "", ""};
  const StepOutcome* step = nullptr;
  for (const StepOutcome& candidate : day.steps) {
    if (candidate.name == day.stopped_at) step = &candidate;
  }
  if (step == nullptr) {
    line.why = "no step decided it";
  } else {
    line.step = step->name;
    line.why = day.status == ExitStatus::slo_missed ? "done, but after its deadline" : step->reason;
    line.next = step->next;
  }
  if (line.next.empty()) line.next = next_command(day, step);
  return line;
}

RunSummary::RunSummary(const GlobalOptions& global, const pipeline::Pipeline& pipeline,
                       bool is_range)
    : global_(global), pipeline_(pipeline), is_range_(is_range) {}

void RunSummary::add(DayResult day) {
  status_ = base::worse_of(status_, day.status);
  if (is_range_ && !global_.json) {
    // Days behind us need no more than their line; their steps stand in the book.
    print_day(day);
    if (day.status == ExitStatus::ok) day.steps.clear();
  }
  days_.push_back(std::move(day));
}

void RunSummary::print_day(const DayResult& day) const {
  const bool has_failed = !store::is_complete(day.state);
  if (global_.quiet && !has_failed) return;
  if (!is_range_ || has_failed) write_out(step_table(day, terminal_width()));
  write_out(help_lines(pipeline_, day));
  write_out(money_line(pipeline_, day) + "\n");
}

void RunSummary::print_json(ExitStatus status) const {
  base::Json document;
  document["schema_version"] = base::json_schema_version;
  document["command"] = "run";
  if (!is_range_ && days_.size() == 1) {
    document.update(day_json(pipeline_, days_.front()));
  } else {
    document["pipeline"] = pipeline_.name;
    document["runs"] = base::Json::array();
    for (const DayResult& day : days_) document["runs"].push_back(day_json(pipeline_, day));
    document["outcome"] = days_.empty() ? "nothing_due" : days_.back().outcome;
  }
  document["exit_status"] = static_cast<int>(status);
  document["exit_name"] = base::exit_status_name(status);
  write_out(base::json_text(document));
}

int RunSummary::finish(const AppContext& context, bool is_detailed) {
  ExitStatus status = status_;
  const bool did_nothing = std::ranges::all_of(days_, &DayResult::did_nothing);
  if (did_nothing && is_detailed && status == ExitStatus::ok) status = ExitStatus::skipped;
  if (global_.json) {
    print_json(status);
  } else if (!is_range_ && !days_.empty()) {
    print_day(days_.front());
  }
  std::fflush(stdout);
  for (const DayResult& day : days_) {
    if (day.status != status_ || status_ == ExitStatus::ok) continue;
    print_last_line(failure_line(context, day));
    if (day.signal != 0) die_by(day.signal);
    break;
  }
  return static_cast<int>(status);
}

void print_plan_document(const std::string& format, const pipeline::Pipeline& pipeline,
                         const DayPlan& day) {
  if (format == "json") return write_out(base::json_text(pipeline::plan_json(pipeline, day.plan)));
  if (format == "mermaid") return write_out(pipeline::plan_mermaid(pipeline, day.plan));
  if (format == "dot") return write_out(pipeline::plan_dot(pipeline, day.plan));
  if (day.choice == runner::RunChoice::already_complete) {
    write_out(pipeline.name + " " + day.plan.business_date.iso() + " is already complete (" +
              day.prior.last->run_id + "); a new run would do this:\n");
  }
  write_out(pipeline::plan_text(pipeline, day.plan));
}

}  // namespace wealthjobs::app
