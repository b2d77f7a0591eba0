// How long the logs of steps are kept: [runner] keep_log_days and keep_log_runs.
//
//   Kept      the logs of a run that is among the newest keep_runs runs of the book, or that ended
//             less than keep_days times 24 hours ago: whichever of the two keeps more. Logs of runs
//             that have not ended are kept always
//   Removed   <log_root>/<run id>/<step>.<attempt>.log and its .tail, then the folder if it is
//             empty. Only folders named after a run of this book are looked at, so that files of
//             others in the same place are safe
//   Never     the run journal, closes and packs (RULINGS C7): this touches no table
//   Example   keep_runs = 400, keep_days = 90, one run a day: the logs of 400 days are kept
//   Failure   never one of the run: what could not be removed is named in `fault`, and the next run
//             tries again
#pragma once

#include <cstdint>
#include <string>

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::runner {

struct LogRetention {
  std::int64_t keep_days = 90;
  std::int64_t keep_runs = 400;
};

struct LogPruning {
  int runs = 0;       // whose logs were removed
  std::string fault;  // of the first that could not be; empty: none
};

LogPruning prune_logs(store::Database& book, const std::string& log_root,
                      const LogRetention& retention, std::int64_t now_us);

}  // namespace wealthjobs::runner
