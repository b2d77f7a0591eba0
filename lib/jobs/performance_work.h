// The performance fee of one portfolio on one business date, as if it crystallised: from the units
// and the liability of the day before to those of the day.
#pragma once

#include <cstdint>
#include <optional>

#include "finance/fees/performance_fee.h"
#include "finance/ledger/posting.h"
#include "store/high_water_marks.h"
#include "store/master.h"
#include "store/valuations.h"

namespace wealthjobs::jobs {

struct PerformanceWork {
  store::PerformanceAccrual row;
  std::int64_t units_bought_e6 = 0;
  std::int64_t units_sold_e6 = 0;
  finance::Posting posting;  // the difference to the liability before; without lines: none
};

// What the book says of the portfolio before the day.
struct PerformanceBefore {
  std::optional<store::PerformanceAccrual> last;
  std::optional<store::HighWaterMark> mark;
  std::optional<store::PortfolioNav> nav;  // of its last valuation

  // Accrued and neither crystallised nor redeemed: what the day's posting starts from.
  [[nodiscard]] finance::FeeAmounts liability() const;
};
PerformanceBefore load_performance_before(store::Database& book, finance::PortfolioNo no,
                                          base::Date day, std::optional<base::Date> valued_before);

struct PerformanceToday {
  base::Date day;
  base::Date through;
  std::int64_t inflow_minor = 0;  // base currency
  std::int64_t outflow_minor = 0;
  std::int64_t nav_minor = 0;  // before the portfolio's liability for this fee
};
PerformanceWork performance_work(const store::PortfolioRow& portfolio,
                                 const finance::FeeSchedule& terms, const PerformanceBefore& before,
                                 const PerformanceToday& today);

}  // namespace wealthjobs::jobs
