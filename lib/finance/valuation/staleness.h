// How old a price is, what that means, and when old prices close the gate.
//
//   age          business days of the instrument's own price calendar in (asof, D]
//   fresh        age <= fresh_bd (0)
//   late_market  age <= late_market_bd (1), for a market that closes after our cut
//   warn         age <= stale_warn_bd (3)
//   overdue      age <= stale_fail_bd (5): listed on the exceptions page, not yet counted
//   stale        beyond: valued at the last price, flagged, counted
//   gate         stale value x 10,000 > max_stale_nav_bps (200) x nav, of a portfolio or of
//                the book
//   haircut      a suspended instrument is worth (10,000 - haircut_bps) / 10,000 of its last price
//
//   Source   domain job 2, RULINGS B9. The page leaves ages 4 and 5 open: here they are overdue.
//   Example  last price Thu 2026-04-02, D Wed 2026-04-08, Easter in between: age 2, warn. Stale
//            value 200.00 of nav 10,000.00 is exactly 2 % and passes; 200.01 gates.
//   Rounding none for the gate; the haircut is inside the one rounding of the position's value
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "finance/valuation/position_value.h"

namespace wealthjobs::finance {

struct StalenessOptions {
  int fresh_bd = 0;
  int late_market_bd = 1;
  int stale_warn_bd = 3;
  int stale_fail_bd = 5;
  int unchanged_bd = 5;
  std::int64_t max_stale_nav_bps = 200;
};

enum class Staleness { fresh, late_market, warn, overdue, stale };
std::string_view name_of(Staleness staleness);

// age_bd >= 0: a price of the future never comes this far (pack.h refuses it).
Staleness staleness_of(int age_bd, bool closes_after_cut, const StalenessOptions& options = {});

// Base minor units. A nav of zero or less with anything stale in it gates.
bool gates_for_stale_value(std::int64_t stale_minor, std::int64_t nav_minor,
                           const StalenessOptions& options = {});

// The last `unchanged_bd` closes, newest last, are all equal. The caller asks only where others
// traded on those days.
bool is_unchanged(std::span<const std::int64_t> closes_e6, const StalenessOptions& options = {});

// qty x price x (10,000 - haircut_bps) / 10,000, rounded once; 0 <= haircut_bps <= 10,000.
std::int64_t haircut_value_minor(std::int64_t qty_e6, const UnitPrice& price,
                                 std::int64_t haircut_bps);

}  // namespace wealthjobs::finance
