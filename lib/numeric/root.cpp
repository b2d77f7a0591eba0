#include "numeric/root.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "base/check.h"

namespace wealthjobs::numeric {
namespace {

bool have_opposite_signs(double a, double b) { return (a < 0 && b > 0) || (a > 0 && b < 0); }

// The place of least f x sign between low and high, where it has one turning point there.
double turning_point(const Function& f, double sign, double low, double high) {
  const double golden = (std::sqrt(5.0) - 1) / 2;
  double a = high - golden * (high - low);
  double b = low + golden * (high - low);
  double fa = sign * f(a);
  double fb = sign * f(b);
  for (int i = 0; i < 100 && high - low > 1e-12 * (1 + std::fabs(low)); ++i) {
    if (fa < fb) {
      high = b;
      b = a;
      fb = fa;
      a = high - golden * (high - low);
      fa = sign * f(a);
    } else {
      low = a;
      a = b;
      fa = fb;
      b = low + golden * (high - low);
      fb = sign * f(b);
    }
  }
  return fa < fb ? a : b;
}

}  // namespace

double bracketed_root(const Function& f, double low, double high) {
  WEALTHJOBS_CHECK(low < high);
  double a = high;  // the newest point
  double b = low;   // on the other side of the root
  double fa = f(a);
  double fb = f(b);
  if (fa == 0) return a;
  if (fb == 0) return b;
  WEALTHJOBS_CHECK(have_opposite_signs(fa, fb));
  double share = 0.5;  // where in [a, b] to look next
  for (int i = 0; i < 400; ++i) {
    const double x = a + share * (b - a);
    const double fx = f(x);
    double c = a;  // the point that was dropped
    double fc = fa;
    if (have_opposite_signs(fx, fa)) {
      c = b;
      fc = fb;
      b = a;
      fb = fa;
    }
    a = x;
    fa = fx;
    const double best = std::fabs(fa) < std::fabs(fb) ? a : b;
    const double tolerance = 2 * std::numeric_limits<double>::epsilon() * std::fabs(best) + 1e-300;
    const double least_share = tolerance / std::fabs(b - a);
    if (fa == 0 || fb == 0 || least_share > 0.5) return best;
    const double xi = (a - b) / (c - b);
    const double phi = (fa - fb) / (fc - fb);
    share = 0.5;
    if (phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi) {
      share = fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb);
    }
    share = std::clamp(share, least_share, 1 - least_share);
  }
  return std::fabs(fa) < std::fabs(fb) ? a : b;
}

std::vector<double> roots_by_scan(const ScannedFunction& scanned, std::span<const double> grid) {
  WEALTHJOBS_CHECK(std::ranges::is_sorted(grid));
  std::vector<double> values;
  values.reserve(grid.size());
  for (const double x : grid) values.push_back(scanned.f(x));
  std::vector<double> roots;
  for (std::size_t i = 0; i < grid.size(); ++i) {
    if (values[i] == 0) roots.push_back(grid[i]);
    if (i + 1 < grid.size() && have_opposite_signs(values[i], values[i + 1])) {
      roots.push_back(bracketed_root(scanned.f, grid[i], grid[i + 1]));
    }
    if (i == 0 || i + 1 >= grid.size()) continue;
    const bool is_one_sided = !have_opposite_signs(values[i - 1], values[i]) &&
                              !have_opposite_signs(values[i], values[i + 1]) && values[i] != 0 &&
                              values[i - 1] != 0 && values[i + 1] != 0;
    const bool is_dip = std::fabs(values[i]) <= std::fabs(values[i - 1]) &&
                        std::fabs(values[i]) < std::fabs(values[i + 1]);
    if (!is_one_sided || !is_dip) continue;
    const double sign = values[i] > 0 ? 1 : -1;
    const double x = turning_point(scanned.f, sign, grid[i - 1], grid[i + 1]);
    const double fx = scanned.f(x);
    if (std::fabs(fx) <= scanned.noise_share * scanned.magnitude(x)) {
      roots.push_back(x);
    } else if (have_opposite_signs(fx, values[i])) {
      roots.push_back(bracketed_root(scanned.f, grid[i - 1], x));
      roots.push_back(bracketed_root(scanned.f, x, grid[i + 1]));
    }
  }
  std::ranges::sort(roots);
  const auto repeated = std::ranges::unique(roots);
  roots.erase(repeated.begin(), repeated.end());
  return roots;
}

}  // namespace wealthjobs::numeric
