// Tax lots: which lots a sale takes from, and what cost leaves with it.
//
//   fifo       oldest lot first (acquired date, then id)
//   lifo       youngest first
//   hifo       highest unit cost in base currency first; equal ones oldest first
//   average    quantities oldest first; cost by the pool, the rest of it spread over what remains
//   specific   the lot that the sale names; a sale that names none takes the oldest first
//
//   cost_out  = half-even(cost x q / Q), the last reduction of a lot takes all that is left
//   cost_base = likewise, on its own total
//
//   Source   domain II.5; cost is a total, a unit cost is never stored
//   Example  100 @ 50.00, 60 @ 48.00, 40 @ 61.00, 50 sold at 55.00: fifo gains 250.00, hifo
//   -190.00,
//            average 170.00
//   Failure  nullopt where the lots (or the named lot) hold less than is sold: nothing is changed
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "finance/ledger/portfolio_state.h"

namespace wealthjobs::finance {

enum class LotMethod { fifo, lifo, hifo, average, specific };
std::string_view name_of(LotMethod method);
std::optional<LotMethod> lot_method_from(std::string_view text);

// What leaves one lot. With average cost, a lot that gives nothing may still gain or lose cost:
// quantity 0. Amounts are positive when they leave.
struct LotTaking {
  std::size_t lot = 0;  // index into the lots that were given
  std::int64_t quantity_e6 = 0;
  std::int64_t cost_minor = 0;
  std::int64_t cost_base_minor = 0;
};

struct LotReduction {
  // What changes in the lots: cost and quantity, one row a lot, in the order of taking.
  std::vector<LotTaking> changes;
  // What the sale disposed of, quantity > 0; the same as changes but for average cost.
  std::vector<LotTaking> disposals;
};

// `lots` are the open lots of one instrument, by (acquired date, id). Nothing is changed.
// named_lot wins over the method; empty: none is named.
std::optional<LotReduction> lot_reduction(const std::vector<Lot>& lots, std::int64_t quantity_e6,
                                          LotMethod method, std::string_view named_lot = {});

// Applies the changes; lots that are empty now are taken out.
void apply_reduction(std::vector<Lot>& lots, const LotReduction& reduction);

// Orders lots by (acquired date, id): the order in which they were opened.
bool was_opened_before(const Lot& a, const Lot& b);

}  // namespace wealthjobs::finance
