#include "finance/fees/high_water_mark.h"

#include <algorithm>

#include "base/int128.h"

namespace wealthjobs::finance {
namespace {

using base::Date;
using base::int128;

// The day of a period end in some month: 28 February of a year that has a 29th is the month's end.
Date end_in_month(int year, int month, const FiscalYearEnd& end) {
  const int last = base::days_in_month(year, month);
  const bool is_month_end = end.day >= base::days_in_month(2023, end.month);
  return Date::from(year, month, is_month_end ? last : std::min(end.day, last));
}

}  // namespace

UnitPrice mark_after(const UnitPrice& mark, const UnitPrice& net, std::int64_t fee_minor) {
  if (fee_minor <= 0 || !net.can_price()) return mark;
  return mark.units_e6 > 0 && is_below(net, mark) ? mark : net;
}

Date period_end(Date day, Crystallisation crystallisation, const FiscalYearEnd& end) {
  const int step = crystallisation == Crystallisation::annual      ? 12
                   : crystallisation == Crystallisation::quarterly ? 3
                                                                   : 1;
  const base::YearMonthDay at = day.ymd();
  for (int ahead = 0;; ++ahead) {
    const int month = (at.month - 1 + ahead) % 12 + 1;
    const int year = at.year + (at.month - 1 + ahead) / 12;
    if ((month - end.month + 12) % step != 0) continue;
    const Date candidate = end_in_month(year, month, end);
    if (candidate >= day) return candidate;
  }
}

PeakObservation peak_after(std::int64_t peak_e9, std::int64_t before_e9, std::int64_t navpu_e9,
                           bool has_flow, std::int64_t max_jump_bps) {
  constexpr std::int64_t whole_bps = 10'000;
  const int128 moved = static_cast<int128>(navpu_e9) - before_e9;
  const int128 distance = (moved < 0 ? -moved : moved) * whole_bps;
  if (before_e9 > 0 && !has_flow && distance > static_cast<int128>(before_e9) * max_jump_bps) {
    return {peak_e9, true};
  }
  return {std::max(peak_e9, navpu_e9), false};
}

}  // namespace wealthjobs::finance
