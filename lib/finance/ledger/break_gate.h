// When unexplained differences are too much: for a portfolio, and for the book.
//
//   portfolio   out of tolerance: value > nav_tol_bps of its nav, or > the absolute cap, or a
//               difference that has no price. The portfolio is held, the firm goes on (RULINGS A9)
//   book        gate: value > gate_nav_bps of nav in one base currency, or an unexplained break
//               older than gate_age_bd
//   value       of a portfolio or a book: the sum of the sizes of its unexplained differences; what
//               is too much here is not made good by too little there
//   comparison  value x 10,000 > nav x bps, in integers: exactly the limit passes; nothing passes
//               where nav is zero or negative
//
//   Source   domain job 8; RULINGS A10
//   Units    minor units of the base currency; currencies are never added to each other
//   Example  nav 1,000,000.00, 5 bps: 500.00 passes, 500.01 does not
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "base/currency.h"

namespace wealthjobs::finance {

bool exceeds_bps(std::int64_t value_minor, std::int64_t nav_minor, std::int64_t bps);

struct PortfolioExposure {
  std::int64_t value_minor = 0;
  std::int64_t nav_minor = 0;
  bool has_unpriced = false;
};
struct PortfolioTolerance {
  std::int64_t nav_tol_bps = 5;
  std::optional<std::int64_t> cap_minor;  // in the portfolio's base currency
};
bool is_out_of_tolerance(const PortfolioExposure& exposure, const PortfolioTolerance& tolerance);

struct BookExposure {
  base::Currency currency;
  std::int64_t value_minor = 0;
  std::int64_t nav_minor = 0;
};
// The first currency whose unexplained value is too much; nullptr where none is.
const BookExposure* first_over_limit(std::span<const BookExposure> exposures,
                                     std::int64_t gate_nav_bps);

}  // namespace wealthjobs::finance
