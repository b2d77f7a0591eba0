// The [[feed]] files of a configuration: read where they lie, in the provider's own layout, one by
// one, and each only when its size or time changed since the register saw it (RULINGS A8).
//
//   const FeedLoad load = read_feeds(context, master, FeedGroup::rates);  // outside
//   write_feeds(write, load, actor);                                      // inside the transaction
//
//   Instrument  feed.instrument, else the file's name; unknown to the book: passed over, and all
//               such files together make one finding. Its currency is that of instruments.csv
//   Rows        a value that the book has is dropped here; what stays is new or a new version, and
//               each new version is a finding (RULINGS B11)
//   Missing     a feed without any file: 66, unless required = false (a finding)
//   Refused     a structural fault, too many bad rows, a file that ends before it did when it was
//               last read (truncated): 65; the register keeps the reason, nothing else is loaded
//   Quarantine  when a file is read again, its open rows that are not at fault any more are fixed
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "base/exit_status.h"
#include "jobs/feed_load_paths.h"
#include "jobs/job.h"
#include "store/file_register.h"
#include "store/findings.h"
#include "store/master.h"
#include "store/observations.h"

namespace wealthjobs::jobs {

struct FeedLoad {
  FeedLoad() = default;
  FeedLoad(FeedLoad&&) = default;
  FeedLoad& operator=(FeedLoad&&) = default;
  FeedLoad(const FeedLoad&) = delete;  // rows hold views into texts
  FeedLoad& operator=(const FeedLoad&) = delete;

  std::deque<std::string> texts;
  std::vector<store::PriceRow> prices;
  std::vector<store::FxRateRow> rates;
  std::vector<store::SeriesRow> series;
  std::vector<store::RegisteredFile> files;  // new content, new times, refused ones
  std::vector<store::QuarantineRow> quarantine;
  std::vector<std::int64_t> fixed;  // numbers of quarantined rows put right
  std::vector<store::Finding> findings;
  std::int64_t files_read = 0;
  std::int64_t files_unchanged = 0;
  std::int64_t files_unknown = 0;
  std::int64_t rows_read = 0;
  base::ExitStatus status = base::ExitStatus::ok;
  std::string why;  // the first refusal of the worst status

  [[nodiscard]] bool is_refused() const { return status != base::ExitStatus::ok; }
  [[nodiscard]] bool has_rows() const {
    return !prices.empty() || !rates.empty() || !series.empty() || !quarantine.empty() ||
           !fixed.empty();
  }
  [[nodiscard]] std::int64_t rows() const {
    return static_cast<std::int64_t>(prices.size() + rates.size() + series.size());
  }
  // "3 new files, 61 unchanged"
  [[nodiscard]] std::string summary() const;
};

FeedLoad read_feeds(const JobContext& context, const store::Master& master, FeedGroup group);

// Where the load is refused only its refused files enter the register. The revision rises only
// where there are rows.
void write_feeds(JobWrite& write, const FeedLoad& load, const std::string& actor);

}  // namespace wealthjobs::jobs
