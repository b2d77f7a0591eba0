#include "cmd_status.h"

#include "app_context.h"
#include "base/clock.h"
#include "base/exit_status.h"
#include "output.h"
#include "run_document.h"
#include "runner/run_lock.h"
#include "store/closes.h"
#include "store/findings.h"
#include "store/run_history.h"

namespace wealthjobs::app {
namespace {

// A run that says `running` although nobody holds its lock has died; its next start takes it up.
std::string state_of(const AppContext& context, const store::RunRow& run) {
  if (run.state != store::RunState::running) return std::string(store::name_of(run.state));
  const auto holder = runner::holder_of_run(context.database, run.pipeline, run.business_date);
  if (!holder) return "interrupted";
  return "running (pid " + std::to_string(holder->pid) + ")";
}

render::Section last_runs(const AppContext& context, store::Database& book) {
  render::Section section{"pipelines", "Last run of each pipeline", {}, {}};
  section.table.columns = {{"pipeline", "Pipeline"},
                           {"run_id", "Run"},
                           {"business_date", "Date"},
                           {"state", "State"},
                           {"exit", "Exit", render::Align::right},
                           {"stopped_at", "Stopped at"},
                           {"started", "Started"},
                           {"duration", "Time", render::Align::right}};
  for (const pipeline::Pipeline& pipeline : context.config.pipelines) {
    const auto run = store::find_latest_run(book, pipeline.name);
    if (!run) {
      section.table.rows.push_back({pipeline.name, "", "", "never ran", "", "", "", ""});
      continue;
    }
    section.table.rows.push_back(
        {pipeline.name, run->run_id, run->business_date.iso(), state_of(context, *run),
         run->exit_status ? std::to_string(*run->exit_status) : "", run->blocked_at.value_or(""),
         base::format_utc(run->started_us), duration_of(run->started_us, run->ended_us)});
  }
  return section;
}

}  // namespace

int cmd_status(const StatusOptions& options) {
  const AppContext context = load_context(options.global);
  store::Database book = open_book(context, store::OpenMode::read_only);
  if (!options.run_id.empty()) {
    const store::RunRow run = run_named(book, options.run_id);
    print_document(options.global,
                   run_document(book, run, context.config.find_pipeline(run.pipeline)));
    return 0;
  }
  constexpr base::Date end_of_time{2'000'000};
  const auto close = store::load_last_close(book);
  const auto open_rows = store::load_quarantine(book);
  render::Document document;
  document.title = "Status";
  document.facts = {{"book", context.database},
                    {"closed_through", close ? close->day.iso() : "no day is closed yet"},
                    {"quarantine", std::to_string(open_rows.size())},
                    {"holds", std::to_string(store::load_open_holds(book, end_of_time).size())}};
  document.sections = {last_runs(context, book)};
  print_document(options.global, document);
  return 0;
}

}  // namespace wealthjobs::app
