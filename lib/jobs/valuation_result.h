// What a valuation says of itself: the sum of all navs by currency, and the step's typed result.
//
//   Example  "20,114.91 AUD, 1,000.00 USD"
#pragma once

#include <span>
#include <string>

#include "base/json.h"
#include "jobs/portfolio_valuation.h"

namespace wealthjobs::jobs {

std::string totals_text(std::span<const store::PortfolioNav> navs);
base::Json valuation_result(const PortfolioValuation& valuation);

}  // namespace wealthjobs::jobs
