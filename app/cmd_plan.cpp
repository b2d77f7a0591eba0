#include "cmd_plan.h"

#include "app_context.h"
#include "base/clock.h"
#include "business_dates.h"
#include "day_run.h"
#include "jobs/book_calendars.h"
#include "run_summary.h"

namespace wealthjobs::app {

int cmd_plan(const PlanOptions& options) {
  const AppContext context = load_context(options.global);
  const pipeline::Pipeline& pipeline = pipeline_named(context, options.pipeline);
  DayRequest request;
  request.pipeline = &pipeline;
  request.selection.steps = options.steps;
  if (!options.from_step.empty()) request.selection.from = options.from_step;
  request.selection.downstream = options.downstream;
  request.force = options.force;
  request.restate = options.restate;
  request.why = "plan";  // nothing is done, so nothing needs a reason
  check_request(request);
  store::Database book = open_book(context, store::OpenMode::read_only);
  const auto calendars = jobs::load_calendars(book);
  const BusinessDates dates(calendars, pipeline.calendar, pipeline.zone, context.config.calendar,
                            base::system_clock());
  request.date = dates.moved(dates.parse(options.date), pipeline.on_closed);
  request.day = dates.facts(request.date);
  request.deadlines_apply =
      request.date == dates.last_completed() && !context.config.calendar.pinned_today;
  request.forecast_from_us = base::system_clock().wall_us();
  print_plan_document(options.global.json ? "json" : options.format, pipeline,
                      plan_day(book, request));
  return 0;
}

}  // namespace wealthjobs::app
