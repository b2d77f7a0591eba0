#include "numeric/normal.h"

#include <cmath>
#include <numbers>

#include "base/check.h"
#include "numeric/root.h"

namespace wealthjobs::numeric {

double normal_density(double z) { return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi); }

double normal_probability(double z) { return std::erfc(-z / std::numbers::sqrt2) / 2; }

double normal_quantile(double probability) {
  WEALTHJOBS_CHECK(probability > 0 && probability < 1);
  if (probability == 0.5) return 0;
  // the lower tail keeps its digits
  if (probability > 0.5) return -normal_quantile(1 - probability);
  return bracketed_root([probability](double z) { return normal_probability(z) - probability; },
                        -38.6, 0);
}

}  // namespace wealthjobs::numeric
