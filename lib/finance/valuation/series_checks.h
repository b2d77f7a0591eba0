// Is a row of prices, and is a series of them, credible? The checks of ingestion.
//
//   row      low <= min(open, close) <= max(open, close) <= high; price > 0; volume >= 0; a
//            business day of the market; the instrument's currency; not in the future
//   gap      expected business days without a row: any is WARN, more than max_gap_bd (3) in a row
//            gates for a held instrument
//   stale    the same open, high, low, close on unchanged_bd (5) days with volume 0
//   outlier  z = 0.67448975 (r - median) / MAD over the last z_window (60) returns, |z| > z_max
//   (6).
//            MAD = 0: z = (r - median) / (1.2533 x mean absolute deviation); that 0 too: |r| > 1 %
//
//   Source   domain job 18; Iglewicz and Hoaglin 1993 (modified z-score)
//   Units    prices in millionths; returns as fractions (doubles: this is a statistic, not money)
//   Example  returns (%) 0.4 -0.3 0.2 -0.1 0.5 -0.6 0.1 0.3 -0.2 6.0: median 0.15, MAD 0.30,
//            z of 6.0 = 13.1526 (outlier), z of 0.5 = 0.7869
//   Not here whether a second source or the market confirms an outlier: the job asks them
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/currency.h"
#include "base/date.h"

namespace wealthjobs::finance {

struct PriceBar {
  base::Date date;
  std::int64_t close_e6 = 0;
  // a close-only file has none of the following
  std::optional<std::int64_t> open_e6;
  std::optional<std::int64_t> high_e6;
  std::optional<std::int64_t> low_e6;
  std::optional<std::int64_t> volume;
  bool operator==(const PriceBar&) const = default;
};

// In order of precedence: the first that applies is the row's fault.
enum class RowFault {
  in_the_future,
  not_a_business_day,
  wrong_currency,
  price_not_positive,
  low_above_body,
  high_below_body,
  negative_volume,
};
std::string_view name_of(RowFault fault);

struct RowContext {
  base::Date latest;            // the business date of the run
  bool is_business_day = true;  // of the bar's date, in the instrument's calendar
  base::Currency quoted;        // currency of the row
  base::Currency instrument;    // currency of the instrument
  bool may_be_negative = false;
};

std::optional<RowFault> row_fault(const PriceBar& bar, const RowContext& context);

enum class GapVerdict { complete, warn, gate_if_held };
std::string_view name_of(GapVerdict verdict);

struct GapCount {
  GapVerdict verdict = GapVerdict::complete;
  std::vector<base::Date> missing;
  int longest_run = 0;  // consecutive expected days without a row
};

// Both sorted ascending without repeats; dates that are not expected are ignored.
GapCount count_gaps(std::span<const base::Date> expected, std::span<const base::Date> present,
                    int max_gap_bd = 3);

// The last `unchanged_bd` bars, newest last, repeat one another and nothing was traded.
bool is_dead_series(std::span<const PriceBar> bars, int unchanged_bd = 5);

struct RobustScale {
  double median = 0;
  double mad = 0;             // median of |r - median|
  double mean_deviation = 0;  // mean of |r - median|
};

// At least one value; an even count averages the two in the middle.
RobustScale robust_scale(std::span<const double> returns);

// nullopt when both measures of spread are zero.
std::optional<double> modified_z(double value, const RobustScale& scale);

struct OutlierOptions {
  double z_max = 6.0;
  std::size_t z_window = 60;
};

// The newest return stands last; it is measured against the last z_window returns, itself included.
bool is_outlier(std::span<const double> returns, const OutlierOptions& options = {});

}  // namespace wealthjobs::finance
