#include "finance/ledger/break_gate.h"

#include <algorithm>

#include "base/int128.h"

namespace wealthjobs::finance {

bool exceeds_bps(std::int64_t value_minor, std::int64_t nav_minor, std::int64_t bps) {
  const base::int128 nav = std::max<std::int64_t>(nav_minor, 0);
  return static_cast<base::int128>(value_minor) * 10'000 > nav * bps;
}

bool is_out_of_tolerance(const PortfolioExposure& exposure, const PortfolioTolerance& tolerance) {
  if (exposure.has_unpriced) return true;
  if (tolerance.cap_minor && exposure.value_minor > *tolerance.cap_minor) return true;
  return exceeds_bps(exposure.value_minor, exposure.nav_minor, tolerance.nav_tol_bps);
}

const BookExposure* first_over_limit(std::span<const BookExposure> exposures,
                                     std::int64_t gate_nav_bps) {
  const auto found = std::ranges::find_if(exposures, [&](const BookExposure& exposure) {
    return exceeds_bps(exposure.value_minor, exposure.nav_minor, gate_nav_bps);
  });
  return found == exposures.end() ? nullptr : &*found;
}

}  // namespace wealthjobs::finance
