// What the command line asks for, as plain data: one struct per command, filled by cli.cpp, read by
// cmd_<verb>.cpp. Dates and names are still text here: what they mean (today, last-business-day, a
// suggestion for a mistyped name) needs the configuration and is settled by the command.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "global_options.h"
#include "operator_options.h"

namespace wealthjobs::app {

struct InitOptions {
  GlobalOptions global;
};

struct DemoOptions {
  GlobalOptions global;
  std::string folder;
};

struct ImportOptions {
  GlobalOptions global;
  std::string folder;
  bool amend = false;
  std::string why;
  std::int64_t wait_s = 0;
};

// --override STEP --why TEXT [--ticket T] [--approved-by USER]
struct OverrideOptions {
  std::vector<std::string> steps;
  std::string ticket;
  std::string approved_by;
};

struct RunOptions {
  GlobalOptions global;
  std::string pipeline;
  std::string date;  // empty: the last completed business day
  std::string from;
  std::string to;
  std::vector<std::string> steps;
  std::string from_step;
  bool downstream = false;
  bool force = false;
  bool restate = false;
  bool resume = false;
  bool dry_run = false;
  OverrideOptions override_gate;
  std::string why;
  std::int64_t wait_s = 0;
  std::optional<int> jobs;  // --jobs N: over max_parallel
  bool detailed_exit_code = false;
};

struct RunJobOptions {
  GlobalOptions global;
  std::string job;
  std::string date;
  std::string pack;
  std::vector<std::string> parameters;  // "key=value"
  bool force = false;
  bool restate = false;
  std::string why;
  std::int64_t wait_s = 0;
  bool detailed_exit_code = false;
};

struct PlanOptions {
  GlobalOptions global;
  std::string pipeline;
  std::string date;
  std::string format = "text";  // text, json, mermaid, dot
  std::vector<std::string> steps;
  std::string from_step;
  bool downstream = false;
  bool force = false;
  bool restate = false;
};

struct CheckOptions {
  GlobalOptions global;
  std::string file;  // empty: the configuration that any command would use
};

struct StatusOptions {
  GlobalOptions global;
  std::string run_id;  // empty: what runs now, and the last run of each pipeline
};

struct HistoryOptions {
  GlobalOptions global;
  std::string pipeline;
  std::string job;
  std::string state;
  std::string from;
  std::string to;
  std::int64_t since_s = 0;  // 0: no limit
  int page = 1;
  int page_size = 50;
};

struct LogOptions {
  GlobalOptions global;
  std::string run_id;
  std::string step;  // empty: every step that has a log
  int attempt = 0;   // 0: the last
  std::int64_t head = 0;
  std::int64_t tail = 0;
  bool follow = false;
};

struct ReportOptions {
  GlobalOptions global;
  std::string run_id;
  std::string format = "text";  // text, json, html
};

struct CancelOptions {
  GlobalOptions global;
  std::string run_id;
};

struct JobsOptions {
  GlobalOptions global;
  std::string job;
};

struct PipelinesOptions {
  GlobalOptions global;
};

struct ShowOptions {
  GlobalOptions global;
  std::string pipeline;
};

struct PortfolioOptions {
  GlobalOptions global;
  std::string portfolio;
  std::string date;
};

struct DoctorOptions {
  GlobalOptions global;
};

struct BackupOptions {
  GlobalOptions global;
  std::string file;
};

struct MigrateOptions {
  GlobalOptions global;
  bool dry_run = false;
};

struct EventsOptions {
  GlobalOptions global;
  std::string run_id;
  std::int64_t after = 0;
  std::int64_t limit = 200;
};

struct IsBusinessDayOptions {
  GlobalOptions global;
  std::string date;
  std::string calendar;
};

struct ScheduleOptions {
  GlobalOptions global;
  std::string action;               // next, business-days
  std::optional<std::string> cron;  // an empty text is one that cannot be accepted
  std::string zone;
  std::string after;  // empty: now
  int count = 5;
  std::string calendar;
  std::string from;
  std::string to;
};

// Every figure of `calc`; which option belongs to which stands in cmd_calc.cpp.
struct CalcOptions {
  GlobalOptions global;
  std::string figure;
  std::vector<std::string> arguments;  // files, "-" is standard input; of daycount: name and dates
  std::string asof;                    // empty: the last valuation
  std::string window = "inception";
  std::string flow_timing = "mixed";
  std::string benchmark;
  std::string risk_free;  // a yearly decimal or a file; empty: 0
  double periods_per_year = 252;
  int bins = 10;
  std::string smoothing = "additive";
  double epsilon = 1e-4;
  std::string method = "fifo";
  std::vector<std::string> given;  // names of the options that were typed
};

struct ExitCodesOptions {
  GlobalOptions global;
};

// The hidden `step`: what a child process of the runner executes. cmd_step.h reads it from argv.
struct StepOptions {
  std::string config;
  std::string db;
  std::string config_sha256;
  std::string run_id;
  std::string step;
  int attempt = 0;
  std::int64_t runner_pid = 0;
  std::int64_t launcher_of = 0;  // the pid of the runner whose commands are to be started
  std::int64_t grace_ms = 10'000;
  std::vector<std::string> command;  // not empty: supervise this command, nothing else
};

}  // namespace wealthjobs::app
