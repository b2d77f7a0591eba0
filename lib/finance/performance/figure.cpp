#include "finance/performance/figure.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

namespace wealthjobs::finance {
namespace {

constexpr std::array<std::pair<FigureReason, std::string_view>, 16> reasons = {{
    {FigureReason::none, ""},
    {FigureReason::history_too_short, "history_too_short"},
    {FigureReason::empty_window, "empty_window"},
    {FigureReason::no_capital, "no_capital"},
    {FigureReason::no_root, "no_root"},
    {FigureReason::ambiguous, "ambiguous"},
    {FigureReason::zero_variance, "zero_variance"},
    {FigureReason::no_gains, "no_gains"},
    {FigureReason::no_losses, "no_losses"},
    {FigureReason::no_drawdown, "no_drawdown"},
    {FigureReason::no_trades, "no_trades"},
    {FigureReason::no_benchmark, "no_benchmark"},
    {FigureReason::no_risk_free, "no_risk_free"},
    {FigureReason::too_few_returns, "too_few_returns"},
    {FigureReason::wealth_lost, "wealth_lost"},
    {FigureReason::out_of_range, "out_of_range"},
}};

}  // namespace

std::string_view name_of(FigureReason reason) {
  for (const auto& [known, name] : reasons) {
    if (known == reason) return name;
  }
  return {};
}

std::optional<FigureReason> figure_reason_from(std::string_view name) {
  for (const auto& [reason, known] : reasons) {
    if (known == name) return reason;
  }
  return std::nullopt;
}

Figure figure_of(double value, std::size_t n_obs) {
  if (!std::isfinite(value)) return no_figure(FigureReason::out_of_range, n_obs);
  return {value, FigureReason::none, static_cast<int>(n_obs)};
}

Figure no_figure(FigureReason reason, std::size_t n_obs) {
  return {std::nullopt, reason, static_cast<int>(n_obs)};
}

}  // namespace wealthjobs::finance
