#include "store/run_journal.h"

#include "base/check.h"
#include "base/json_document.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

using base::Json;

std::string_view event_of(RunState state) {
  switch (state) {
    case RunState::running:
      return event_type::run_started;
    case RunState::succeeded:
    case RunState::succeeded_late:
      return event_type::run_succeeded;
    case RunState::failed:
      return event_type::run_failed;
    case RunState::blocked:
      return event_type::run_blocked;
    case RunState::cancelled:
      return event_type::run_cancelled;
    case RunState::timed_out:
      return event_type::run_timed_out;
    case RunState::skipped:
      return event_type::run_skipped;
  }
  return event_type::run_failed;
}

std::string_view event_of(StepState state) {
  switch (state) {
    case StepState::pending:
      return event_type::step_retried;
    case StepState::running:
      return event_type::step_started;
    case StepState::succeeded:
      return event_type::step_succeeded;
    case StepState::reused:
      return event_type::step_reused;
    case StepState::failed:
      return event_type::step_failed;
    case StepState::blocked:
      return event_type::step_blocked;
    case StepState::skipped:
      return event_type::step_skipped;
    case StepState::cancelled:
      return event_type::step_cancelled;
    case StepState::timed_out:
      return event_type::step_timed_out;
    case StepState::crashed:
      return event_type::step_crashed;
  }
  return event_type::step_failed;
}

NewEvent step_event(std::string_view type, std::int64_t at_us, std::string_view run_id,
                    std::string_view step, const Json& payload) {
  NewEvent event;
  event.type = type;
  event.at_us = at_us;
  event.run_id = std::string(run_id);
  event.step = std::string(step);
  event.payload_json = base::json_line(payload);
  return event;
}

NewEvent attempt_event(std::string_view type, std::int64_t at_us, const AttemptKey& key,
                       const Json& payload) {
  NewEvent event = step_event(type, at_us, key.run_id, key.step, payload);
  event.attempt = key.attempt;
  return event;
}

NewEvent run_event(std::string_view type, std::int64_t at_us, std::string_view run_id,
                   const Json& payload) {
  NewEvent event;
  event.type = type;
  event.at_us = at_us;
  event.run_id = std::string(run_id);
  event.payload_json = base::json_line(payload);
  return event;
}

void insert_step(Database& book, const StepRow& step) {
  book.run(
      "INSERT INTO step (run_id, step, position, job, state, reason, attempt, exit_status, "
      "started_us, ended_us, log_path) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      step.run_id, step.step, step.position, step.job, name_of(step.state), step.reason,
      step.attempt, step.exit_status, step.started_us, step.ended_us, step.log_path);
}

// A run that already ended (not a business day) ends in the transaction that creates it.
void insert_run(Database& book, const RunRow& run) {
  book.run("INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", run.run_id,
           run.pipeline, run.business_date, run.n, name_of(run.state), run.outcome, run.exit_status,
           run.blocked_at, run.options_json, run.config_sha256, run.version, run.actor, run.host,
           run.boot_id, run.pid, run.started_us, run.ended_us);
}

}  // namespace

std::string run_id_of(std::string_view pipeline, base::Date business_date, int n) {
  return std::string(pipeline) + '-' + business_date.iso() + '-' + std::to_string(n);
}

int next_run_number(Database& book, std::string_view pipeline, base::Date business_date) {
  return static_cast<int>(
      book.integer_or(1, "SELECT max(n) + 1 FROM run WHERE pipeline = ? AND business_date = ?",
                      pipeline, business_date));
}

void create_run(WriteTransaction& write, const EventOrigin& origin, const RunRow& run,
                std::span<const StepRow> steps) {
  Database& book = write.database();
  insert_run(book, run);
  Json names = Json::array();
  for (const StepRow& step : steps) {
    WEALTHJOBS_CHECK(step.run_id == run.run_id);
    insert_step(book, step);
    names.push_back(step.step);
  }
  append_event(write, origin,
               run_event(event_type::run_started, run.started_us, run.run_id,
                         {{"pipeline", run.pipeline},
                          {"business_date", run.business_date.iso()},
                          {"options", Json::parse(run.options_json, nullptr, false)},
                          {"steps", names}}));
  if (run.state == RunState::running) return;
  append_event(write, origin,
               run_event(event_of(run.state), run.ended_us.value_or(run.started_us), run.run_id,
                         {{"outcome", run.outcome}}));
}

