#include "run_document.h"

#include <cstdio>

#include "base/clock.h"
#include "base/error.h"
#include "base/exit_status.h"
#include "base/json_document.h"
#include "base/text.h"
#include "store/database.h"
#include "store/report_editions.h"
#include "store/run_history.h"

namespace wealthjobs::app {
namespace {

using render::Align;

std::string exit_text(std::optional<int> status) {
  if (!status) return {};
  return std::to_string(*status) + " " +
         std::string(base::exit_status_name(base::exit_status_from(*status)));
}

render::Section steps_of(store::Database& book, const store::RunRow& run) {
  render::Section section{"steps", "Steps", {}, {}};
  section.table.columns = {{"step", "Step"},
                           {"job", "Job"},
                           {"state", "State"},
                           {"attempts", "Tries", Align::right},
                           {"duration", "Time", Align::right},
                           {"rows", "Rows", Align::right},
                           {"late", "Late"},
                           {"reason", "Reason"}};
  for (const store::StepRow& step : store::load_steps(book, run.run_id)) {
    section.table.rows.push_back(
        {step.step, step.job, std::string(store::name_of(step.state)),
         step.attempt > 0 ? std::to_string(step.attempt) : "",
         step.started_us ? duration_of(*step.started_us, step.ended_us) : "",
         step.rows_written > 0 ? std::to_string(step.rows_written) : "", step.is_late ? "late" : "",
         step.reason});
  }
  return section;
}

render::Section reports_of(store::Database& book, const store::RunRow& run) {
  render::Section section{"reports", "Reports of the day", {}, {}};
  section.table.columns = {
      {"report", "Report"}, {"edition", "Edition"}, {"format", "Format"}, {"path", "File"}};
  for (const store::ReportEdition& file : store::load_report_editions(book, run.business_date)) {
    section.table.rows.push_back({file.report, file.edition, file.format, file.path});
  }
  return section;
}

render::Section help_of(store::Database& book, const store::RunRow& run,
                        const pipeline::Pipeline* pipeline) {
  render::Section section{"help", "Who to ask, what to read", {}, {}};
  section.table.columns = {{"step", "Step"}, {"owner", "Owner"}, {"runbook", "Runbook"}};
  if (pipeline == nullptr) return section;
  for (const store::StepRow& row : store::load_steps(book, run.run_id)) {
    const auto index = pipeline::find_step(*pipeline, row.step);
    if (!index || !wants_help(row.state, row.attempt, row.is_late)) continue;
    const pipeline::Step& step = pipeline->steps[*index];
    if (step.owner.empty() && step.runbook.empty()) continue;
    section.table.rows.push_back({row.step, step.owner, step.runbook});
  }
  return section;
}

}  // namespace

bool wants_help(store::StepState state, int attempt, bool is_late) {
  using store::StepState;
  return is_late || state == StepState::failed || state == StepState::timed_out ||
         state == StepState::crashed || (state == StepState::blocked && attempt > 0);
}

std::string duration_of(std::int64_t started_us, std::optional<std::int64_t> ended_us) {
  if (!ended_us) return {};
  const std::int64_t taken_us = *ended_us - started_us;
  char text[32];
  if (taken_us < 60'000'000) {
    std::snprintf(text, sizeof text, "%.2fs", static_cast<double>(taken_us) / 1e6);
  } else {
    const auto seconds = static_cast<long long>(taken_us / 1'000'000);
    std::snprintf(text, sizeof text, "%lldm%02llds", seconds / 60, seconds % 60);
  }
  return text;
}

store::RunRow run_named(store::Database& book, const std::string& run_id) {
  if (const auto run = store::load_run(book, run_id)) return *run;
  std::vector<std::string> known;
  for (const store::RunRow& run : store::load_runs(book, {})) known.push_back(run.run_id);
  const std::string near = base::nearest_word(run_id, known);
  throw base::Error(base::ErrorKind::usage,
                    "there is no run \"" + run_id + "\"" +
                        (near.empty() ? "" : "; did you mean \"" + near + "\"?"),
                    "wealthjobs history");
}

render::Document run_document(store::Database& book, const store::RunRow& run,
                              const pipeline::Pipeline* pipeline) {
  render::Document document;
  document.title = "Run " + run.run_id;
  document.facts = {{"pipeline", run.pipeline},
                    {"business_date", run.business_date.iso()},
                    {"state", std::string(store::name_of(run.state))},
                    {"outcome", run.outcome},
                    {"exit", exit_text(run.exit_status)},
                    {"stopped_at", run.blocked_at.value_or("")},
                    {"started", base::format_utc(run.started_us)},
                    {"ended", run.ended_us ? base::format_utc(*run.ended_us) : ""},
                    {"duration", duration_of(run.started_us, run.ended_us)},
                    {"actor", run.actor},
                    {"host", run.host},
                    {"version", run.version},
                    {"options", run.options_json}};
  document.sections = {steps_of(book, run)};
  render::Section help = help_of(book, run, pipeline);
  if (!help.table.rows.empty()) document.sections.push_back(std::move(help));
  render::Section reports = reports_of(book, run);
  if (!reports.table.rows.empty()) document.sections.push_back(std::move(reports));
  return document;
}

}  // namespace wealthjobs::app
