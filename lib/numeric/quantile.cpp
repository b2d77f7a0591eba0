#include "numeric/quantile.h"

#include <algorithm>
#include <cstddef>

#include "base/check.h"

namespace wealthjobs::numeric {

double quantile(std::span<const double> ascending, std::int64_t k, std::int64_t m) {
  WEALTHJOBS_CHECK(!ascending.empty() && m > 0 && k >= 0 && k <= m);
  WEALTHJOBS_CHECK(std::ranges::is_sorted(ascending));
  const std::int64_t scaled = (static_cast<std::int64_t>(ascending.size()) - 1) * k;
  const auto below = static_cast<std::size_t>(scaled / m);
  if (scaled % m == 0) return ascending[below];
  const double part = static_cast<double>(scaled % m) / static_cast<double>(m);
  const double low = ascending[below];
  const double high = ascending[below + 1];
  // from the nearer end, so that equal neighbours give themselves and the result never passes one
  return part < 0.5 ? low + (high - low) * part : high - (high - low) * (1 - part);
}

}  // namespace wealthjobs::numeric
