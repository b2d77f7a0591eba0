// Is the day's price file there, and is it whole? Of the instruments that had a price in the 31
// days before and whose market is open, how many have one dated the day (domain job 18).
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "jobs/feed_load.h"
#include "jobs/intake_folder.h"
#include "jobs/job.h"
#include "store/findings.h"
#include "store/master.h"

namespace wealthjobs::jobs {

struct PriceCoverage {
  std::int64_t priced = 0;
  std::int64_t expected = 0;
  std::vector<std::string> missing;  // ids, sorted
};

// As the book stands; instruments of `arriving` count as priced.
PriceCoverage measure_price_coverage(const JobContext& context,
                                     const std::set<finance::InstrumentNo>& arriving = {});

class CoverageCheck {
 public:
  // What the run is about to write counts. `folder` may be null.
  CoverageCheck(const JobContext& context, const FeedLoad& load, const FolderIntake* folder);

  [[nodiscard]] const PriceCoverage& coverage() const { return coverage_; }
  [[nodiscard]] bool is_short() const { return is_short_; }
  [[nodiscard]] std::string why() const;
  [[nodiscard]] std::string summary() const;
  // Missing prices, holes, outliers, files of unknown instruments, warnings of the feeds.
  [[nodiscard]] std::vector<store::Finding> findings(const store::Master& master) const;

 private:
  base::Date day_;
  PriceCoverage coverage_;
  bool is_short_ = false;
  std::vector<store::Finding> noted_;
};

}  // namespace wealthjobs::jobs
