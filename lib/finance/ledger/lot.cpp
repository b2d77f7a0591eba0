#include "finance/ledger/lot.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

#include "base/check.h"
#include "base/rounding.h"
#include "finance/ledger/allocation.h"
#include "finance/ledger/named_value.h"

namespace wealthjobs::finance {
namespace {

constexpr std::array<std::string_view, 5> method_names{"fifo", "lifo", "hifo", "average",
                                                       "specific"};

bool has_higher_unit_cost(const Lot& a, const Lot& b) {
  return static_cast<base::int128>(a.cost_base_minor) * b.quantity_e6 >
         static_cast<base::int128>(b.cost_base_minor) * a.quantity_e6;
}

std::vector<std::size_t> by_unit_cost(const std::vector<Lot>& lots) {
  std::vector<std::size_t> order(lots.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(
      order, [&](std::size_t a, std::size_t b) { return has_higher_unit_cost(lots[a], lots[b]); });
  return order;
}

LotTaking taking_from(const std::vector<Lot>& lots, std::size_t at, std::int64_t quantity_e6) {
  const Lot& lot = lots[at];
  return {.lot = at,
          .quantity_e6 = quantity_e6,
          .cost_minor = share_of(lot.cost_minor, quantity_e6, lot.quantity_e6),
          .cost_base_minor = share_of(lot.cost_base_minor, quantity_e6, lot.quantity_e6)};
}

// lot_at(i): the index of the lot that is taken i-th.
template <class LotAt>
std::optional<std::vector<LotTaking>> takings(const std::vector<Lot>& lots,
                                              std::int64_t quantity_e6, LotAt lot_at) {
  std::vector<LotTaking> result;
  for (std::size_t i = 0; i < lots.size() && quantity_e6 > 0; ++i) {
    const std::size_t at = lot_at(i);
    const std::int64_t part = std::min(quantity_e6, lots[at].quantity_e6);
    result.push_back(taking_from(lots, at, part));
    quantity_e6 -= part;
  }
  if (quantity_e6 > 0) return std::nullopt;
  return result;
}

std::optional<std::vector<LotTaking>> takings_by(LotMethod method, const std::vector<Lot>& lots,
                                                 std::int64_t quantity_e6) {
  if (method == LotMethod::lifo) {
    return takings(lots, quantity_e6, [&](std::size_t i) { return lots.size() - 1 - i; });
  }
  if (method == LotMethod::hifo) {
    return takings(lots, quantity_e6,
                   [order = by_unit_cost(lots)](std::size_t i) { return order[i]; });
  }
  return takings(lots, quantity_e6, [](std::size_t i) { return i; });
}

// Every lot ends with its share of what the pool keeps; the sale takes its share of the pool.
LotReduction average_reduction(const std::vector<Lot>& lots, std::vector<LotTaking> disposals,
                               std::int64_t quantity_e6) {
  std::int64_t pool_quantity = 0;
  std::int64_t pool_cost = 0;
  std::int64_t pool_cost_base = 0;
  for (const Lot& lot : lots) {
    pool_quantity = base::add_checked(pool_quantity, lot.quantity_e6);
    pool_cost = base::add_checked(pool_cost, lot.cost_minor);
    pool_cost_base = base::add_checked(pool_cost_base, lot.cost_base_minor);
  }
  const std::int64_t cost_out = share_of(pool_cost, quantity_e6, pool_quantity);
  const std::int64_t cost_base_out = share_of(pool_cost_base, quantity_e6, pool_quantity);
  CumulativeAllocation out(cost_out, quantity_e6);
  CumulativeAllocation base_out(cost_base_out, quantity_e6);
  std::vector<std::int64_t> taken(lots.size(), 0);
  for (LotTaking& disposal : disposals) {
    disposal.cost_minor = out.next(disposal.quantity_e6);
    disposal.cost_base_minor = base_out.next(disposal.quantity_e6);
    taken[disposal.lot] = disposal.quantity_e6;
  }
  LotReduction reduction{.changes = {}, .disposals = std::move(disposals)};
  CumulativeAllocation kept(pool_cost - cost_out, pool_quantity - quantity_e6);
  CumulativeAllocation base_kept(pool_cost_base - cost_base_out, pool_quantity - quantity_e6);
  for (std::size_t at = 0; at < lots.size(); ++at) {
    const std::int64_t remaining = lots[at].quantity_e6 - taken[at];
    const LotTaking change{.lot = at,
                           .quantity_e6 = taken[at],
                           .cost_minor = lots[at].cost_minor - kept.next(remaining),
                           .cost_base_minor = lots[at].cost_base_minor - base_kept.next(remaining)};
    const bool is_change =
        change.quantity_e6 != 0 || change.cost_minor != 0 || change.cost_base_minor != 0;
    if (is_change) reduction.changes.push_back(change);
  }
  return reduction;
}

std::optional<LotReduction> named_reduction(const std::vector<Lot>& lots, std::int64_t quantity_e6,
                                            std::string_view named_lot) {
  const auto lot = std::ranges::find(lots, named_lot, &Lot::id);
  if (lot == lots.end() || lot->quantity_e6 < quantity_e6) return std::nullopt;
  const auto at = static_cast<std::size_t>(lot - lots.begin());
  std::vector<LotTaking> taken{taking_from(lots, at, quantity_e6)};
  return LotReduction{.changes = taken, .disposals = taken};
}

}  // namespace

std::string_view name_of(LotMethod method) {
  return method_names[static_cast<std::size_t>(method)];
}

std::optional<LotMethod> lot_method_from(std::string_view text) {
  return value_named<LotMethod>(text, method_names);
}

std::optional<LotReduction> lot_reduction(const std::vector<Lot>& lots, std::int64_t quantity_e6,
                                          LotMethod method, std::string_view named_lot) {
  WEALTHJOBS_CHECK(quantity_e6 > 0);
  if (!named_lot.empty()) return named_reduction(lots, quantity_e6, named_lot);
  auto disposals = takings_by(method, lots, quantity_e6);
  if (!disposals) return std::nullopt;
  if (method == LotMethod::average) {
    return average_reduction(lots, *std::move(disposals), quantity_e6);
  }
  return LotReduction{.changes = *disposals, .disposals = *disposals};
}

void apply_reduction(std::vector<Lot>& lots, const LotReduction& reduction) {
  bool is_any_empty = false;
  for (const LotTaking& change : reduction.changes) {
    Lot& lot = lots[change.lot];
    lot.quantity_e6 -= change.quantity_e6;
    lot.cost_minor = base::subtract_checked(lot.cost_minor, change.cost_minor);
    lot.cost_base_minor = base::subtract_checked(lot.cost_base_minor, change.cost_base_minor);
    WEALTHJOBS_CHECK(lot.quantity_e6 >= 0);
    WEALTHJOBS_CHECK(lot.quantity_e6 > 0 || (lot.cost_minor == 0 && lot.cost_base_minor == 0));
    is_any_empty = is_any_empty || lot.quantity_e6 == 0;
  }
  if (is_any_empty) std::erase_if(lots, [](const Lot& lot) { return lot.quantity_e6 == 0; });
}

bool was_opened_before(const Lot& a, const Lot& b) {
  return std::tie(a.acquired_date, a.id) < std::tie(b.acquired_date, b.id);
}

}  // namespace wealthjobs::finance
