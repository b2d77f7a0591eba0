#include "jobs/valuation_result.h"

#include <map>

#include "base/json_document.h"

namespace wealthjobs::jobs {

std::string totals_text(std::span<const store::PortfolioNav> navs) {
  std::map<base::Currency, std::int64_t> totals;
  for (const store::PortfolioNav& nav : navs) totals[nav.currency] += nav.nav_minor;
  std::string text;
  for (const auto& [currency, total] : totals) {
    text +=
        (text.empty() ? "" : ", ") + base::format_money(total, currency) + " " + currency.code();
  }
  return text;
}

base::Json valuation_result(const PortfolioValuation& valuation) {
  base::Json totals = base::Json::object();
  std::map<base::Currency, std::int64_t> sums;
  for (const store::PortfolioNav& nav : valuation.navs) sums[nav.currency] += nav.nav_minor;
  for (const auto& [currency, total] : sums) totals[currency.code()] = total;
  return {{"portfolios_valued", valuation.navs.size()},
          {"positions_valued", valuation.positions.size()},
          {"portfolios_held", valuation.holds.size()},
          {"total_value_minor", totals}};
}

}  // namespace wealthjobs::jobs
