// External flows between two navs of a portfolio: what clients paid in or took out and the journal
// took up since the portfolio was valued last, so that
//
//   opening nav + external flow + gain = closing nav
//
//   Source    lines on 3000 of the entries that the runs since then posted. A late deposit counts
//             on the day whose nav it changes, a cancelled one with its reversal (RULINGS A17); a
//             portfolio that was held, without a nav, has the flows of those days as well
//   In kind   stock that was transferred, and what a portfolio was taken on with, counts at the
//             market value of the day's pack: that is what it changes the nav by. The journal has
//             it at cost. A taken-on portfolio brings its cash, receivables and accrued fees
//   Sign      positive into the portfolio
//   Example   deposit of 500.00 dated 04-01, known on 04-07: 50,000 on 04-07, nothing on 04-01
#pragma once

#include <vector>

#include "base/date.h"
#include "store/master.h"
#include "store/valuations.h"

namespace wealthjobs::jobs {

// By (portfolio, currency); sums of zero are left out.
std::vector<store::ExternalFlow> flows_since_last_nav(store::Database& book,
                                                      const store::Master& master, base::Date day);

// The same, what came apart from what went: units are bought and sold at different prices.
struct GrossFlow {
  finance::PortfolioNo portfolio{};
  base::Currency currency;
  std::int64_t inflow_minor = 0;
  std::int64_t outflow_minor = 0;  // positive

  bool operator==(const GrossFlow&) const = default;
};
std::vector<GrossFlow> gross_flows_since_last_nav(store::Database& book,
                                                  const store::Master& master, base::Date day);

}  // namespace wealthjobs::jobs
