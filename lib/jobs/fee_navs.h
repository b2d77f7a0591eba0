// Net asset value after postings that follow the valuation (RULINGS A13): the balances as they are,
// the lines still to be posted, and the securities of the valuation, converted with its pack.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "finance/valuation/nav.h"
#include "jobs/posted_effects.h"
#include "store/valuations.h"

namespace wealthjobs::store {
struct Pack;
}

namespace wealthjobs::jobs {

class FeeNavs {
 public:
  // The pack must outlive it.
  FeeNavs(store::Database& book, const store::Pack& pack);

  // Nothing where a balance has no rate; `value` is the portfolio's valuation of the day.
  [[nodiscard]] std::optional<finance::Nav> nav(const store::PortfolioNav& value,
                                                std::span<const Effects> effects);
  [[nodiscard]] std::int64_t balance_minor(finance::PortfolioNo portfolio, finance::Account account,
                                           base::Currency currency) const;
  // The cash lines of the day as the balances then stand.
  [[nodiscard]] std::vector<store::CashValueRow> cash_rows(const store::PortfolioNav& value) const;
  [[nodiscard]] const finance::FxRates& rates() const { return rates_; }

 private:
  finance::FxRates rates_;
  finance::NavAssembly assembly_;
  std::map<finance::PortfolioNo, std::vector<store::BalanceRow>> balances_;
  std::vector<finance::NavBalance> last_;  // of the last nav()
};

}  // namespace wealthjobs::jobs
