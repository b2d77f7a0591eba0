#include "finance/valuation/posted_effect.h"

#include <map>
#include <utility>

#include "base/rounding.h"

namespace wealthjobs::finance {

base::Result<std::int64_t, base::Currency> posted_effect_minor(base::Currency base_currency,
                                                               std::span<const NavLine> lines,
                                                               std::span<const NavBalance> posted,
                                                               const FxRates& rates) {
  std::map<std::pair<NavLineKind, base::Currency>, std::int64_t> sums;
  for (const NavBalance& balance : posted) {
    const auto kind = nav_line_of(balance.account);
    if (!kind) continue;
    std::int64_t& sum = sums[{*kind, balance.currency}];
    sum = base::add_checked(sum, balance.balance_minor);
  }
  std::int64_t effect = 0;
  for (const auto& [key, sum] : sums) {
    if (sum == 0) continue;
    std::int64_t local = 0;
    for (const NavLine& line : lines) {
      if (line.kind == key.first && line.currency == key.second) local = line.local_minor;
    }
    const auto conversion = rates.conversion(key.second, base_currency);
    if (!conversion) return base::refuse(key.second);
    effect = base::add_checked(effect, conversion->apply(local));
    effect = base::subtract_checked(effect, conversion->apply(base::subtract_checked(local, sum)));
  }
  return effect;
}

}  // namespace wealthjobs::finance
