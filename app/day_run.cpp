#include "day_run.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "base/clock.h"
#include "base/error.h"
#include "base/json_document.h"
#include "base/text.h"
#include "jobs/job.h"
#include "pipeline/default_pipelines.h"
#include "pipeline/step_forecast.h"
#include "runner/log_retention.h"
#include "store/closes.h"
#include "store/run_history.h"
#include "store/transaction.h"

namespace wealthjobs::app {
namespace {

using base::Error;
using base::ErrorKind;
using base::Json;

constexpr std::string_view run_job_prefix = "run-job:";

Json options_of(const DayRequest& request, std::int64_t book_revision) {
  Json options;
  options["book_revision"] = book_revision;
  options["deadlines"] = request.deadlines_apply ? "apply" : "not_applicable";
  if (request.force) options["force"] = true;
  if (request.restate) options["restate"] = true;
  if (!request.why.empty()) options["why"] = request.why;
  if (!request.ticket.empty()) options["ticket"] = request.ticket;
  if (!request.approved_by.empty()) options["approved_by"] = request.approved_by;
  if (!request.selection.overrides.empty()) options["override"] = request.selection.overrides;
  if (!request.selection.steps.empty()) options["steps"] = request.selection.steps;
  if (request.selection.from) options["from_step"] = *request.selection.from;
  if (request.selection.downstream) options["downstream"] = true;
  if (!request.job.empty()) options["parameters"] = request.job_parameters;
  return options;
}

std::int64_t revision_at_start(const store::RunRow& run) {
  const Json options = Json::parse(run.options_json, nullptr, false);
  if (!options.is_object() || !options.contains("book_revision")) return 0;
  return options["book_revision"].get<std::int64_t>();
}

std::string override_payload(const DayRequest& request) {
  Json payload;
  payload["why"] = request.why;
  if (!request.ticket.empty()) payload["ticket"] = request.ticket;
  if (!request.approved_by.empty()) payload["approved_by"] = request.approved_by;
  return base::json_line(payload);
}

std::vector<pipeline::StepForecast> forecasts(store::Database& book,
                                              const pipeline::Pipeline& pipeline) {
  constexpr std::int64_t past_successes = 60;  // a quarter of business days
  std::vector<pipeline::StepForecast> list;
  for (const pipeline::Step& step : pipeline.steps) {
    auto forecast = pipeline::step_forecast(
        step.name, store::load_success_durations(book, pipeline.name, step.name, past_successes));
    if (forecast) list.push_back(std::move(*forecast));
  }
  return list;
}

// A forced run of a closed day that failed changed nothing: the run before it, which completed the
// day, still stands. Only --force, --restate and --resume look at the failed one again.
std::optional<store::RunRow> run_that_closed(store::Database& book, const DayRequest& request,
                                             const std::optional<store::RunRow>& last) {
  if (!last || store::is_complete(last->state) || last->n == 1) return std::nullopt;
  if (request.force || request.restate || request.resume_only) return std::nullopt;
  const Json options = Json::parse(last->options_json, nullptr, false);
  const bool was_forced =
      options.is_object() && (options.value("force", false) || options.value("restate", false));
  if (!was_forced || !store::load_close(book, request.date)) return std::nullopt;
  for (int n = last->n - 1; n > 0; --n) {
    const auto run =
        store::load_run(book, store::run_id_of(request.pipeline->name, request.date, n));
    if (run && store::is_complete(run->state) && run->outcome != runner::partial_outcome)
      return run;
  }
  return std::nullopt;
}

}  // namespace

void check_request(const DayRequest& request) {
  const auto faults = pipeline::selection_faults(*request.pipeline, request.selection);
  if (!faults.empty()) {
    throw Error(ErrorKind::usage, base::join_text(faults, "; "),
                "wealthjobs show " + request.pipeline->name);
  }
  for (const std::string& name : request.selection.overrides) {
    const auto index = pipeline::find_step(*request.pipeline, name);
    const jobs::JobDefinition* job = jobs::find_job(request.pipeline->steps[*index].job);
    if (job != nullptr && !job->can_override) {
      throw Error(
          ErrorKind::usage,
          "the gate of step " + name + " (" + std::string(job->name) + ") can never be overridden",
          "wealthjobs jobs " + std::string(job->name));
    }
  }
  require_why(request.force, "--force", request.why);
  require_why(request.restate, "--restate", request.why);
  require_why(!request.selection.overrides.empty(), "--override", request.why);
}

DayPlan plan_day(store::Database& book, const DayRequest& request) {
  const pipeline::Pipeline& pipeline = *request.pipeline;
  DayPlan day;
  day.prior.last = store::find_last_run(book, pipeline.name, request.date);
  if (const auto done = run_that_closed(book, request, day.prior.last)) day.prior.last = done;
  runner::RunWish wish;
  wish.is_selected = !request.selection.is_all() || request.is_always_new;
  wish.is_new = request.force || request.restate;
  wish.is_reopened = posts(pipeline) && !store::load_close(book, request.date) &&
                     store::load_reopened(book, request.date) > 0;
  pipeline::PlanFacts facts;
  facts.business_date = request.date;
  facts.day = request.day;
  facts.selection = request.selection;
  facts.force = request.force;
  facts.restate = request.restate;
  if (request.forecast_from_us) {
    facts.forecasts = forecasts(book, pipeline);
    if (request.deadlines_apply) facts.start_us = request.forecast_from_us;
  }
  day.plan = pipeline::plan_run(pipeline, facts);
  wish.would_be_skipped = day.plan.count(pipeline::Decision::skip) == day.plan.steps.size();
  day.choice = runner::choose_run(day.prior.last, wish);
  const bool is_partial = day.prior.last && day.prior.last->outcome == runner::partial_outcome;
  const bool needs_history =
      day.choice == runner::RunChoice::again ||
      ((wish.is_selected || is_partial) && !wish.is_new && !request.is_always_new);
  if (!day.prior.last || !needs_history) return day;

  day.prior.rows = store::load_steps(book, day.prior.last->run_id);
  day.prior.compare_again = runner::steps_to_compare(book, pipeline, request.date, day.prior.rows,
                                                     revision_at_start(*day.prior.last));
  facts.previous = runner::previous_steps(day.prior.rows, day.prior.compare_again);
  day.plan = pipeline::plan_run(pipeline, facts);
  for (pipeline::PlannedStep& planned : day.plan.steps) {
    const std::string& name = pipeline.steps[planned.index].name;
    const bool is_compared =
        std::ranges::find(day.prior.compare_again, name) != day.prior.compare_again.end();
    if (is_compared && planned.decision == pipeline::Decision::run) {
      planned.reason = "compares its inputs: the book has changed since it succeeded";
    }
  }
  return day;
}

bool posts(const pipeline::Pipeline& pipeline) {
  return std::ranges::any_of(pipeline.steps, [](const pipeline::Step& step) {
    const jobs::JobDefinition* job = jobs::find_job(step.job);
    return job != nullptr && job->posts;
  });
}

store::RunRow run_row(const AppContext& context, store::Database& book, const DayRequest& request,
                      const DayPlan& day, std::int64_t now_us) {
  store::RunRow run;
  std::int64_t revision = store::book_revision(book);
  if (day.choice == runner::RunChoice::again) {
    run = *day.prior.last;
    // Steps that are compared now have read the book as it is now.
    if (day.prior.compare_again.empty()) revision = revision_at_start(run);
  } else {
    run.pipeline = request.pipeline->name;
    run.business_date = request.date;
    run.n = store::next_run_number(book, run.pipeline, run.business_date);
    run.run_id = store::run_id_of(run.pipeline, run.business_date, run.n);
    run.started_us = now_us;
  }
  run.options_json = base::json_line(options_of(request, revision));
  run.config_sha256 = context.origin.config_sha256;
  run.version = context.origin.version;
  run.actor = context.origin.actor;
  run.host = context.origin.host;
  run.boot_id = context.boot_id;
  run.pid = context.origin.pid;
  return run;
}

std::vector<store::StepRow> step_rows(const pipeline::Pipeline& pipeline,
                                      const pipeline::Plan& plan, const store::RunRow& run) {
  std::vector<store::StepRow> rows;
  for (std::size_t i = 0; i < pipeline.steps.size(); ++i) {
    const pipeline::Step& step = pipeline.steps[i];
    const pipeline::PlannedStep& planned = plan.of(static_cast<pipeline::StepIndex>(i));
    store::StepRow row;
    row.run_id = run.run_id;
    row.step = step.name;
    row.position = static_cast<int>(i);
    row.job = step.job.empty() ? step.command.at(0) : step.job;
    row.reason = planned.reason;
    if (run.state != store::RunState::running) {
      row.state = store::StepState::skipped;
      row.ended_us = run.ended_us;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

runner::SuperviseOrder supervise_order(const AppContext& context, const DayRequest& request,
                                       const DayPlan& day, const store::RunRow& run) {
  const std::string pid = std::to_string(getpid());
  runner::SuperviseOrder order;
  order.pipeline = request.pipeline;
  order.plan = &day.plan;
  order.run_id = run.run_id;
  order.business_date = request.date;
  order.config_dir = context.config_dir;
  order.log_dir = context.log_root + "/" + run.run_id;
  order.executable = "/proc/self/exe";
  order.job_argv = {"wealthjobs",
                    "step",
                    "--config",
                    context.config_file,
                    "--db",
                    context.database,
                    "--config-sha256",
                    run.config_sha256,
                    "--runner",
                    pid};
  order.command_argv = {"wealthjobs", "step", "--runner", pid};
  order.launcher_argv = {"wealthjobs", "step", "--launcher", pid};
  if (day.choice == runner::RunChoice::again) order.rows = day.prior.rows;
  order.deadlines_apply = request.deadlines_apply;
  order.is_partial = !request.selection.is_all() && day.plan.count(pipeline::Decision::skip) > 0;
  order.override_why = request.why;
  order.override_json = override_payload(request);
  return order;
}

void prune_old_logs(const AppContext& context, store::Database& book) {
  const pipeline::RunnerSettings& settings = context.config.runner;
  const runner::LogPruning pruning =
      runner::prune_logs(book, context.log_root, {settings.keep_log_days, settings.keep_log_runs},
                         base::system_clock().wall_us());
  if (pruning.fault.empty() || context.global.quiet) return;
  std::fprintf(stderr, "warning: old logs stay: %s\n", pruning.fault.c_str());
}

pipeline::Pipeline job_pipeline(const AppContext& context, const std::string& job,
                                const std::vector<std::string>& parameters) {
  const pipeline::Catalogue catalogue = jobs::catalogue();
  const pipeline::JobEntry* entry = catalogue.find(job);
  if (entry == nullptr) {
    const std::string near = base::nearest_word(job, catalogue.job_names());
    throw Error(ErrorKind::usage,
                "there is no job \"" + job + "\"" +
                    (near.empty() ? "" : "; did you mean \"" + near + "\"?"),
                "wealthjobs jobs");
  }
  pipeline::Pipeline pipeline;
  pipeline.name = std::string(run_job_prefix) + job;
  pipeline.zone = context.config.calendar.zone;
  pipeline.calendar = context.config.calendar.primary;
  pipeline::Step step;
  step.name = job;
  step.job = job;
  for (const std::string& text : parameters) {
    const std::size_t equals = text.find('=');
    const std::string key = text.substr(0, equals);
    const auto spec = std::ranges::find(entry->parameters, key, &pipeline::ParameterSpec::key);
    if (equals == std::string::npos || spec == entry->parameters.end()) {
      throw Error(ErrorKind::usage, "job " + job + " has no parameter \"" + key + "\"",
                  "wealthjobs jobs " + job);
    }
    const auto value = pipeline::parse_parameter_text(*spec, text.substr(equals + 1));
    if (!value) {
      throw Error(ErrorKind::usage, "parameter " + key + ": " + value.error(),
                  "wealthjobs jobs " + job);
    }
    step.with.push_back({key, *value, {}});
  }
  pipeline::apply_step_defaults(step);
  pipeline.timeout_s = step.timeout_s * std::max(1, step.retry.attempts) + 3'600;
  pipeline.steps.push_back(std::move(step));
  return pipeline;
}

}  // namespace wealthjobs::app
