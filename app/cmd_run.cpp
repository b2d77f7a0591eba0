#include "cmd_run.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "base/clock.h"
#include "base/error.h"
#include "business_dates.h"
#include "jobs/book_calendars.h"
#include "last_line.h"
#include "pipeline/plan_text.h"
#include "run_summary.h"
#include "runner/child_processes.h"
#include "runner/journal_queue.h"
#include "runner/run_lock.h"
#include "store/closes.h"
#include "store/run_history.h"
#include "terminal_view.h"

namespace wealthjobs::app {
namespace {

using runner::RunChoice;

DayResult nothing_to_do(const DayRequest& request, std::string run_id, std::string outcome,
                        store::RunState state) {
  DayResult result;
  result.pipeline = request.pipeline->name;
  result.date = request.date;
  result.run_id = std::move(run_id);
  result.outcome = std::move(outcome);
  result.state = state;
  return result;
}

// A day on which every step is skipped is recorded once, already ended.
DayResult record_skipped_day(const AppContext& context, store::Database& book,
                             const DayRequest& request, const DayPlan& day) {
  const std::int64_t now_us = base::system_clock().wall_us();
  store::RunRow run = run_row(context, book, request, day, now_us);
  run.state = store::RunState::skipped;
  run.outcome = request.day.is_business_day ? "nothing_due" : "not_a_business_day";
  run.exit_status = 0;
  run.ended_us = now_us;
  store::WriteTransaction write(book);
  store::create_run(write, context.origin, run, step_rows(*request.pipeline, day.plan, run));
  write.commit();
  return nothing_to_do(request, run.run_id, run.outcome, run.state);
}

// A dead run that a forced one leaves behind must not say `running` for ever.
void end_dead_run(store::WriteTransaction& write, const store::EventOrigin& origin,
                  const std::string& run_id) {
  const std::int64_t now_us = base::system_clock().wall_us();
  for (const store::StepRow& step : store::load_steps(write.database(), run_id)) {
    store::StepEnd end;
    end.state = store::StepState::crashed;
    end.reason = "its runner ended without a word";
    end.exit_status = static_cast<int>(base::ExitStatus::internal);
    end.at_us = now_us;
    (void)store::finish_step(write, origin, {run_id, step.step, step.attempt}, end);
    if (step.state == store::StepState::pending) {
      store::mark_step(write, origin, run_id, step.step, store::StepState::cancelled,
                       "a forced run took the place of this one", now_us);
    }
  }
  store::RunEnd end;
  end.state = store::RunState::failed;
  end.outcome = "superseded";
  end.exit_status = static_cast<int>(base::ExitStatus::internal);
  end.at_us = now_us;
  store::finish_run(write, origin, run_id, end);
}

void queue_run_row(runner::JournalQueue& journal, const DayRequest& request, const DayPlan& day,
                   const store::RunRow& run) {
  if (day.choice == RunChoice::again) {
    journal.add([run](store::WriteTransaction& write, const store::EventOrigin& origin) {
      store::resume_run(write, origin, run, base::system_clock().wall_us());
    });
    return;
  }
  const auto& last = day.prior.last;
  if (last && last->state == store::RunState::running) {
    journal.add(
        [id = last->run_id](store::WriteTransaction& write, const store::EventOrigin& origin) {
          end_dead_run(write, origin, id);
        });
  }
  journal.add([run, rows = step_rows(*request.pipeline, day.plan, run)](
                  store::WriteTransaction& write, const store::EventOrigin& origin) {
    store::create_run(write, origin, run, rows);
  });
}

// Locks are waited for as --wait says, or as long as the pipeline's overlap = "wait" allows.
std::int64_t lock_wait_s(const DayRequest& request) {
  const bool waits = request.pipeline->overlap == pipeline::Overlap::wait;
  return request.wait_s > 0 ? request.wait_s : waits ? request.pipeline->timeout_s : 0;
}

// RULINGS B6: shared for readers; a restate has the book for itself whatever max_concurrent_runs
// says.
runner::RunLock lock_book_for(const AppContext& context, const DayRequest& request,
                              const runner::LockHolder& holder, std::int64_t wait_s) {
  const base::Clock& clock = base::system_clock();
  if (!posts(*request.pipeline)) {
    return runner::lock_book(context.database, runner::BookAccess::shared, holder, wait_s, clock);
  }
  const int places = request.restate ? 1 : context.config.runner.max_concurrent_runs;
  return runner::lock_posting(context.database, places, holder, wait_s, clock);
}

DayRequest day_request(const RunOptions& options, const pipeline::Pipeline& pipeline) {
  DayRequest request;
  request.pipeline = &pipeline;
  request.selection.steps = options.steps;
  if (!options.from_step.empty()) request.selection.from = options.from_step;
  request.selection.downstream = options.downstream;
  request.selection.overrides = options.override_gate.steps;
  request.force = options.force;
  request.restate = options.restate;
  request.resume_only = options.resume;
  request.why = options.why;
  request.ticket = options.override_gate.ticket;
  request.approved_by = options.override_gate.approved_by;
  request.wait_s = options.wait_s;
  return request;
}

bool stops_range(base::ExitStatus status) {
  return status != base::ExitStatus::ok && status != base::ExitStatus::slo_missed;
}

int print_plan(const GlobalOptions& global, const pipeline::Pipeline& pipeline,
               const DayPlan& day) {
  print_plan_document(global.json ? "json" : "text", pipeline, day);
  return 0;
}

}  // namespace

DayResult run_day(const AppContext& context, store::Database& book, const DayRequest& request,
                  runner::RunObserver& observer) try {
  const base::Clock& clock = base::system_clock();
  const pipeline::Pipeline& pipeline = *request.pipeline;

  // One process a pipeline and date, and the book, or a place among those that post.
  const auto holder = lock_holder(context, pipeline.name + " " + request.date.iso());
  const std::int64_t wait_s = lock_wait_s(request);
  if (pipeline.overlap == pipeline::Overlap::skip && wait_s == 0 &&
      runner::holder_of_run(context.database, pipeline.name, request.date)) {
    return nothing_to_do(request, "", "already_running", store::RunState::skipped);
  }
  const runner::RunLock run_lock =
      runner::lock_run(context.database, pipeline.name, request.date, holder, wait_s, clock);
  const runner::RunLock book_lock = lock_book_for(context, request, holder, wait_s);

  // What was done before decides what is to do now.
  const DayPlan day = plan_day(book, request);
  if (day.choice == RunChoice::already_complete) {
    const store::RunRow& last = *day.prior.last;
    const bool was_skipped = last.state == store::RunState::skipped;
    return nothing_to_do(request, last.run_id, was_skipped ? last.outcome : "already_complete",
                         last.state);
  }
  if (request.resume_only && day.choice != RunChoice::again) {
    throw base::Error(base::ErrorKind::usage, "there is no unfinished run to resume",
                      "wealthjobs run " + pipeline.name + " --date " + request.date.iso());
  }
  if (day.choice == RunChoice::fresh &&
      day.plan.count(pipeline::Decision::skip) == day.plan.steps.size()) {
    return record_skipped_day(context, book, request, day);
  }

  // The run's row, new or taken up again; it becomes durable with the first attempt's start.
  const store::RunRow run = run_row(context, book, request, day, clock.wall_us());
  runner::JournalQueue journal(book, context.origin);
  queue_run_row(journal, request, day, run);

  // Start, watch, record, until every step has ended.
  const bool was_closed = store::load_close(book, request.date).has_value();
  runner::RealChildProcesses children(clock);
  const std::int64_t started_us = clock.monotonic_us();
  const runner::SuperviseOrder order = supervise_order(context, request, day, run);
  runner::SuperviseResult ended = runner::supervise(order, journal, children, clock, observer);

  DayResult result = nothing_to_do(request, run.run_id, "", ended.state);
  result.was_closed = was_closed;
  result.outcome = ended.outcome;
  result.status = ended.status;
  result.steps = std::move(ended.steps);
  result.stopped_at = std::move(ended.stopped_at);
  result.signal = ended.signal;
  result.duration_us = clock.monotonic_us() - started_us;
  return result;
} catch (const RunError&) {
  throw;
} catch (const base::Error& error) {
  throw RunError(error, request.pipeline->name, request.date.iso());
}

int cmd_run(const RunOptions& options) {
  const AppContext context = load_context(options.global);
  pipeline::Pipeline pipeline = pipeline_named(context, options.pipeline);
  if (options.jobs) pipeline.max_parallel = std::max(1, *options.jobs);
  DayRequest request = day_request(options, pipeline);
  check_request(request);

  store::Database book =
      options.dry_run ? open_book(context, store::OpenMode::read_only) : open_runner_book(context);
  const auto calendars = jobs::load_calendars(book);
  const BusinessDates dates(calendars, pipeline.calendar, pipeline.zone, context.config.calendar,
                            base::system_clock());
  const bool is_range = !options.from.empty();
  const std::vector<base::Date> days =
      is_range ? dates.range(options.from, options.to)
               : std::vector{dates.moved(dates.parse(options.date), pipeline.on_closed)};

  TerminalView view(options.global, pipeline);
  RunSummary summary(options.global, pipeline, is_range);
  for (const base::Date date : days) {
    request.date = date;
    request.day = dates.facts(date);
    // a pinned today is no clock: what a deadline would mean then nobody knows
    request.deadlines_apply =
        date == dates.last_completed() && !context.config.calendar.pinned_today;
    if (options.dry_run) request.forecast_from_us = base::system_clock().wall_us();
    if (options.dry_run) return print_plan(options.global, pipeline, plan_day(book, request));
    view.begin(date);
    summary.add(run_day(context, book, request, view));
    view.end();
    if (stops_range(summary.status())) break;
  }
  prune_old_logs(context, book);
  return summary.finish(context, options.detailed_exit_code);
}

}  // namespace wealthjobs::app