bool resume_run(WriteTransaction& write, const EventOrigin& origin, const RunRow& run,
                std::int64_t at_us) {
  Database& book = write.database();
  const std::int64_t changed = book.run(
      "UPDATE run SET state = 'running', outcome = '', exit_status = NULL, blocked_at = NULL, "
      "ended_us = NULL, options_json = ?, config_sha256 = ?, version = ?, actor = ?, host = ?, "
      "boot_id = ?, pid = ? "
      "WHERE run_id = ? AND state NOT IN ('succeeded', 'succeeded_late', 'skipped')",
      run.options_json, run.config_sha256, run.version, run.actor, run.host, run.boot_id, run.pid,
      run.run_id);
  if (changed != 1) return false;
  // An attempt of the dead process may still be alive somewhere: it finds its row changed.
  book.run(
      "UPDATE attempt SET state = 'crashed', why = 'its runner ended without a word', "
      "ended_us = ? WHERE run_id = ? AND state = 'running'",
      at_us, run.run_id);
  book.run(
      "UPDATE step SET state = 'pending', reason = 'resumed', exit_status = NULL, "
      "ended_us = NULL, progress = '' "
      "WHERE run_id = ? AND state NOT IN ('succeeded', 'reused', 'skipped')",
      run.run_id);
  append_event(write, origin,
               run_event(event_type::run_resumed, at_us, run.run_id,
                         {{"options", Json::parse(run.options_json, nullptr, false)}}));
  return true;
}

int start_attempt(WriteTransaction& write, const EventOrigin& origin, std::string_view run_id,
                  std::string_view step, const AttemptStart& start) {
  Database& book = write.database();
  const auto attempt = static_cast<int>(book.integer_or(
      0, "SELECT attempt + 1 FROM step WHERE run_id = ? AND step = ? AND state <> 'running'",
      run_id, step));
  WEALTHJOBS_CHECK(attempt > 0);  // the step exists and nobody is working on it
  book.run(
      "UPDATE step SET state = 'running', reason = '', attempt = ?, exit_status = NULL, "
      "progress = '', started_us = ?, ended_us = NULL, log_path = ? "
      "WHERE run_id = ? AND step = ?",
      attempt, start.at_us, start.log_path, run_id, step);
  book.run(
      "INSERT INTO attempt (run_id, step, attempt, pid, state, started_us) "
      "VALUES (?, ?, ?, ?, 'running', ?)",
      run_id, step, attempt, start.pid, start.at_us);
  append_event(write, origin,
               attempt_event(event_type::step_started, start.at_us, {run_id, step, attempt},
                             Json::object()));
  return attempt;
}

void save_attempt_pid(WriteTransaction& write, const AttemptKey& key, std::int64_t pid) {
  write.database().run("UPDATE attempt SET pid = ? WHERE run_id = ? AND step = ? AND attempt = ?",
                       pid, key.run_id, key.step, key.attempt);
}

bool is_current_attempt(WriteTransaction& write, const AttemptKey& key) {
  Statement& select = write.database().cached(
      "SELECT 1 FROM step WHERE run_id = ? AND step = ? AND attempt = ? AND state = 'running'");
  Cursor at(select.start_with(key.run_id, key.step, key.attempt));
  return at.next();
}

