#include "cmd_history.h"

#include <algorithm>

#include "app_context.h"
#include "base/clock.h"
#include "base/error.h"
#include "output.h"
#include "run_document.h"
#include "store/run_history.h"

namespace wealthjobs::app {
namespace {

std::optional<base::Date> date_of(const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (const auto date = base::Date::parse(text)) return date;
  throw base::Error(base::ErrorKind::usage, "\"" + text + "\" is no date", "2020-06-30");
}

std::optional<store::RunState> state_named(const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (const auto state = store::run_state_from(text)) return state;
  throw base::Error(base::ErrorKind::usage, "there is no run state \"" + text + "\"",
                    "running, succeeded, succeeded_late, failed, blocked, cancelled, timed_out or "
                    "skipped");
}

render::Table runs_table(const std::vector<store::RunRow>& runs) {
  render::Table table;
  table.columns = {{"run_id", "Run"},
                   {"state", "State"},
                   {"outcome", "Outcome"},
                   {"exit", "Exit", render::Align::right},
                   {"stopped_at", "Stopped at"},
                   {"started", "Started"},
                   {"duration", "Time", render::Align::right},
                   {"actor", "Actor"}};
  for (const store::RunRow& run : runs) {
    table.rows.push_back({run.run_id, std::string(store::name_of(run.state)), run.outcome,
                          run.exit_status ? std::to_string(*run.exit_status) : "",
                          run.blocked_at.value_or(""), base::format_utc(run.started_us),
                          duration_of(run.started_us, run.ended_us), run.actor});
  }
  return table;
}

render::Table steps_table(const std::vector<store::StepRow>& steps) {
  render::Table table;
  table.columns = {{"run_id", "Run"},
                   {"step", "Step"},
                   {"state", "State"},
                   {"attempts", "Tries", render::Align::right},
                   {"duration", "Time", render::Align::right},
                   {"reason", "Reason"}};
  for (const store::StepRow& step : steps) {
    table.rows.push_back({step.run_id, step.step, std::string(store::name_of(step.state)),
                          std::to_string(step.attempt),
                          step.started_us ? duration_of(*step.started_us, step.ended_us) : "",
                          step.reason});
  }
  return table;
}

}  // namespace

int cmd_history(const HistoryOptions& options) {
  const AppContext context = load_context(options.global);
  store::Database book = open_book(context, store::OpenMode::read_only);
  store::HistoryFilter filter;
  if (!options.pipeline.empty()) filter.pipeline = options.pipeline;
  if (!options.job.empty()) filter.job = options.job;
  filter.run_state = state_named(options.state);
  filter.from = date_of(options.from);
  filter.to = date_of(options.to);
  if (options.since_s > 0) {
    filter.since_us = base::system_clock().wall_us() - options.since_s * 1'000'000;
  }
  filter.page = options.page;
  filter.page_size = options.page_size;
  const bool is_job = filter.job.has_value();
  const std::int64_t total =
      is_job ? store::count_job_history(book, filter) : store::count_runs(book, filter);
  const std::int64_t pages =
      std::max<std::int64_t>(1, (total + filter.page_size - 1) / filter.page_size);
  render::Document document;
  document.title = "History";
  document.facts = {{"found", std::to_string(total)},
                    {"page", std::to_string(filter.page) + " of " + std::to_string(pages)}};
  render::Section section{is_job ? "steps" : "runs", is_job ? "Steps" : "Runs", {}, {}};
  section.table = is_job ? steps_table(store::load_job_history(book, filter))
                         : runs_table(store::load_runs(book, filter));
  document.sections = {std::move(section)};
  print_document(options.global, document);
  return 0;
}

}  // namespace wealthjobs::app
