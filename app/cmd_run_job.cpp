#include "cmd_run_job.h"

#include "app_context.h"
#include "base/clock.h"
#include "base/error.h"
#include "business_dates.h"
#include "cmd_run.h"
#include "day_run.h"
#include "jobs/book_calendars.h"
#include "run_summary.h"
#include "store/packs.h"
#include "terminal_view.h"

namespace wealthjobs::app {
namespace {

// A pack named on the command line must be the one that the date's jobs will read.
void check_pack(store::Database& book, const RunJobOptions& options, base::Date date) {
  if (options.pack.empty()) return;
  const auto pack = store::load_pack_header(book, options.pack);
  if (!pack) {
    throw base::Error(base::ErrorKind::usage, "there is no pack \"" + options.pack + "\"",
                      "wealthjobs run-job " + options.job + " without --pack");
  }
  const auto current = store::load_current_pack_header(book, date);
  if (!current || current->id != pack->id) {
    throw base::Error(base::ErrorKind::gate_blocked,
                      options.pack + " is not the current pack of " + date.iso(),
                      current ? "use pack " + current->id : "wealthjobs run-job build_pack");
  }
}

}  // namespace

int cmd_run_job(const RunJobOptions& options) {
  const AppContext context = load_context(options.global);
  const pipeline::Pipeline pipeline = job_pipeline(context, options.job, options.parameters);
  DayRequest request;
  request.pipeline = &pipeline;
  request.force = options.force;
  request.restate = options.restate;
  request.why = options.why;
  request.wait_s = options.wait_s;
  request.is_always_new = true;
  request.deadlines_apply = false;
  request.job = options.job;
  request.job_parameters = options.parameters;
  check_request(request);
  store::Database book = open_runner_book(context);
  const auto calendars = jobs::load_calendars(book);
  const BusinessDates dates(calendars, pipeline.calendar, pipeline.zone, context.config.calendar,
                            base::system_clock());
  request.date = dates.parse(options.date);
  request.day = dates.facts(request.date);
  check_pack(book, options, request.date);
  TerminalView view(options.global, pipeline);
  RunSummary summary(options.global, pipeline, false);
  view.begin(request.date);
  summary.add(run_day(context, book, request, view));
  view.end();
  prune_old_logs(context, book);
  return summary.finish(context, options.detailed_exit_code);
}

}  // namespace wealthjobs::app
