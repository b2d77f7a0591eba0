// The settlements that were open when a day was closed, told by the journal as it was then: what a
// report of that day must show, whatever has settled, failed or been corrected since.
//
//   Amount    what the entries up to the close have left on 1200 and 2000
//   Quantity  what they traded less what they delivered; splits with an ex-date up to the day apply
//             to what was open, half-even (a fraction that a split paid out is not told apart)
//   State     failed or partial as the last failure up to the day says, else pending
//   Example   T1 bought 100 on 2020-06-30 and settled on 2020-07-02: open at the closes of 06-30
//             and 07-01, also when they are asked for in August
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "store/portfolio_states.h"

namespace wealthjobs::store {

class Database;

// `last_entry_id` of the close of `day`. By (portfolio, contractual date, key); expected_date is
// the contractual one.
std::vector<OpenSettlement> load_settlements_open_at(Database& book, base::Date day,
                                                     std::int64_t last_entry_id);

// The last day up to `day` on which it failed to settle.
std::optional<base::Date> load_last_fail(Database& book, std::string_view settlement_key,
                                         base::Date day);

}  // namespace wealthjobs::store
