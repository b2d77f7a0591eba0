// The prices of a pack made ready for valuation: what one unit is worth, how old that is, and what
// a suspension takes off.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "finance/calendar/calendars.h"
#include "finance/valuation/position_value.h"
#include "finance/valuation/staleness.h"
#include "store/findings.h"
#include "store/master.h"
#include "store/packs.h"

namespace wealthjobs::jobs {

inline constexpr int staleness_listed = 2;
inline constexpr int staleness_stale = 3;
inline constexpr int staleness_held_price = 4;

struct DayPrice {
  finance::UnitPrice unit;
  std::int64_t price_e6 = 0;
  base::Date asof;
  int staleness = 0;             // column position_value.staleness
  std::int64_t haircut_bps = 0;  // of a suspension
  bool is_waived = false;        // known to have no price: valued at zero
  bool is_known = false;
};

class DayPrices {
 public:
  // `held_back`: instruments whose price of the day build_pack did not believe.
  DayPrices(const store::Master& master, const store::Pack& pack,
            const finance::Calendars& calendars, const finance::StalenessOptions& options,
            const std::set<finance::InstrumentNo>& held_back);
  // Takes the haircuts off, and no longer counts those prices as stale.
  void suspend(const std::vector<store::Suspension>& suspensions);

  [[nodiscard]] const DayPrice& of(finance::InstrumentNo no) const {
    return prices_[static_cast<std::size_t>(finance::number_of(no))];
  }
  // One for each instrument whose price is older than it should be, in text order of their ids.
  [[nodiscard]] std::vector<store::Finding> stale_prices(const store::Master& master,
                                                         base::Date day) const;

 private:
  std::vector<DayPrice> prices_;  // at the instrument's number
};

}  // namespace wealthjobs::jobs
