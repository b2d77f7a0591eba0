#include "cmd_step.h"

#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string>
#include <string_view>

#include "app_context.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/json_document.h"
#include "day_run.h"
#include "jobs/execute.h"
#include "options.h"
#include "runner/attempt.h"
#include "runner/command_launcher.h"
#include "runner/command_supervisor.h"
#include "store/run_history.h"

namespace wealthjobs::app {
namespace {

using base::Error;
using base::ErrorKind;
using base::Json;

constexpr int lock_patience_ms = 30'000;

std::int64_t number_of(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size()) {
    throw Error(ErrorKind::usage, "step: \"" + std::string(text) + "\" is no number");
  }
  return value;
}

StepOptions parse_step_options(int argc, char** argv) {
  StepOptions options;
  for (int i = 2; i < argc; ++i) {
    const std::string_view name = argv[i];
    if (name == "--") {
      options.command.assign(argv + i + 1, argv + argc);
      return options;
    }
    if (i + 1 == argc) throw Error(ErrorKind::usage, "step is started by the runner only");
    const std::string value = argv[++i];
    if (name == "--config")
      options.config = value;
    else if (name == "--db")
      options.db = value;
    else if (name == "--config-sha256")
      options.config_sha256 = value;
    else if (name == "--run-id")
      options.run_id = value;
    else if (name == "--step")
      options.step = value;
    else if (name == "--attempt")
      options.attempt = static_cast<int>(number_of(value));
    else if (name == "--runner")
      options.runner_pid = number_of(value);
    else if (name == "--launcher")
      options.launcher_of = number_of(value);
    else if (name == "--grace-ms")
      options.grace_ms = number_of(value);
    else
      throw Error(ErrorKind::usage, "step is started by the runner only");
  }
  if (options.launcher_of != 0) return options;
  if (options.run_id.empty() || options.step.empty()) {
    throw Error(ErrorKind::usage, "step is started by the runner only", "wealthjobs run-job JOB");
  }
  return options;
}

// Lines on the progress channel; nothing where nobody listens.
void say(std::string_view line) {
  const char* descriptor = std::getenv("WEALTHJOBS_PROGRESS_FD");
  if (descriptor == nullptr) return;
  std::string text(line);
  std::ranges::replace(text, '\n', ' ');
  text += '\n';
  const ssize_t written = ::write(std::atoi(descriptor), text.data(), text.size());
  static_cast<void>(written);  // a reader that has gone is no reason to fail
}

std::vector<std::string> texts_of(const Json& options, const char* key) {
  std::vector<std::string> texts;
  if (!options.contains(key)) return texts;
  for (const Json& text : options[key]) texts.push_back(text.get<std::string>());
  return texts;
}

// The pipeline as the runner saw it: of the configuration, or the one step of run-job.
pipeline::Pipeline pipeline_of(const AppContext& context, const store::RunRow& run,
                               const Json& options) {
  constexpr std::string_view prefix = "run-job:";
  if (!run.pipeline.starts_with(prefix)) return pipeline_named(context, run.pipeline);
  return job_pipeline(context, run.pipeline.substr(prefix.size()), texts_of(options, "parameters"));
}

jobs::JobRequest job_request(const AppContext& context, const StepOptions& options,
                             const store::RunRow& run, const pipeline::Step& step,
                             const Json& run_options) {
  const pipeline::Catalogue catalogue = jobs::catalogue();
  const pipeline::JobEntry* entry = catalogue.find(step.job);
  std::vector<pipeline::Parameter> settings;
  const auto found = context.config.jobs.find(step.job);
  if (found != context.config.jobs.end()) settings = found->second;
  jobs::JobRequest request;
  request.config = &context.config;
  request.config_dir = context.config_dir;
  request.business_date = run.business_date;
  request.parameters =
      jobs::Parameters(pipeline::effective_parameters(*entry, settings, step.with));
  request.run_id = run.run_id;
  request.step = step.name;
  request.attempt = options.attempt;
  request.actor = run.actor;
  request.force = run_options.value("force", false);
  request.restate = run_options.value("restate", false);
  request.deadlines_apply = run_options.value("deadlines", std::string()) == "apply";
  const auto overrides = texts_of(run_options, "override");
  if (std::ranges::find(overrides, step.name) != overrides.end()) {
    request.override_why = run_options.value("why", std::string());
  }
  request.report_progress = say;
  return request;
}

int execute_job(const StepOptions& options) {
  GlobalOptions global;
  global.config = options.config;
  global.db = options.db;
  const AppContext context = load_context(global, {.check_zones = false});
  if (context.origin.config_sha256 != options.config_sha256) {
    throw Error(ErrorKind::config, options.config + " was changed while the run was going on",
                "start the same command again");
  }
  store::Database book = open_book(context, store::OpenMode::read_write, lock_patience_ms);
  const auto run = store::load_run(book, options.run_id);
  if (!run) throw Error(ErrorKind::internal, "there is no run " + options.run_id);
  const Json run_options = Json::parse(run->options_json, nullptr, false);
  const pipeline::Pipeline pipeline = pipeline_of(context, *run, run_options);
  const auto index = pipeline::find_step(pipeline, options.step);
  if (!index) throw Error(ErrorKind::internal, "there is no step " + options.step);
  const pipeline::Step& step = pipeline.steps[*index];
  const jobs::JobDefinition* job = jobs::find_job(step.job);
  if (job == nullptr) throw Error(ErrorKind::internal, "there is no job " + step.job);
  const jobs::Execution done =
      jobs::execute(book, *job, job_request(context, options, *run, step, run_options),
                    context.origin, base::system_clock());
  if (done.is_superseded) {
    throw Error(ErrorKind::internal, "another attempt of this step has taken over");
  }
  return static_cast<int>(done.status);
}

}  // namespace

int cmd_step(int argc, char** argv) {
  const StepOptions options = parse_step_options(argc, argv);
  if (options.launcher_of != 0) {
    return runner::serve_launches(runner::progress_fd, static_cast<pid_t>(options.launcher_of),
                                  cmd_step);
  }
  if (!options.command.empty()) {
    return runner::supervise_command(
        {options.command, options.grace_ms, static_cast<pid_t>(options.runner_pid)});
  }
  runner::die_with_parent(static_cast<pid_t>(options.runner_pid));
  try {
    return execute_job(options);
  } catch (const Error& error) {
    say("why: " + error.message());
    if (!error.hint().empty()) say("next: " + error.hint());
    return static_cast<int>(base::exit_status_of(error.kind()));
  }
}

}  // namespace wealthjobs::app
