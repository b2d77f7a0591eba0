// Return windows: from which valuation to which a figure is measured.
//
//   last   the last valuation on or before as-of
//   base   1d         the valuation before last
//          mtd        the last on or before the end of the month before as-of's; qtd, ytd likewise
//          1y 3y 5y   the last on or before the same calendar day so many years earlier (29
//                     February goes to 28 February)
//          inception  the first
//   The window's returns are dated after base, up to last.
//
//   Annualised  never under one year; 1y as it is; 3y and 5y with exponent 1/3 and 1/5; inception
//               with 365 / days once it spans 365 days
//
//   Source   CONTRACT 6.2, 6.3; GIPS 2020 2.A (no annualising under a year)
//   Example  valuations each weekday, as-of Sunday 2023-10-01: last 2023-09-29; mtd and qtd have
//            base 2023-09-29 too: empty_window; ytd has base 2022-12-30
//   Failure  history_too_short: no valuation on or before as-of, or none on or before the base day;
//            empty_window: base is last
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "base/date.h"
#include "base/result.h"
#include "finance/performance/daily_return.h"
#include "finance/performance/figure.h"

namespace wealthjobs::finance {

enum class ReturnWindow {
  one_day,
  month_to_date,
  quarter_to_date,
  year_to_date,
  one_year,
  three_years,
  five_years,
  inception,
};
// "1d mtd qtd ytd 1y 3y 5y inception", in this order.
std::span<const std::string_view> return_window_names();
std::string_view name_of(ReturnWindow window);
std::optional<ReturnWindow> return_window_from(std::string_view name);

// Indices into the valuations; base < last.
struct WindowSpan {
  std::size_t base = 0;
  std::size_t last = 0;
  bool operator==(const WindowSpan&) const = default;
};

// Valuations ascend by date, one a date.
base::Result<WindowSpan, FigureReason> return_window(std::span<const Valuation> valuations,
                                                     base::Date asof, ReturnWindow window);

// The last n returns up to as-of; all of them or history_too_short.
base::Result<WindowSpan, FigureReason> last_returns(std::span<const Valuation> valuations,
                                                    base::Date asof, std::size_t n);

// (1 + r)^e - 1 with the window's exponent; nullopt where the window is not annualised.
// `days` from base to last, for inception only.
std::optional<double> annualised_return(double period_return, ReturnWindow window, int days);

}  // namespace wealthjobs::finance
