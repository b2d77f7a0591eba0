// The day's prices against what the book expects, before they are written (domain job 18).
//
//   coverage   of the instruments that had a price in the 31 days before and whose market is open
//              on D, the share with a price dated D; suspended ones are not expected. Below
//              min_coverage_bps: a feed is missing (exit 66)
//   gap        more than max_gap_bd business days of the last 31 days in a row without a price
//   outlier    modified z of the return of D over the last 60 returns above z_max, unless a
//              corporate action goes ex with it or it vanishes beside the market: the median return
//              of at least 5 instruments of the day, taken off
//   Example    64 due, 63 priced: 9,843 bps, passes 9,800; 62 priced: 9,687, gates
//   Not here   splits, scale errors, contradicting sources: build_pack holds those back at use
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "feeds/book_folder.h"
#include "finance/calendar/calendars.h"
#include "jobs/job.h"
#include "store/findings.h"
#include "store/master.h"
#include "store/observations.h"

namespace wealthjobs::jobs {

struct PriceLimits {
  std::int64_t min_coverage_bps = 9'800;
  int max_gap_bd = 3;
  double z_max = 6;
};

struct PriceCoverage {
  std::int64_t priced = 0;
  std::int64_t expected = 0;
  std::vector<std::string> missing;      // ids of those without a price of the day, sorted
  std::vector<store::Finding> findings;  // missing_price and gap by instrument id, then outlier
  bool is_enough = true;

  [[nodiscard]] std::string why() const;  // "62 of 64 instruments have a price ...; missing: A, B"
};

// What is about to be written counts as if it stood in the book. `folder` may be null.
PriceCoverage measure_price_coverage(store::Database& book, const store::Master& master,
                                     base::Date day, std::span<const store::PriceRow> arriving,
                                     const feeds::BookFolder* folder, const PriceLimits& limits);

}  // namespace wealthjobs::jobs
