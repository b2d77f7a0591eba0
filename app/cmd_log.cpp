#include "cmd_log.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "app_context.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/json_document.h"
#include "base/text.h"
#include "output.h"
#include "run_document.h"
#include "store/run_history.h"

namespace wealthjobs::app {
namespace {

std::string log_path(const AppContext& context, const std::string& run_id, const std::string& step,
                     int attempt) {
  return context.log_root + "/" + run_id + "/" + step + "." + std::to_string(attempt) + ".log";
}

// "" where the step printed nothing: a silent step has no log file.
std::string text_of(const std::string& path, std::size_t from = 0) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    if (errno == ENOENT) return {};
    throw base::Error(base::error_kind_of_errno(errno), path + ": " + std::strerror(errno));
  }
  file.seekg(static_cast<std::streamoff>(from));
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string part_of(const std::string& text, const LogOptions& options) {
  if (options.head <= 0 && options.tail <= 0) return text;
  std::vector<std::string> lines = base::split_text(text, '\n');
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  const auto wanted = static_cast<std::size_t>(options.head > 0 ? options.head : options.tail);
  if (lines.size() > wanted && options.head > 0) lines.resize(wanted);
  if (lines.size() > wanted) {
    lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(wanted));
  }
  return lines.empty() ? std::string() : base::join_text(lines, "\n") + "\n";
}

std::vector<store::StepRow> steps_asked_for(store::Database& book, const LogOptions& options,
                                            const store::RunRow& run) {
  std::vector<store::StepRow> steps = store::load_steps(book, run.run_id);
  if (options.step.empty()) return steps;
  std::vector<std::string> names;
  for (const store::StepRow& step : steps) names.push_back(step.step);
  std::erase_if(steps, [&](const store::StepRow& step) { return step.step != options.step; });
  if (!steps.empty()) return steps;
  const std::string near = base::nearest_word(options.step, names);
  throw base::Error(base::ErrorKind::usage,
                    run.run_id + " has no step \"" + options.step + "\"" +
                        (near.empty() ? "" : "; did you mean \"" + near + "\"?"),
                    "wealthjobs status " + run.run_id);
}

// Why a step has no text: it was silent, or its log has been removed since (keep_log_days).
std::string no_text(const AppContext& context, const store::RunRow& run) {
  const pipeline::RunnerSettings& settings = context.config.runner;
  const std::int64_t now_us = base::system_clock().wall_us();
  const std::int64_t age_us = now_us - run.ended_us.value_or(now_us);
  const bool may_be_removed = age_us / 86'400'000'000 >= settings.keep_log_days;
  if (!may_be_removed || std::filesystem::exists(context.log_root + "/" + run.run_id)) {
    return "printed nothing";
  }
  return "has no log, or none any more (keep_log_days = " + std::to_string(settings.keep_log_days) +
         ")";
}

// Prints what comes until the step has ended.
void follow(const AppContext& context, const LogOptions& options) {
  std::size_t seen = 0;
  while (true) {
    store::Database book = open_book(context, store::OpenMode::read_only);
    const auto step = store::load_step(book, options.run_id, options.step);
    const bool is_running = step && step->state == store::StepState::running;
    const std::string text =
        text_of(log_path(context, options.run_id, options.step, step ? step->attempt : 1), seen);
    seen += text.size();
    if (!text.empty()) print_out(text);
    if (!is_running) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
  }
}

}  // namespace

int cmd_log(const LogOptions& options) {
  const AppContext context = load_context(options.global);
  store::Database book = open_book(context, store::OpenMode::read_only);
  const store::RunRow run = run_named(book, options.run_id);
  const auto steps = steps_asked_for(book, options, run);
  if (options.follow && options.step.empty()) {
    throw base::Error(base::ErrorKind::usage, "--follow needs one step",
                      "wealthjobs log " + run.run_id + " STEP --follow");
  }
  if (options.follow) {
    follow(context, options);
    return 0;
  }
  base::Json logs = base::Json::array();
  std::string text;
  for (const store::StepRow& step : steps) {
    const int attempt = options.attempt > 0 ? options.attempt : step.attempt;
    const std::string path = log_path(context, run.run_id, step.step, attempt);
    const std::string printed = part_of(text_of(path), options);
    logs.push_back({{"step", step.step}, {"attempt", attempt}, {"path", path}, {"text", printed}});
    if (steps.size() > 1) {
      text += "== " + step.step + " (" + std::string(store::name_of(step.state)) +
              (step.reason.empty() ? "" : ": " + step.reason) + ")\n";
    } else if (printed.empty() && !options.global.quiet) {
      text += step.step + " " + no_text(context, run) + "; " +
              std::string(store::name_of(step.state)) +
              (step.reason.empty() ? "" : ": " + step.reason) + "\n";
    }
    text += printed;
  }
  if (options.global.json) {
    print_answer(options.global, "", {{"run_id", run.run_id}, {"logs", logs}});
  } else {
    print_out(text);
  }
  return 0;
}

}  // namespace wealthjobs::app
