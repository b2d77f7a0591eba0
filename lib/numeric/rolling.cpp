#include "numeric/rolling.h"

#include "base/check.h"
#include "numeric/moments.h"

namespace wealthjobs::numeric {
namespace {

template <class Statistic>
std::vector<Row> over_windows(std::size_t rows, std::size_t window, const Statistic& statistic) {
  WEALTHJOBS_CHECK(window >= 2);
  std::vector<Row> found(rows);
  for (std::size_t end = window; end <= rows; ++end) found[end - 1] = statistic(end - window);
  return found;
}

}  // namespace

std::vector<Row> rolling_mean(std::span<const double> values, std::size_t window) {
  return over_windows(values.size(), window, [&](std::size_t first) -> Row {
    return mean(values.subspan(first, window));
  });
}

std::vector<Row> rolling_deviation(std::span<const double> values, std::size_t window) {
  return over_windows(values.size(), window, [&](std::size_t first) -> Row {
    return sample_deviation(values.subspan(first, window));
  });
}

std::vector<Row> rolling_correlation(std::span<const double> x, std::span<const double> y,
                                     std::size_t window) {
  WEALTHJOBS_CHECK(x.size() == y.size());
  return over_windows(x.size(), window, [&](std::size_t first) {
    return correlation(x.subspan(first, window), y.subspan(first, window));
  });
}

std::vector<Row> rolling_momentum(std::span<const double> values, std::size_t window) {
  return over_windows(values.size(), window, [&](std::size_t first) -> Row {
    const auto rows = values.subspan(first, window);
    const double deviation = sample_deviation(rows);
    if (!(deviation > 0)) return std::nullopt;
    return (rows.back() - mean(rows)) / deviation;
  });
}

}  // namespace wealthjobs::numeric
