#include "finance/valuation/largest_remainder.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "base/check.h"
#include "base/decimal.h"
#include "base/int128.h"
#include "base/rounding.h"

namespace wealthjobs::finance {

std::optional<std::vector<std::int64_t>> percentages_of_total(std::span<const std::int64_t> weights,
                                                              int decimals) {
  WEALTHJOBS_CHECK(0 <= decimals && decimals <= 15);
  base::int128 total = 0;
  for (const std::int64_t weight : weights) total += weight;
  if (total == 0) return std::nullopt;
  const int sign = total < 0 ? -1 : 1;
  total *= sign;
  const std::int64_t whole = base::power_of_ten(decimals + 2);
  std::vector<std::int64_t> shares(weights.size());
  std::vector<base::int128> remainders(weights.size());
  base::int128 missing = whole;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const base::int128 scaled =
        base::multiply_checked(static_cast<base::int128>(weights[i]) * sign, whole);
    base::int128 share = scaled / total;
    if (scaled % total < 0) --share;  // the floor, also below zero
    remainders[i] = scaled - share * total;
    shares[i] = base::divide_rounded(share, 1, base::Rounding::toward_zero);
    missing -= share;
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(
      order, [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  WEALTHJOBS_CHECK(0 <= missing && missing < static_cast<base::int128>(weights.size()));
  for (std::size_t i = 0; i < static_cast<std::size_t>(missing); ++i) ++shares[order[i]];
  return shares;
}

}  // namespace wealthjobs::finance
