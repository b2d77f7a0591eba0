// Which purchases the sales of one instrument used up, from its trades alone: the book's lot rules
// (lot.h) over a list of buys and sells.
//
//   cost of a lot      quantity x price + commission;  proceeds: quantity x price - commission
//   of a match         its share of the sale's proceeds, by quantity (allocation.h)
//   gain               proceeds - cost
//   Order              by date; on one day in the order given
//
//   Units    quantities, prices, commissions in millionths; amounts in 10^-scale of the money's
//            unit, scale 12 where that fits into 64 bits, else the most decimals that do. Products
//            of quantity and price are exact; only a share of a commission and of an average cost
//            is rounded (half-even, in the last decimal; the last match of a lot takes the rest)
//   Source   domain II.5; checked against beancount (FIFO, LIFO) and exact fractions (average)
//   Example  100 @ 50.00, 60 @ 48.00, 40 @ 61.00, 50 sold at 55.00: gains fifo 250, hifo -190,
//            average 170
//   Failure  more sold than held, or an amount beyond 64 bits: the trade's index and why
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "finance/ledger/lot.h"

namespace wealthjobs::finance {

struct LotTrade {
  base::Date date;
  bool is_sale = false;
  std::int64_t quantity_e6 = 0;  // > 0
  std::int64_t price_e6 = 0;     // >= 0
  std::int64_t commission_e6 = 0;
};

struct LotMatch {
  base::Date acquired_date;
  base::Date disposed_date;
  std::int64_t quantity_e6 = 0;
  std::int64_t cost = 0;
  std::int64_t proceeds = 0;
  std::int64_t gain = 0;
  bool operator==(const LotMatch&) const = default;
};

struct LotMatching {
  int scale = 12;  // of the amounts
  std::vector<LotMatch> matches;
  std::vector<Lot> open_lots;  // cost_minor at the scale
};

struct LotMatchingRefusal {
  std::size_t trade = 0;
  bool is_out_of_range = false;  // else: more sold than held
  std::int64_t held_e6 = 0;
};

base::Result<LotMatching, LotMatchingRefusal> lot_matching(std::span<const LotTrade> trades,
                                                           LotMethod method);

}  // namespace wealthjobs::finance
