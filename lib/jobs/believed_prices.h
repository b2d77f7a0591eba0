// Prices that build_pack held back and somebody confirmed since: the quarantine rows of build_pack
// that are no longer open.
//
//   Why waived ones stand for the price before   a split without a record, waived on the morning
//   after, must not hold back each later day as well: the later price is judged against it
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/date.h"
#include "store/master.h"
#include "store/packs.h"

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::jobs {

// "BHP|2026-04-09|10.9": the row_key under which a held price stands in quarantine.
std::string held_price_key(const store::Master& master, finance::InstrumentNo instrument,
                           base::Date day, std::int64_t price_e6);

class BelievedPrices {
 public:
  BelievedPrices(store::Database& book, const store::Master& master);

  // Waived or marked as fixed.
  [[nodiscard]] bool contains(const std::string& key) const { return keys_.contains(key); }
  // The last waived one dated in (after, through].
  [[nodiscard]] std::optional<store::PackPrice> last_waived(finance::InstrumentNo instrument,
                                                            base::Date after,
                                                            base::Date through) const;

 private:
  std::set<std::string> keys_;
  std::map<finance::InstrumentNo, std::map<base::Date, store::PackPrice>> waived_;
};

}  // namespace wealthjobs::jobs
