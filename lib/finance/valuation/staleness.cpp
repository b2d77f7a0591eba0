#include "finance/valuation/staleness.h"

#include <algorithm>
#include <cstddef>

#include "base/check.h"

namespace wealthjobs::finance {
namespace {

constexpr std::int64_t bps_of_one = 10'000;

}  // namespace

std::string_view name_of(Staleness staleness) {
  switch (staleness) {
    case Staleness::fresh:
      return "fresh";
    case Staleness::late_market:
      return "late_market";
    case Staleness::warn:
      return "warn";
    case Staleness::overdue:
      return "overdue";
    case Staleness::stale:
      return "stale";
  }
  return "stale";
}

Staleness staleness_of(int age_bd, bool closes_after_cut, const StalenessOptions& options) {
  WEALTHJOBS_CHECK(age_bd >= 0);
  if (age_bd <= options.fresh_bd) return Staleness::fresh;
  if (closes_after_cut && age_bd <= options.late_market_bd) return Staleness::late_market;
  if (age_bd > options.stale_fail_bd) return Staleness::stale;
  return age_bd <= options.stale_warn_bd ? Staleness::warn : Staleness::overdue;
}

bool gates_for_stale_value(std::int64_t stale_minor, std::int64_t nav_minor,
                           const StalenessOptions& options) {
  if (stale_minor == 0) return false;
  if (nav_minor <= 0) return true;
  const base::int128 magnitude =
      stale_minor < 0 ? -static_cast<base::int128>(stale_minor) : stale_minor;
  return magnitude * bps_of_one > static_cast<base::int128>(nav_minor) * options.max_stale_nav_bps;
}

bool is_unchanged(std::span<const std::int64_t> closes_e6, const StalenessOptions& options) {
  WEALTHJOBS_CHECK(options.unchanged_bd >= 2);
  const auto window = static_cast<std::size_t>(options.unchanged_bd);
  if (closes_e6.size() < window) return false;
  const auto last = closes_e6.last(window);
  return std::ranges::all_of(last, [&](std::int64_t close) { return close == last.front(); });
}

std::int64_t haircut_value_minor(std::int64_t qty_e6, const UnitPrice& price,
                                 std::int64_t haircut_bps) {
  WEALTHJOBS_CHECK(0 <= haircut_bps && haircut_bps <= bps_of_one);
  const base::int128 kept = base::multiply_checked(static_cast<base::int128>(qty_e6) * price.num,
                                                   bps_of_one - haircut_bps);
  return base::divide_rounded(kept, static_cast<base::int128>(price.den) * bps_of_one,
                              base::Rounding::half_even);
}

}  // namespace wealthjobs::finance
