#include "runner/log_retention.h"

#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/error.h"
#include "store/database.h"
#include "store/run_history.h"

namespace wealthjobs::runner {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t day_us = 86'400'000'000;

bool is_log_of_a_step(const std::string& name) {
  return name.ends_with(".log") || name.ends_with(".log.tail");
}

// Folders named after runs of this book that ended before `before_us`.
std::vector<fs::path> folders_of_old_runs(store::Database& book, const std::string& log_root,
                                          std::int64_t before_us, std::error_code& fault) {
  std::vector<fs::path> folders;
  fs::directory_iterator entry(log_root, fault);
  if (fault == std::errc::no_such_file_or_directory) fault.clear();
  for (; !fault && entry != fs::directory_iterator(); entry.increment(fault)) {
    std::error_code ignored;
    if (entry->is_symlink(ignored) || !entry->is_directory(ignored)) continue;
    const auto ended_us = store::load_run_end(book, entry->path().filename().string());
    if (ended_us && *ended_us < before_us) folders.push_back(entry->path());
  }
  return folders;
}

std::error_code remove_logs(const fs::path& folder) {
  std::error_code fault;
  std::vector<fs::path> logs;
  for (fs::directory_iterator entry(folder, fault); !fault && entry != fs::directory_iterator();
       entry.increment(fault)) {
    if (is_log_of_a_step(entry->path().filename().string())) logs.push_back(entry->path());
  }
  for (const fs::path& log : logs) {
    if (!fault) fs::remove(log, fault);
  }
  std::error_code stays;  // what others have put there
  if (!fault) fs::remove(folder, stays);
  return fault;
}

}  // namespace

LogPruning prune_logs(store::Database& book, const std::string& log_root,
                      const LogRetention& retention, std::int64_t now_us) try {
  LogPruning pruning;
  std::error_code fault;
  const auto old =
      folders_of_old_runs(book, log_root, now_us - retention.keep_days * day_us, fault);
  if (fault) pruning.fault = log_root + ": " + fault.message();
  if (old.empty()) return pruning;

  // the journal is asked for its newest runs only where something is old enough
  const auto newest_start_us = store::nth_newest_run_start(book, retention.keep_runs);
  for (const fs::path& folder : old) {
    const auto run = store::load_run(book, folder.filename().string());
    if (!run || !newest_start_us || run->started_us >= *newest_start_us) continue;
    if (const std::error_code kept = remove_logs(folder)) {
      if (pruning.fault.empty()) pruning.fault = folder.string() + ": " + kept.message();
    } else {
      ++pruning.runs;
    }
  }
  return pruning;
} catch (const base::Error& error) {
  return {0, error.message()};
} catch (const std::system_error& error) {
  return {0, error.what()};
}

}  // namespace wealthjobs::runner