bool finish_step(WriteTransaction& write, const EventOrigin& origin, const AttemptKey& key,
                 const StepEnd& end) {
  WEALTHJOBS_CHECK(is_final(end.state));
  Database& book = write.database();
  const std::int64_t changed = book.run(
      "UPDATE step SET state = ?, reason = ?, exit_status = ?, ended_us = ?, rows_read = ?, "
      "rows_written = ?, result_json = ? "
      "WHERE run_id = ? AND step = ? AND attempt = ? AND state = 'running'",
      name_of(end.state), end.reason, end.exit_status, end.at_us, end.rows_read, end.rows_written,
      end.result_json, key.run_id, key.step, key.attempt);
  if (changed != 1) return false;
  book.run(
      "UPDATE attempt SET state = ?, exit_status = ?, why = ?, ended_us = ? "
      "WHERE run_id = ? AND step = ? AND attempt = ?",
      name_of(end.state), end.exit_status, end.reason, end.at_us, key.run_id, key.step,
      key.attempt);
  append_event(write, origin,
               attempt_event(event_of(end.state), end.at_us, key,
                             {{"reason", end.reason},
                              {"exit_status", end.exit_status},
                              {"rows_read", end.rows_read},
                              {"rows_written", end.rows_written},
                              {"result", Json::parse(end.result_json, nullptr, false)}}));
  return true;
}

void save_usage(WriteTransaction& write, const AttemptKey& key, const StepUsage& usage) {
  write.database().run(
      "UPDATE step SET cpu_us = ?, max_rss_kb = ? WHERE run_id = ? AND step = ? AND attempt = ?",
      usage.cpu_us, usage.max_rss_kb, key.run_id, key.step, key.attempt);
}

void mark_late(WriteTransaction& write, std::string_view run_id, std::string_view step) {
  write.database().run("UPDATE step SET is_late = 1 WHERE run_id = ? AND step = ?", run_id, step);
}

bool retry_step(WriteTransaction& write, const EventOrigin& origin, const AttemptKey& key,
                std::string_view reason, std::int64_t at_us) {
  const std::int64_t changed = write.database().run(
      "UPDATE step SET state = 'pending', reason = ?, ended_us = NULL "
      "WHERE run_id = ? AND step = ? AND attempt = ? "
      "AND state IN ('failed', 'crashed', 'timed_out')",
      reason, key.run_id, key.step, key.attempt);
  if (changed != 1) return false;
  append_event(write, origin,
               attempt_event(event_type::step_retried, at_us, key, {{"reason", reason}}));
  return true;
}

bool mark_step(WriteTransaction& write, const EventOrigin& origin, std::string_view run_id,
               std::string_view step, StepState state, std::string_view reason,
               std::int64_t at_us) {
  WEALTHJOBS_CHECK(is_final(state));
  const std::int64_t changed = write.database().run(
      "UPDATE step SET state = ?, reason = ?, ended_us = ? "
      "WHERE run_id = ? AND step = ? AND state <> 'running'",
      name_of(state), reason, at_us, run_id, step);
  if (changed != 1) return false;
  append_event(write, origin,
               step_event(event_of(state), at_us, run_id, step, {{"reason", reason}}));
  return true;
}

void save_progress(WriteTransaction& write, const EventOrigin& origin, const AttemptKey& key,
                   std::string_view progress, std::optional<std::int64_t> event_at_us) {
  const std::int64_t changed = write.database().run(
      "UPDATE step SET progress = ? "
      "WHERE run_id = ? AND step = ? AND attempt = ? AND state = 'running'",
      progress, key.run_id, key.step, key.attempt);
  if (changed != 1 || !event_at_us) return;
  append_event(
      write, origin,
      attempt_event(event_type::step_progress, *event_at_us, key, {{"progress", progress}}));
}

bool finish_run(WriteTransaction& write, const EventOrigin& origin, std::string_view run_id,
                const RunEnd& end) {
  WEALTHJOBS_CHECK(end.state != RunState::running);
  const std::int64_t changed = write.database().run(
      "UPDATE run SET state = ?, outcome = ?, exit_status = ?, blocked_at = ?, ended_us = ? "
      "WHERE run_id = ? AND state = 'running'",
      name_of(end.state), end.outcome, end.exit_status, end.blocked_at, end.at_us, run_id);
  if (changed != 1) return false;
  Json payload = {{"state", std::string(name_of(end.state))},
                  {"outcome", end.outcome},
                  {"exit_status", end.exit_status}};
  if (end.blocked_at) payload["blocked_at"] = *end.blocked_at;
  append_event(write, origin, run_event(event_of(end.state), end.at_us, run_id, payload));
  return true;
}

}  // namespace wealthjobs::store
