// The configuration as plain data: what jobs.toml says, with every default filled in.
//
// parse_config (spec_toml.h) makes it; nothing here checks anything. Times are civil times of day
// in minutes, spans are whole seconds (milliseconds for retry delays), and `at` is the place in the
// file, which never takes part in a comparison.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "pipeline/deadline.h"
#include "pipeline/diagnostic.h"
#include "pipeline/parameter.h"

namespace wealthjobs::pipeline {

enum class Priority { low, normal, high, critical };
enum class OnClosed { skip, previous, next, run };  // what a run of a closed day does
enum class Overlap { fail, wait, skip };            // what a second start of a running run does
enum class CatchUp { none, latest, all };
enum class When { always, business_day, first_business_day, month_end, quarter_end };

std::string_view name_of(Priority value);
std::string_view name_of(OnClosed value);
std::string_view name_of(Overlap value);
std::string_view name_of(CatchUp value);
std::string_view name_of(When value);

// A name that points to something else in the file.
struct Reference {
  std::string name;
  Position at;
  bool operator==(const Reference&) const = default;
};

// Delays between attempts: retry_policy.h has the formula.
struct Retry {
  int attempts = 3;  // in all, the first one included; 1 is "never again"
  std::int64_t initial_ms = 5'000;
  double factor = 2.0;
  std::int64_t max_ms = 300'000;
  double jitter = 0.0;         // 0.2: each delay is within 20 % of the formula, never above max
  std::int64_t budget_ms = 0;  // sum of all delays of a step; 0: no budget
  std::vector<int> on_exit;    // a command's statuses that are worth another attempt
  bool operator==(const Retry&) const = default;
};

// RULINGS A8: the step starts when the file is there and has been still for a while.
struct WaitFor {
  std::string path;
  std::int64_t timeout_s = 0;  // 0: look once
  std::int64_t stable_s = 0;   // size and time unchanged for so long
  std::int64_t min_rows = 0;
  Position at;
  bool operator==(const WaitFor&) const = default;
};

struct Step {
  std::string name;
  std::string job;                   // a built-in job, or ...
  std::vector<std::string> command;  // ... an argument vector; exactly one of both is set
  std::vector<Reference> needs;      // must have succeeded (or been skipped) before
  std::vector<Reference> after;      // must have ended before, whichever way: order, not success
  std::vector<Parameter> with;       // over [jobs.<job>]
  Retry retry;
  std::int64_t timeout_s = 3'600;  // of one attempt
  std::int64_t grace_s = 10;       // between SIGTERM and SIGKILL
  std::int64_t max_log_bytes = 16 * 1024 * 1024;
  bool gate = false;
  bool enabled = true;
  Priority priority = Priority::normal;
  When when = When::always;
  std::optional<Deadline> deadline;
  std::optional<Deadline> not_before;
  std::optional<WaitFor> wait_for;
  std::string owner;
  std::string runbook;
  Position at;
  bool operator==(const Step&) const = default;
};

struct Schedule {
  std::string cron;  // exactly one of cron, every_s, once_at
  std::int64_t every_s = 0;
  std::optional<base::Date> once_date;  // once_at = "2026-01-15T18:00" in `zone`
  int once_minute = 0;
  std::string zone;  // the pipeline's where the file is silent; so the next two
  std::string calendar;
  OnClosed on_closed = OnClosed::skip;
  Overlap overlap = Overlap::fail;
  Priority priority = Priority::normal;
  std::int64_t misfire_grace_s = 3'600;
  CatchUp catch_up = CatchUp::none;
  std::int64_t catch_up_window_s = 259'200;
  int catch_up_max = 5;
  bool enabled = true;
  Position at;
  bool operator==(const Schedule&) const = default;
};

struct Pipeline {
  std::string name;
  std::string description;
  std::string zone;      // [calendar] zone where the pipeline is silent
  std::string calendar;  // [calendar] primary where the pipeline is silent
  bool enabled = true;
  Priority priority = Priority::normal;
  OnClosed on_closed = OnClosed::skip;
  Overlap overlap = Overlap::fail;
  int max_parallel = 2;
  std::int64_t timeout_s = 7'200;  // of the whole run
  std::optional<Schedule> schedule;
  std::vector<Step> steps;  // in file order
  bool is_shipped = false;  // compiled in, nothing of it stands in the file
  Position at;
  bool operator==(const Pipeline&) const = default;
};

struct StoreSettings {
  std::string database = "wealth.db";  // relative to the configuration's folder
  bool allow_network_filesystem = false;
  bool operator==(const StoreSettings&) const = default;
};

struct CalendarSettings {
  std::string primary = "XNYS";
  std::string zone = "America/New_York";
  int day_end_minute = 18 * 60;
  std::optional<base::Date> pinned_today;
  int fiscal_year_end_month = 12;
  int fiscal_year_end_day = 31;
  std::int64_t min_horizon_days = 30;
  std::int64_t warn_horizon_days = 180;
  bool operator==(const CalendarSettings&) const = default;
};

struct RunnerSettings {
  int max_concurrent_runs = 1;
  std::string log_dir;  // empty: "<database>.logs" beside the book, decided by the runner
  std::int64_t keep_log_days = 90;
  std::int64_t keep_log_runs = 400;
  std::int64_t grace_s = 10;  // of steps that say nothing else
  bool operator==(const RunnerSettings&) const = default;
};

// One file or glob in a provider's own layout.
struct Feed {
  std::string name;
  std::string kind;
  std::string path;
  std::string source;  // stands in the price and rate rows; the feed's name where silent
  std::string currency;
  std::string calendar;    // rows of its closed days are set aside
  std::string instrument;  // where the file does not say it itself
  std::string series;
  std::string base;  // of a FRED file that is an FX rate: 1 base = value quote
  std::string quote;
  bool required = true;
  bool enabled = true;
  Position at;
  bool operator==(const Feed&) const = default;
};

// RULINGS A10.
struct Custodian {
  std::string name;
  int lag_bd = 1;
  std::optional<Deadline> expected_by;
  bool required = false;
  std::int64_t nav_tol_bps = 5;
  std::int64_t cash_tol_minor = 1;
  std::int64_t qty_tol_e6 = 0;
  std::int64_t max_abs_minor = 500'000;
  std::string max_abs_currency;
  Position at;
  bool operator==(const Custodian&) const = default;
};

struct Config {
  StoreSettings store;
  CalendarSettings calendar;
  RunnerSettings runner;
  std::vector<Feed> feeds;                             // in file order
  std::vector<Custodian> custodians;                   // in file order
  std::map<std::string, std::vector<Parameter>> jobs;  // [jobs.<name>], sorted by key
  std::vector<Pipeline> pipelines;  // those of the file in its order, then shipped
  bool operator==(const Config&) const = default;

  [[nodiscard]] const Pipeline* find_pipeline(std::string_view name) const;  // nullptr: none
  [[nodiscard]] std::vector<std::string> pipeline_names() const;
};

// Index of a step in pipeline.steps, or nullopt.
std::optional<std::size_t> find_step(const Pipeline& pipeline, std::string_view name);

}  // namespace wealthjobs::pipeline
