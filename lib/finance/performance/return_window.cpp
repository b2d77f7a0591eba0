#include "finance/performance/return_window.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace wealthjobs::finance {
namespace {

constexpr std::array<std::string_view, 8> names = {"1d", "mtd", "qtd", "ytd",
                                                   "1y", "3y",  "5y",  "inception"};

// How many valuations are dated on or before the day.
std::size_t count_until(std::span<const Valuation> valuations, base::Date day) {
  return static_cast<std::size_t>(std::ranges::upper_bound(valuations, day, {}, &Valuation::date) -
                                  valuations.begin());
}

base::Date end_of_period_before(base::Date asof, int months_a_period) {
  const base::YearMonthDay ymd = asof.ymd();
  const int first = (ymd.month - 1) / months_a_period * months_a_period + 1;
  return base::Date::from(ymd.year, first, 1) - 1;
}

// The day on or before which the base must lie.
base::Date base_day(base::Date asof, ReturnWindow window) {
  switch (window) {
    case ReturnWindow::month_to_date:
      return end_of_period_before(asof, 1);
    case ReturnWindow::quarter_to_date:
      return end_of_period_before(asof, 3);
    case ReturnWindow::year_to_date:
      return end_of_period_before(asof, 12);
    case ReturnWindow::one_year:
      return asof.plus_months(-12);
    case ReturnWindow::three_years:
      return asof.plus_months(-36);
    case ReturnWindow::five_years:
      return asof.plus_months(-60);
    case ReturnWindow::one_day:
    case ReturnWindow::inception:
      break;
  }
  return asof;
}

}  // namespace

std::span<const std::string_view> return_window_names() { return names; }

std::string_view name_of(ReturnWindow window) { return names[static_cast<std::size_t>(window)]; }

std::optional<ReturnWindow> return_window_from(std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<ReturnWindow>(found - names.begin());
}

base::Result<WindowSpan, FigureReason> return_window(std::span<const Valuation> valuations,
                                                     base::Date asof, ReturnWindow window) {
  const std::size_t known = count_until(valuations, asof);
  if (known == 0) return base::refuse(FigureReason::history_too_short);
  WindowSpan span{0, known - 1};
  if (window == ReturnWindow::one_day) {
    if (known < 2) return base::refuse(FigureReason::history_too_short);
    span.base = known - 2;
  } else if (window != ReturnWindow::inception) {
    const std::size_t before = count_until(valuations, base_day(asof, window));
    if (before == 0) return base::refuse(FigureReason::history_too_short);
    span.base = before - 1;
  }
  if (span.base == span.last) return base::refuse(FigureReason::empty_window);
  return span;
}

base::Result<WindowSpan, FigureReason> last_returns(std::span<const Valuation> valuations,
                                                    base::Date asof, std::size_t n) {
  const std::size_t known = count_until(valuations, asof);
  if (n == 0 || known < n + 1) return base::refuse(FigureReason::history_too_short);
  return WindowSpan{known - 1 - n, known - 1};
}

std::optional<double> annualised_return(double period_return, ReturnWindow window, int days) {
  switch (window) {
    case ReturnWindow::one_year:
      return period_return;
    case ReturnWindow::three_years:
      return std::pow(1 + period_return, 1.0 / 3) - 1;
    case ReturnWindow::five_years:
      return std::pow(1 + period_return, 1.0 / 5) - 1;
    case ReturnWindow::inception:
      if (days < 365) return std::nullopt;
      return std::pow(1 + period_return, 365.0 / days) - 1;
    case ReturnWindow::one_day:
    case ReturnWindow::month_to_date:
    case ReturnWindow::quarter_to_date:
    case ReturnWindow::year_to_date:
      break;
  }
  return std::nullopt;
}

}  // namespace wealthjobs::finance
