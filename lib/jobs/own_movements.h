// What the jobs behind the valuation have posted for a business date already: a second valuation of
// the day must not see it, for gross asset value is the base of the day's own interest and fee.
//
//   Example  value, interest 1.10, fee 0.55, then value again: gross asset value is the same
#pragma once

#include <vector>

#include "store/fee_accruals.h"
#include "store/valuations.h"

namespace wealthjobs::jobs {

class OwnMovements {
 public:
  OwnMovements(store::Database& book, base::Date business_date);

  // The holdings without them; the spans live until the next call.
  [[nodiscard]] store::PortfolioHoldings taken_out_of(
      const store::PortfolioHoldings& holdings) const;

 private:
  std::vector<store::DayMovement> movements_;  // by portfolio
  mutable std::vector<store::HeldBalance> balances_;
};

}  // namespace wealthjobs::jobs
