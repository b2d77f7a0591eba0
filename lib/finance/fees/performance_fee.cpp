#include "finance/fees/performance_fee.h"

#include <algorithm>

#include "base/check.h"
#include "base/error.h"
#include "base/rounding.h"
#include "finance/valuation/wide_natural.h"

namespace wealthjobs::finance {
namespace {

using base::int128;

constexpr std::int64_t whole_ppm = 1'000'000;
constexpr std::int64_t days_of_year = 365;
constexpr std::int64_t e18 = 1'000'000'000'000'000'000;
constexpr std::int64_t e15 = 1'000'000'000'000'000;

// base^exponent at 18 decimals; base is between 1 and 2.
std::int64_t power_e18(std::int64_t base_e18, std::int64_t exponent) {
  int128 result = e18;
  int128 square = base_e18;
  for (; exponent > 0; exponent /= 2) {
    if (exponent % 2 != 0) result = result * square / e18;
    if (exponent > 1) square = square * square / e18;
    if (result > 4 * static_cast<int128>(e18)) return 4 * e18;
  }
  return static_cast<std::int64_t>(result);
}

// The 365th root of 1 + rate: the largest value whose power does not exceed it.
std::int64_t daily_growth_e18(std::int64_t rate_ppm) {
  const std::int64_t wanted = e18 + rate_ppm * (e18 / whole_ppm);
  std::int64_t low = e18;
  std::int64_t high = wanted;
  while (low < high) {
    const std::int64_t middle = low + (high - low + 1) / 2;
    if (power_e18(middle, days_of_year) <= wanted) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

ExactRatio compound_growth(std::int64_t rate_ppm, std::int64_t days) {
  const std::int64_t part = power_e18(daily_growth_e18(rate_ppm), days % days_of_year);
  int128 growth = base::divide_rounded(part, e18 / e15, base::Rounding::half_even);
  for (std::int64_t year = 0; year < days / days_of_year; ++year) {
    growth = base::multiply_checked(growth, whole_ppm + rate_ppm) / whole_ppm;
  }
  return {growth, e15};
}

WideNatural wide(int128 value) { return WideNatural(value); }

// half_up(numerator / denominator)
std::int64_t rounded_half_up(const WideNatural& numerator, const WideNatural& denominator) {
  const WideQuotient divided = divide_wide(numerator, denominator);
  WideNatural quotient = divided.quotient;
  if (divided.remainder + divided.remainder >= denominator) quotient = quotient + wide(1);
  if (!quotient.fits_int64()) {
    throw base::Error(base::ErrorKind::internal, "a performance fee does not fit into 64 bits");
  }
  return quotient.to_int64();
}

}  // namespace

ExactRatio hurdle_growth(const HurdleTerms& hurdle, std::int64_t days) {
  WEALTHJOBS_CHECK(days >= 0);
  switch (hurdle.kind) {
    case HurdleKind::none:
      return {};
    case HurdleKind::simple:
      return {static_cast<int128>(days_of_year) * whole_ppm +
                  static_cast<int128>(hurdle.rate_ppm) * days,
              static_cast<int128>(days_of_year) * whole_ppm};
    case HurdleKind::compound:
      return compound_growth(hurdle.rate_ppm, days);
  }
  return {};
}

std::int64_t performance_fee_minor(const UnitPrice& navpu, const UnitPrice& mark,
                                   const FeeSchedule& terms, std::int64_t days) {
  if (!navpu.can_price() || mark.units_e6 <= 0) return 0;
  const ExactRatio growth = hurdle_growth(terms.hurdle, days);
  // all over mark.units x growth.den: worth of the units, of their mark, of their target
  const WideNatural worth = wide(navpu.nav_minor) * wide(mark.units_e6) * wide(growth.den);
  const WideNatural at_mark =
      wide(std::max<std::int64_t>(mark.nav_minor, 0)) * wide(navpu.units_e6);
  const WideNatural target = at_mark * wide(growth.num);
  if (worth <= target) return 0;
  const WideNatural from =
      terms.hurdle.type == HurdleType::hard ? target : at_mark * wide(growth.den);
  return rounded_half_up((worth - from) * wide(terms.tiers.front().rate_ppm),
                         wide(mark.units_e6) * wide(growth.den) * wide(whole_ppm));
}

PerformanceDay performance_day(const PerformanceDayInput& input, const FeeSchedule& terms) {
  PerformanceDay day;
  const UnitPrice buying = input.before.can_price() ? input.before : issue_price(input.currency);
  const std::int64_t held =
      input.before.units_e6 > 0 && input.before.nav_minor > 0 ? input.before.units_e6 : 0;
  day.units_bought_e6 = units_for_e6(input.inflow_minor, buying);
  const std::int64_t units = base::add_checked(held, day.units_bought_e6);
  day.gross = {base::add_checked(input.nav_minor, input.outflow_minor), units};
  day.fee =
      fee_with_tax(performance_fee_minor(day.gross, input.mark, terms, input.days), terms.tax);
  day.accrued = day.fee;
  const UnitPrice net{base::subtract_checked(day.gross.nav_minor, day.fee.expense_minor()), units};
  if (input.outflow_minor > 0 && net.can_price()) {
    day.units_sold_e6 = std::min(units_for_e6(input.outflow_minor, net), units);
    day.locked = fee_with_tax(
        base::multiply_divide(day.fee.fee_minor, day.units_sold_e6, units, base::Rounding::half_up),
        terms.tax);
    day.accrued = day.fee - day.locked;
  }
  day.units_e6 = base::subtract_checked(units, day.units_sold_e6);
  day.nav_minor = base::subtract_checked(input.nav_minor, day.fee.expense_minor());
  return day;
}

}  // namespace wealthjobs::finance
