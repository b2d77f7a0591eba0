// Tracking error and information ratio: the scatter of the return over the benchmark, and what was
// earned for it.
//
//   TE = s(r - b) sqrt(N);  IR = mean(r - b) N / TE     s sample standard deviation
//
//   Source   CONTRACT 6.5, 6.8; Grinold and Kahn ch. 5
//   Example  r and b of beta.h: TE 6.1890 %, IR 3.2574
//   Failure  too_few_returns below two pairs; IR: zero_variance where r - b does not move
#pragma once

#include <span>

#include "finance/performance/figure.h"

namespace wealthjobs::finance {

struct ActiveRisk {
  Figure tracking_error;
  Figure information_ratio;
};

// Returns of the same dates.
ActiveRisk active_risk(std::span<const double> portfolio, std::span<const double> benchmark,
                       double periods_a_year);

}  // namespace wealthjobs::finance
