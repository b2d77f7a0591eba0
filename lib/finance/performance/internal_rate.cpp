#include "finance/performance/internal_rate.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <ranges>

#include "numeric/root.h"

namespace wealthjobs::finance {
namespace {

constexpr double lowest_growth = 1e-12;  // of 1 + r
constexpr double highest_growth = 1e9;
constexpr std::size_t scan_places = 6'201;
constexpr double noise_share = 8 * std::numeric_limits<double>::epsilon();

// f(x), scaled by e^(x t_last) below zero so that nothing overflows; the sign is that of f.
class PresentValue {
 public:
  explicit PresentValue(const std::vector<TimedFlow>& flows)
      : flows_(flows), last_(flows.back().years) {}

  double operator()(double x) const {
    double sum = 0;
    for (const TimedFlow& flow : flows_) sum += term(flow, x);
    return sum;
  }
  [[nodiscard]] double magnitude(double x) const {
    double sum = 0;
    for (const TimedFlow& flow : flows_) sum += std::fabs(term(flow, x));
    return sum;
  }

 private:
  [[nodiscard]] double term(const TimedFlow& flow, double x) const {
    return flow.amount * std::exp(-x * (x < 0 ? flow.years - last_ : flow.years));
  }

  const std::vector<TimedFlow>& flows_;
  double last_;
};

// One amount a time, in order of time, none zero. Equal times are summed in order of size, so that
// the order of the input cannot be seen in the last bit.
std::vector<TimedFlow> netted(std::vector<TimedFlow> flows) {
  std::ranges::sort(flows, [](const TimedFlow& a, const TimedFlow& b) {
    return a.years != b.years ? a.years < b.years : a.amount < b.amount;
  });
  std::vector<TimedFlow> net;
  for (const TimedFlow& flow : flows) {
    if (!net.empty() && net.back().years == flow.years) {
      net.back().amount += flow.amount;
    } else {
      net.push_back(flow);
    }
  }
  std::erase_if(net, [](const TimedFlow& flow) { return flow.amount == 0; });
  return net;
}

template <class Flows>
int sign_changes_of_sums(const Flows& flows) {
  int changes = 0;
  double sum = 0;
  double sign = 0;
  for (const TimedFlow& flow : flows) {
    sum += flow.amount;
    if (sum == 0) continue;
    const double now = sum > 0 ? 1 : -1;
    if (sign != 0 && now != sign) ++changes;
    sign = now;
  }
  return changes;
}

// The bounds of the header at x0 = 0: roots above and below it. A root at 0 itself is not counted.
int most_roots_beside_zero(const std::vector<TimedFlow>& flows) {
  return sign_changes_of_sums(flows) + sign_changes_of_sums(flows | std::views::reverse);
}

// The one root beside 0, where f(0) is not 0: by steps that double, away from 0 to both sides.
std::vector<double> root_outward(const PresentValue& f, double low, double high) {
  const double middle = f(0);
  double left = 0;
  double right = 0;
  for (double step = 0.05; left > low || right < high; step *= 2) {
    const double new_left = std::max(left - step, low);
    const double new_right = std::min(right + step, high);
    if (new_right > right && (f(new_right) > 0) != (middle > 0)) {
      return {numeric::bracketed_root(f, right, new_right)};
    }
    if (new_left < left && (f(new_left) > 0) != (middle > 0)) {
      return {numeric::bracketed_root(f, new_left, left)};
    }
    left = new_left;
    right = new_right;
  }
  return {};
}

std::vector<double> roots_scanned(const PresentValue& f, double low, double high) {
  std::vector<double> grid = {0};  // money that only comes back is worth nothing exactly there
  for (std::size_t i = 0; i < scan_places; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(scan_places - 1);
    grid.push_back(low + (high - low) * share);
  }
  std::ranges::sort(grid);
  return numeric::roots_by_scan({f, [&f](double x) { return f.magnitude(x); }, noise_share}, grid);
}

}  // namespace

InternalRates internal_rates_over(std::vector<TimedFlow> flows) {
  const std::vector<TimedFlow> net = netted(std::move(flows));
  InternalRates found;
  found.rate = no_figure(FigureReason::no_root, net.size());
  const bool has_both_signs =
      std::ranges::any_of(net, [](const TimedFlow& flow) { return flow.amount > 0; }) &&
      std::ranges::any_of(net, [](const TimedFlow& flow) { return flow.amount < 0; });
  if (!has_both_signs) return found;

  const PresentValue f(net);
  const double low = std::log(lowest_growth);
  const double high = std::log(highest_growth);
  const bool has_one_root = f(0) != 0 && most_roots_beside_zero(net) <= 1;
  const std::vector<double> logs =
      has_one_root ? root_outward(f, low, high) : roots_scanned(f, low, high);
  if (logs.empty()) return found;
  for (const double x : logs) found.roots.push_back(std::expm1(x));
  const auto nearest = std::ranges::min_element(logs, {}, [](double x) { return std::fabs(x); });
  found.rate = figure_of(std::expm1(*nearest), net.size());
  if (logs.size() > 1) found.rate.reason = FigureReason::ambiguous;
  return found;
}

InternalRates internal_rates(std::span<const DatedValue> flows) {
  std::vector<TimedFlow> timed;
  if (!flows.empty()) {
    const base::Date first = std::ranges::min(flows, {}, &DatedValue::date).date;
    for (const DatedValue& flow : flows) timed.push_back({(flow.date - first) / 365.0, flow.value});
  }
  return internal_rates_over(std::move(timed));
}

}  // namespace wealthjobs::finance
