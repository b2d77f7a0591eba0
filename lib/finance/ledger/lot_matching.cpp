#include "finance/ledger/lot_matching.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>

#include "base/check.h"
#include "base/decimal.h"
#include "base/int128.h"
#include "finance/ledger/allocation.h"

namespace wealthjobs::finance {
namespace {

using base::int128;

constexpr int product_scale = 12;  // of quantity x price

int128 amount_e12(const LotTrade& trade) {
  const int128 notional = static_cast<int128>(trade.quantity_e6) * trade.price_e6;
  const int128 commission = static_cast<int128>(trade.commission_e6) * base::power_of_ten(6);
  return trade.is_sale ? notional - commission : notional + commission;
}

// The scale for all trades, or the first that does not fit: all costs together, and each amount
// without a lost decimal.
base::Result<int, std::size_t> common_scale(std::span<const LotTrade> trades) {
  int scale = product_scale;
  int128 total = 0;
  for (std::size_t i = 0; i < trades.size(); ++i) {
    const int128 amount = amount_e12(trades[i]);
    const int128 size = amount < 0 ? -amount : amount;
    if (size > std::numeric_limits<int128>::max() / 4 - total) return base::refuse(i);
    total += size;
    while (scale > 0 && total / base::power_of_ten(product_scale - scale) >
                            std::numeric_limits<std::int64_t>::max() / 2) {
      --scale;
    }
    const int128 unit = base::power_of_ten(product_scale - scale);
    if (total / unit > std::numeric_limits<std::int64_t>::max() / 2) return base::refuse(i);
  }
  const int128 unit = base::power_of_ten(product_scale - scale);
  for (std::size_t i = 0; i < trades.size(); ++i) {
    if (amount_e12(trades[i]) % unit != 0) return base::refuse(i);
  }
  return scale;
}

std::int64_t amount_of(const LotTrade& trade, int scale) {
  return static_cast<std::int64_t>(amount_e12(trade) / base::power_of_ten(product_scale - scale));
}

void add_matches(LotMatching& matching, const LotTrade& sale, const LotReduction& reduction) {
  CumulativeAllocation proceeds(amount_of(sale, matching.scale), sale.quantity_e6);
  for (const LotTaking& taking : reduction.disposals) {
    LotMatch match;
    match.acquired_date = matching.open_lots[taking.lot].acquired_date;
    match.disposed_date = sale.date;
    match.quantity_e6 = taking.quantity_e6;
    match.cost = taking.cost_minor;
    match.proceeds = proceeds.next(taking.quantity_e6);
    match.gain = match.proceeds - match.cost;
    matching.matches.push_back(match);
  }
}

}  // namespace

base::Result<LotMatching, LotMatchingRefusal> lot_matching(std::span<const LotTrade> trades,
                                                           LotMethod method) {
  const auto scale = common_scale(trades);
  if (!scale) return base::refuse(LotMatchingRefusal{scale.error(), true, 0});
  std::vector<std::size_t> order(trades.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return trades[i].date; });

  LotMatching matching;
  matching.scale = *scale;
  for (const std::size_t i : order) {
    const LotTrade& trade = trades[i];
    WEALTHJOBS_CHECK(trade.quantity_e6 > 0);
    if (!trade.is_sale) {
      Lot lot;
      lot.acquired_date = lot.holding_start_date = trade.date;
      lot.quantity_e6 = trade.quantity_e6;
      lot.cost_minor = lot.cost_base_minor = amount_of(trade, *scale);
      matching.open_lots.push_back(lot);
      continue;
    }
    const auto reduction = lot_reduction(matching.open_lots, trade.quantity_e6, method);
    if (!reduction) {
      std::int64_t held_e6 = 0;
      for (const Lot& lot : matching.open_lots) held_e6 += lot.quantity_e6;
      return base::refuse(LotMatchingRefusal{i, false, held_e6});
    }
    add_matches(matching, trade, *reduction);
    apply_reduction(matching.open_lots, *reduction);
  }
  return matching;
}

}  // namespace wealthjobs::finance
