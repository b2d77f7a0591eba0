// A figure of analytics: a number, or the reason why there is none. Never 0 in place of "unknown".
//
//   history_too_short  the history begins after the window does, or as-of is before it
//   empty_window       no valuation inside the window
//   no_capital         a day began with nothing to earn on (nav before + inflow <= 0)
//   no_root            no rate makes the flows worth nothing
//   ambiguous          several do; the value is the one nearest to 0 in ln(1 + r)
//   zero_variance      a divisor that does not move
//   no_gains, no_losses, no_drawdown, no_trades
//                      nothing of the kind happened
//   no_benchmark       none was given, or it has too few days in common
//   no_risk_free       a day before the first rate of the series
//   too_few_returns    fewer than the formula needs
//   wealth_lost        wealth fell below nothing: no rate of growth describes that
//   out_of_range       the number does not fit into a double
//
//   Units  values are fractions (0.0125 is 1.25 %); n_obs counts what the value was made from
#pragma once

#include <optional>
#include <string_view>

namespace wealthjobs::finance {

enum class FigureReason {
  none,
  history_too_short,
  empty_window,
  no_capital,
  no_root,
  ambiguous,
  zero_variance,
  no_gains,
  no_losses,
  no_drawdown,
  no_trades,
  no_benchmark,
  no_risk_free,
  too_few_returns,
  wealth_lost,
  out_of_range,
};
std::string_view name_of(FigureReason reason);  // "" for none
std::optional<FigureReason> figure_reason_from(std::string_view name);

struct Figure {
  std::optional<double> value;
  FigureReason reason = FigureReason::none;
  int n_obs = 0;
  bool operator==(const Figure&) const = default;
};

// A value that is not finite becomes out_of_range.
Figure figure_of(double value, std::size_t n_obs);
Figure no_figure(FigureReason reason, std::size_t n_obs = 0);

// A return made from two navs is not known better than this: spread below it is rounding.
inline constexpr double return_noise = 1e-15;

}  // namespace wealthjobs::finance
