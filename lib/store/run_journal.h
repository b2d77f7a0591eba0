// The run journal: runs, their steps, and the attempts at them, each change with its event in one
// commit (RULINGS B2, B3).
//
//   parent                                         child
//   create_run      RunStarted                     finish_step   in the transaction that holds the
//   start_attempt   StepStarted, attempt n         job's rows: both commit or neither does
//   finish_step     for a child that wrote nothing (crashed, timed_out, cancelled, failed command)
//   mark_step       blocked, skipped, reused, cancelled: steps that did not start
//   finish_run      RunSucceeded ...
//
//   Guard     finish_step changes the row of exactly this attempt while it is running, or nothing:
//             a superseded attempt gets false and must roll back; so do two that finish one attempt
//   Attempts  numbered from 1 over the whole life of a run, also across resumes
//   Polling   all writers take a WriteTransaction: the parent opens it by try_begin() with busy
//             timeout 0 and simply tries again on its next turn
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "store/event_chain.h"
#include "store/run_state.h"

namespace wealthjobs::store {

class Database;
class WriteTransaction;

struct RunRow {
  std::string run_id = {};  // cob-2020-06-30-1
  std::string pipeline = {};
  base::Date business_date = {};
  int n = 1;
  RunState state = RunState::running;
  std::string outcome = {};  // already_complete, not_a_business_day, held ...
  std::optional<int> exit_status = std::nullopt;
  std::optional<std::string> blocked_at = std::nullopt;  // the step that stopped the run
  std::string options_json = "{}";
  std::string config_sha256 = {};
  std::string version = {};
  std::string actor = {};
  std::string host = {};
  std::string boot_id = {};
  std::int64_t pid = 0;
  std::int64_t started_us = 0;
  std::optional<std::int64_t> ended_us = std::nullopt;
};

struct StepRow {
  std::string run_id = {};
  std::string step = {};
  int position = 0;      // order in the file
  std::string job = {};  // job name, or the command's first word
  StepState state = StepState::pending;
  std::string reason = {};
  int attempt = 0;  // the attempt that may write
  std::optional<int> exit_status = std::nullopt;
  bool is_late = false;
  std::string progress = {};
  std::optional<std::int64_t> started_us = std::nullopt;
  std::optional<std::int64_t> ended_us = std::nullopt;
  std::int64_t rows_read = 0;
  std::int64_t rows_written = 0;
  std::int64_t cpu_us = 0;
  std::int64_t max_rss_kb = 0;
  std::string result_json = "{}";
  std::string log_path = {};
};

struct AttemptRow {
  std::string run_id = {};
  std::string step = {};
  int attempt = 0;
  std::optional<std::int64_t> pid = std::nullopt;
  StepState state = StepState::running;
  std::optional<int> exit_status = std::nullopt;
  std::string why = {};
  std::int64_t started_us = 0;
  std::optional<std::int64_t> ended_us = std::nullopt;
};

// One attempt, as every later call names it.
struct AttemptKey {
  std::string_view run_id;
  std::string_view step;
  int attempt = 0;
};

std::string run_id_of(std::string_view pipeline, base::Date business_date, int n);
// One more than the last run of that pair.
int next_run_number(Database& book, std::string_view pipeline, base::Date business_date);

// `run.run_id` and `run.n` are given; every step gets a row, pending with its reason, or final
// already (skipped: not a month end). Event RunStarted.
void create_run(WriteTransaction& write, const EventOrigin& origin, const RunRow& run,
                std::span<const StepRow> steps);

// A run that ended without success, or whose process died, goes on under this process: steps that
// are not done are pending again. Event RunResumed. False where the run is complete.
bool resume_run(WriteTransaction& write, const EventOrigin& origin, const RunRow& run,
                std::int64_t at_us);

struct AttemptStart {
  std::int64_t at_us = 0;
  std::optional<std::int64_t> pid = std::nullopt;  // where the child exists already
  std::string log_path = {};
};
// Takes the next attempt number for a step that is not running. Event StepStarted.
int start_attempt(WriteTransaction& write, const EventOrigin& origin, std::string_view run_id,
                  std::string_view step, const AttemptStart& start);
void save_attempt_pid(WriteTransaction& write, const AttemptKey& key, std::int64_t pid);

struct StepEnd {
  StepState state = StepState::succeeded;
  std::string reason = {};
  int exit_status = 0;
  std::int64_t at_us = 0;
  std::int64_t rows_read = 0;
  std::int64_t rows_written = 0;
  std::string result_json = "{}";
};
// Whether finish_step would find its row: asked before anything outside the book is touched.
[[nodiscard]] bool is_current_attempt(WriteTransaction& write, const AttemptKey& key);

// See Guard above. Event by state: StepSucceeded, StepFailed, StepBlocked, StepCrashed ...
[[nodiscard]] bool finish_step(WriteTransaction& write, const EventOrigin& origin,
                               const AttemptKey& key, const StepEnd& end);

// What the operating system says the attempt used; known to the parent only.
struct StepUsage {
  std::int64_t cpu_us = 0;
  std::int64_t max_rss_kb = 0;
};
void save_usage(WriteTransaction& write, const AttemptKey& key, const StepUsage& usage);
void mark_late(WriteTransaction& write, std::string_view run_id, std::string_view step);

// A failed attempt is to be tried again: pending, with the reason. Event StepRetried.
bool retry_step(WriteTransaction& write, const EventOrigin& origin, const AttemptKey& key,
                std::string_view reason, std::int64_t at_us);

// For a step that is not running. Event StepBlocked, StepSkipped, StepReused, StepCancelled.
bool mark_step(WriteTransaction& write, const EventOrigin& origin, std::string_view run_id,
               std::string_view step, StepState state, std::string_view reason, std::int64_t at_us);

// The line a person sees; with an event at most once a minute (RULINGS B2).
void save_progress(WriteTransaction& write, const EventOrigin& origin, const AttemptKey& key,
                   std::string_view progress, std::optional<std::int64_t> event_at_us);

struct RunEnd {
  RunState state = RunState::succeeded;
  std::string outcome = {};
  int exit_status = 0;
  std::optional<std::string> blocked_at = std::nullopt;
  std::int64_t at_us = 0;
};
// False where the run is not running. Event RunSucceeded, RunFailed, RunBlocked ...
bool finish_run(WriteTransaction& write, const EventOrigin& origin, std::string_view run_id,
                const RunEnd& end);

}  // namespace wealthjobs::store
