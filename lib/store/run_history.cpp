#include "store/run_history.h"

#include <algorithm>

#include "base/error.h"
#include "store/database.h"

namespace wealthjobs::store {
namespace {

#define RUN_COLUMNS                                                                        \
  "r.run_id, r.pipeline, r.business_date, r.n, r.state, r.outcome, r.exit_status, "        \
  "r.blocked_at, r.options_json, r.config_sha256, r.version, r.actor, r.host, r.boot_id, " \
  "r.pid, r.started_us, r.ended_us"

#define STEP_COLUMNS                                                                   \
  "s.run_id, s.step, s.position, s.job, s.state, s.reason, s.attempt, s.exit_status, " \
  "s.is_late, s.progress, s.started_us, s.ended_us, s.rows_read, s.rows_written, "     \
  "s.cpu_us, s.max_rss_kb, s.result_json, s.log_path"

#define RUN_FILTER                                                              \
  "FROM run r WHERE (?1 IS NULL OR r.pipeline = ?1) "                           \
  "AND (?2 IS NULL OR r.state = ?2) AND (?3 IS NULL OR r.business_date >= ?3) " \
  "AND (?4 IS NULL OR r.business_date <= ?4) AND (?5 IS NULL OR r.started_us >= ?5) "

#define JOB_FILTER                                                               \
  "FROM step s JOIN run r USING (run_id) WHERE (?1 IS NULL OR r.pipeline = ?1) " \
  "AND (?2 IS NULL OR s.job = ?2) AND (?3 IS NULL OR r.business_date >= ?3) "    \
  "AND (?4 IS NULL OR r.business_date <= ?4) AND (?5 IS NULL OR s.started_us >= ?5) "

std::optional<int> optional_small(const Row& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.small(column);
}

RunState run_state_at(const Row& row, int column) {
  const auto state = run_state_from(row.text(column));
  if (!state) {
    throw base::Error(base::ErrorKind::io_error, "the run journal holds no known state",
                      "wealthjobs doctor");
  }
  return *state;
}

StepState step_state_at(const Row& row, int column) {
  const auto state = step_state_from(row.text(column));
  if (!state) {
    throw base::Error(base::ErrorKind::io_error, "the run journal holds no known state",
                      "wealthjobs doctor");
  }
  return *state;
}

RunRow run_of(const Row& row) {
  return {.run_id = row.string(0),
          .pipeline = row.string(1),
          .business_date = row.date(2),
          .n = row.small(3),
          .state = run_state_at(row, 4),
          .outcome = row.string(5),
          .exit_status = optional_small(row, 6),
          .blocked_at = row.optional_text(7),
          .options_json = row.string(8),
          .config_sha256 = row.string(9),
          .version = row.string(10),
          .actor = row.string(11),
          .host = row.string(12),
          .boot_id = row.string(13),
          .pid = row.integer(14),
          .started_us = row.integer(15),
          .ended_us = row.optional_integer(16)};
}

StepRow step_of(const Row& row) {
  return {.run_id = row.string(0),
          .step = row.string(1),
          .position = row.small(2),
          .job = row.string(3),
          .state = step_state_at(row, 4),
          .reason = row.string(5),
          .attempt = row.small(6),
          .exit_status = optional_small(row, 7),
          .is_late = row.integer(8) != 0,
          .progress = row.string(9),
          .started_us = row.optional_integer(10),
          .ended_us = row.optional_integer(11),
          .rows_read = row.integer(12),
          .rows_written = row.integer(13),
          .cpu_us = row.integer(14),
          .max_rss_kb = row.integer(15),
          .result_json = row.string(16),
          .log_path = row.string(17)};
}

std::optional<RunRow> one_run(Cursor rows) {
  if (!rows.next()) return std::nullopt;
  return run_of(rows);
}

std::int64_t offset_of(const HistoryFilter& filter) {
  return static_cast<std::int64_t>(std::max(filter.page, 1) - 1) * filter.page_size;
}

std::optional<std::string_view> state_name(const HistoryFilter& filter) {
  if (!filter.run_state) return std::nullopt;
  return name_of(*filter.run_state);
}

}  // namespace

std::optional<RunRow> load_run(Database& book, std::string_view run_id) {
  return one_run(book.query("SELECT " RUN_COLUMNS " FROM run r WHERE run_id = ?", run_id));
}

std::optional<StepRow> load_step(Database& book, std::string_view run_id, std::string_view step) {
  Cursor rows =
      book.query("SELECT " STEP_COLUMNS " FROM step s WHERE run_id = ? AND step = ?", run_id, step);
  if (!rows.next()) return std::nullopt;
  return step_of(rows);
}

std::vector<StepRow> load_steps(Database& book, std::string_view run_id) {
  std::vector<StepRow> steps;
  Cursor rows = book.query(
      "SELECT " STEP_COLUMNS " FROM step s WHERE run_id = ? ORDER BY position, step", run_id);
  while (rows.next()) steps.push_back(step_of(rows));
  return steps;
}

std::vector<AttemptRow> load_attempts(Database& book, std::string_view run_id,
                                      std::string_view step) {
  std::vector<AttemptRow> attempts;
  Cursor rows = book.query(
      "SELECT attempt, pid, state, exit_status, why, started_us, ended_us FROM attempt "
      "WHERE run_id = ? AND step = ? ORDER BY attempt",
      run_id, step);
  while (rows.next()) {
    attempts.push_back({.run_id = std::string(run_id),
                        .step = std::string(step),
                        .attempt = rows.small(0),
                        .pid = rows.optional_integer(1),
                        .state = step_state_at(rows, 2),
                        .exit_status = optional_small(rows, 3),
                        .why = rows.string(4),
                        .started_us = rows.integer(5),
                        .ended_us = rows.optional_integer(6)});
  }
  return attempts;
}

std::optional<RunRow> find_last_run(Database& book, std::string_view pipeline,
                                    base::Date business_date) {
  return one_run(book.query("SELECT " RUN_COLUMNS
                            " FROM run r WHERE pipeline = ? AND business_date = ? "
                            "ORDER BY n DESC LIMIT 1",
                            pipeline, business_date));
}

std::optional<RunRow> find_unfinished_run(Database& book, std::string_view pipeline,
                                          base::Date business_date) {
  std::optional<RunRow> run = find_last_run(book, pipeline, business_date);
  if (run && is_complete(run->state)) run.reset();
  return run;
}

std::optional<RunRow> find_latest_run(Database& book, const std::optional<std::string>& pipeline) {
  return one_run(book.query("SELECT " RUN_COLUMNS " FROM run r WHERE ?1 IS NULL OR pipeline = ?1 "
                            "ORDER BY started_us DESC, run_id DESC LIMIT 1",
                            pipeline));
}

std::optional<std::int64_t> load_run_end(Database& book, std::string_view run_id) {
  Cursor rows = book.query("SELECT ended_us FROM run WHERE run_id = ?", run_id);
  if (!rows.next()) return std::nullopt;
  return rows.optional_integer(0);
}

std::optional<std::int64_t> nth_newest_run_start(Database& book, std::int64_t n) {
  Cursor rows =
      book.query("SELECT started_us FROM run ORDER BY started_us DESC LIMIT 1 OFFSET ?", n - 1);
  if (!rows.next()) return std::nullopt;
  return rows.integer(0);
}

std::vector<double> load_success_durations(Database& book, std::string_view pipeline,
                                           std::string_view step, std::int64_t limit) {
  std::vector<double> durations_s;
  Cursor rows = book.query(
      "SELECT s.ended_us - s.started_us FROM run r JOIN step s USING (run_id) "
      "WHERE r.pipeline = ? AND s.step = ? AND s.state = 'succeeded' AND s.attempt > 0 "
      "ORDER BY s.started_us DESC LIMIT ?",
      pipeline, step, limit);
  while (rows.next()) {
    if (!rows.is_null(0)) durations_s.push_back(static_cast<double>(rows.integer(0)) / 1e6);
  }
  return durations_s;
}

std::vector<RunRow> load_runs(Database& book, const HistoryFilter& filter) {
  std::vector<RunRow> runs;
  Cursor rows = book.query("SELECT " RUN_COLUMNS " " RUN_FILTER
                           "ORDER BY r.started_us DESC, r.run_id DESC LIMIT ?6 OFFSET ?7",
                           filter.pipeline, state_name(filter), filter.from, filter.to,
                           filter.since_us, filter.page_size, offset_of(filter));
  while (rows.next()) runs.push_back(run_of(rows));
  return runs;
}

std::int64_t count_runs(Database& book, const HistoryFilter& filter) {
  return book.integer_or(0, "SELECT count(*) " RUN_FILTER, filter.pipeline, state_name(filter),
                         filter.from, filter.to, filter.since_us);
}

std::vector<StepRow> load_job_history(Database& book, const HistoryFilter& filter) {
  std::vector<StepRow> steps;
  Cursor rows =
      book.query("SELECT " STEP_COLUMNS " " JOB_FILTER
                 "ORDER BY s.started_us DESC, s.run_id DESC, s.position LIMIT ?6 OFFSET ?7",
                 filter.pipeline, filter.job, filter.from, filter.to, filter.since_us,
                 filter.page_size, offset_of(filter));
  while (rows.next()) steps.push_back(step_of(rows));
  return steps;
}

std::int64_t count_job_history(Database& book, const HistoryFilter& filter) {
  return book.integer_or(0, "SELECT count(*) " JOB_FILTER, filter.pipeline, filter.job, filter.from,
                         filter.to, filter.since_us);
}

#undef RUN_COLUMNS
#undef STEP_COLUMNS
#undef RUN_FILTER
#undef JOB_FILTER

}  // namespace wealthjobs::store
