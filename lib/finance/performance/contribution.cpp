#include "finance/performance/contribution.h"

#include <cmath>
#include <cstddef>

#include "base/check.h"

namespace wealthjobs::finance {
namespace {

// ln(1 + r) / r, which is 1 at 0.
double carino_factor(double r) { return r == 0 ? 1 : std::log1p(r) / r; }

}  // namespace

CurrencyParts holding_gain(const HoldingDay& day) {
  const double gain = day.value_after - day.value_before - day.bought + day.income;
  const double move = day.rate_after - day.rate_before;
  return {gain * day.rate_before, day.value_before * move, gain * move};
}

base::Result<std::vector<CurrencyParts>, FigureReason> contributions(
    std::span<const HoldingDay> holdings, double capital) {
  if (!(capital > 0)) return base::refuse(FigureReason::no_capital);
  std::vector<CurrencyParts> parts;
  for (const HoldingDay& holding : holdings) {
    const CurrencyParts gain = holding_gain(holding);
    parts.push_back({gain.local / capital, gain.fx / capital, gain.interaction / capital});
  }
  return parts;
}

base::Result<std::vector<double>, FigureReason> linked_contributions(
    std::span<const ContributionDay> days) {
  double log_wealth = 0;
  for (const ContributionDay& day : days) {
    if (!(day.portfolio_return > -1)) return base::refuse(FigureReason::wealth_lost);
    log_wealth += std::log1p(day.portfolio_return);
  }
  std::vector<double> linked(days.empty() ? 0 : days.front().contributions.size());
  const double whole = carino_factor(std::expm1(log_wealth));
  for (const ContributionDay& day : days) {
    WEALTHJOBS_CHECK(day.contributions.size() == linked.size());
    const double factor = carino_factor(day.portfolio_return) / whole;
    for (std::size_t i = 0; i < linked.size(); ++i) linked[i] += day.contributions[i] * factor;
  }
  return linked;
}

}  // namespace wealthjobs::finance
