// The approved overrides (`wealthjobs price set`) that stand for the vendor's price on a day: of
// several dated ones the latest, and of that its highest version.
//
//   Example  BHP 41.00 set for 04-07 until 04-10: the packs of 04-07 to 04-10 hold
//            P|BHP|AUD|2026-04-07|41000000|6|override
#pragma once

#include <map>
#include <vector>

#include "base/date.h"
#include "store/findings.h"
#include "store/master.h"
#include "store/packs.h"
#include "store/price_overrides.h"

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::jobs {

class OverridePrices {
 public:
  OverridePrices(store::Database& book, const store::Master& master, base::Date day);

  [[nodiscard]] bool contains(finance::InstrumentNo instrument) const {
    return standing_.contains(instrument);
  }
  // As rows of the pack, by instrument.
  [[nodiscard]] std::vector<store::PackPrice> prices() const;
  // overridden_price, one each: what stands, until when, who approved it and why.
  [[nodiscard]] std::vector<store::Finding> findings() const;

 private:
  const store::Master& master_;
  base::Date day_;
  std::map<finance::InstrumentNo, store::PriceOverride> standing_;
};

}  // namespace wealthjobs::jobs
