#include "finance/performance/hedged_return.h"

#include <cstddef>

#include "base/check.h"

namespace wealthjobs::finance {

double hedged_return(double local_return, double base_yearly, double foreign_yearly, int days,
                     int basis) {
  WEALTHJOBS_CHECK(basis > 0 && days >= 0);
  return (1 + local_return) * (1 + (base_yearly - foreign_yearly) * days / basis) - 1;
}

base::Result<std::vector<DatedValue>, FigureReason> hedged_returns(
    std::span<const DatedValue> levels, const HedgeRates& rates) {
  std::vector<DatedValue> returns;
  for (std::size_t i = 1; i < levels.size(); ++i) {
    const DatedValue& before = levels[i - 1];
    const auto base_yearly = rates.base.yearly(before.date);
    const auto foreign_yearly = rates.foreign.yearly(before.date);
    if (!base_yearly || !foreign_yearly) return base::refuse(FigureReason::no_risk_free);
    if (!(before.value > 0)) return base::refuse(FigureReason::no_capital);
    returns.push_back({levels[i].date,
                       hedged_return(levels[i].value / before.value - 1, *base_yearly,
                                     *foreign_yearly, levels[i].date - before.date, rates.basis)});
  }
  return returns;
}

}  // namespace wealthjobs::finance
