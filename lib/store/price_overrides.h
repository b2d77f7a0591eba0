// Approved prices that stand over the vendor's (`wealthjobs price set`): from their day until they
// expire, the highest version of an instrument and day.
//
//   Example  BHP 2026-04-07 41.00 until 04-10: build_pack of 04-07 to 04-10 uses 41.00, source
//            "override"; on 04-13 the vendor's price again
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "finance/ledger/numbers.h"

namespace wealthjobs::store {

class Database;
class WriteTransaction;

// The source under which an override stands in a pack; no vendor may be called so.
inline constexpr std::string_view override_source = "override";

struct PriceOverride {
  finance::InstrumentNo instrument{};
  base::Date day;
  int version = 1;  // given by the book
  std::int64_t price_e6 = 0;
  base::Date expires;  // the last day on which it is used
  std::string actor;
  std::string approved_by;
  std::string why;

  bool operator==(const PriceOverride&) const = default;
};

// Its version.
int save_price_override(WriteTransaction& write, const PriceOverride& row);

// Those that may be used on `day`, by (instrument, day): dated on or before it and not expired.
std::vector<PriceOverride> load_price_overrides(Database& book, base::Date day);
// Every version, by (day, instrument, version); of one instrument where it is given.
std::vector<PriceOverride> load_all_price_overrides(
    Database& book, std::optional<finance::InstrumentNo> instrument = {});

}  // namespace wealthjobs::store
