// Quantile of a sample by linear interpolation between order statistics (type 7 of Hyndman and Fan,
// the default of R and NumPy).
//
//   h = (n - 1) p;  Q(p) = x_(floor h) + (h - floor h) (x_(floor h + 1) - x_(floor h)), x_(0) least
//
//   Source   Hyndman and Fan 1996
//   Example  1, 2, 3, 4: Q(1/10) = 1.3, Q(1/2) = 2.5
//   Why k/m  p is a fraction, so that h has no rounding: of 1,001 values the third decile is
//   x_(300) Failure  abort: no values, values not ascending, p outside 0 to 1
#pragma once

#include <cstdint>
#include <span>

namespace wealthjobs::numeric {

// The k-th of m quantiles, 0 <= k <= m, of ascending values.
double quantile(std::span<const double> ascending, std::int64_t k, std::int64_t m);

}  // namespace wealthjobs::numeric
