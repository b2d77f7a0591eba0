// The day's FX quotes against the currencies of the book, before they are written (domain job 17).
//
//   needed     the quotes that connect the book's currencies to the anchor (finance: fx_checks.h)
//   held       base currencies of portfolios that exist, balances, positions, and facts dated after
//              the last close: without a rate of these the whole book stops
//   gate       a held currency that no quote connects, or whose quote is older than stale_fail_bd
//              business days of TARGET (exit 66); of other currencies the same is a finding
//   held       a mover that no second source confirms, where checks.hold_moves says so: it is
//   loaded
//              but quarantined, and the pack takes the rate before (held_rates.h)
//   listed     movers (used, RULINGS A6), contradicting sources (the rate before is used), quoted
//              crosses away from the derived ones, quotes outside the band of a peg
//   Example    EUR/GBP fell 8 % on 2016-06-24: used and listed. A book in USD alone needs no rate.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "finance/valuation/fx_checks.h"
#include "jobs/job.h"
#include "store/findings.h"
#include "store/observations.h"

namespace wealthjobs::jobs {

struct RateLimits {
  base::Currency anchor;
  finance::FxCheckOptions checks;
  std::vector<finance::PegBand> pegs;
};

// Throws Error(config) for an anchor or a peg that is no currency.
RateLimits rate_limits(const Parameters& parameters);

struct RateCoverage {
  std::vector<finance::FxQuote> needed;  // by (base, quote)
  std::vector<store::Finding> findings;
  std::vector<finance::FxQuote> held;  // large moves that stay out of the pack (hold_moves)
  std::optional<std::string> gate;     // why the whole book must wait
};

// What is about to be written counts as if it stood in the book.
RateCoverage measure_rate_coverage(store::Database& book, base::Date day,
                                   std::span<const store::FxRateRow> arriving,
                                   const RateLimits& limits);

}  // namespace wealthjobs::jobs
