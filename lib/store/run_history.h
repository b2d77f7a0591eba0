// Reading the run journal: one run with its steps, the last runs, and history by filter and page.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "store/run_journal.h"

namespace wealthjobs::store {

std::optional<RunRow> load_run(Database& book, std::string_view run_id);
std::optional<StepRow> load_step(Database& book, std::string_view run_id, std::string_view step);
// In the order of the file.
std::vector<StepRow> load_steps(Database& book, std::string_view run_id);
std::vector<AttemptRow> load_attempts(Database& book, std::string_view run_id,
                                      std::string_view step);

// The run of that pair with the highest number.
std::optional<RunRow> find_last_run(Database& book, std::string_view pipeline,
                                    base::Date business_date);
// The same, where it is not complete: the run that the same command takes up again.
std::optional<RunRow> find_unfinished_run(Database& book, std::string_view pipeline,
                                          base::Date business_date);
// The run that was started last; of any pipeline where none is given.
std::optional<RunRow> find_latest_run(Database& book,
                                      const std::optional<std::string>& pipeline = std::nullopt);

// When a run ended; nothing for an unknown run, or one that has not ended.
std::optional<std::int64_t> load_run_end(Database& book, std::string_view run_id);
// When the nth newest run of the book was started (1 is the newest); nothing where there are fewer.
std::optional<std::int64_t> nth_newest_run_start(Database& book, std::int64_t n);

// How long the newest `limit` successes of a step took, in seconds, newest first.
std::vector<double> load_success_durations(Database& book, std::string_view pipeline,
                                           std::string_view step, std::int64_t limit);

// Newest first. Empty fields do not filter; page counts from 1.
struct HistoryFilter {
  std::optional<std::string> pipeline = std::nullopt;
  std::optional<std::string> job = std::nullopt;  // steps only
  std::optional<RunState> run_state = std::nullopt;
  std::optional<base::Date> from = std::nullopt;
  std::optional<base::Date> to = std::nullopt;
  std::optional<std::int64_t> since_us = std::nullopt;
  int page = 1;
  int page_size = 50;
};
std::vector<RunRow> load_runs(Database& book, const HistoryFilter& filter);
std::int64_t count_runs(Database& book, const HistoryFilter& filter);
std::vector<StepRow> load_job_history(Database& book, const HistoryFilter& filter);
std::int64_t count_job_history(Database& book, const HistoryFilter& filter);

}  // namespace wealthjobs::store
