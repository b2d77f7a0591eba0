#include "finance/calendar/settlement_cycle.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>

namespace wealthjobs::finance {
namespace {

using base::Date;

constexpr std::array<std::string_view, 2> united_states_markets{"XNYS", "XNAS"};
constexpr std::array<std::string_view, 19> european_markets{
    "XLON", "XAMS", "XATH", "XBRU", "XBUD", "XCSE", "XDUB", "XETR", "XFRA", "XHEL",
    "XLIS", "XLUX", "XMAD", "XMIL", "XPAR", "XPRA", "XSTO", "XWAR", "XWBO"};

std::vector<SettlementCycle> shipped_rows() {
  const Date start = Date::from(2000, 1, 1);
  std::vector<SettlementCycle> rows;
  for (const std::string_view market : united_states_markets) {
    rows.push_back({std::string(market), start, 3});
    rows.push_back({std::string(market), Date::from(2017, 9, 5), 2});
    rows.push_back({std::string(market), Date::from(2024, 5, 28), 1});
  }
  rows.push_back({"XASX", start, 3});
  rows.push_back({"XASX", Date::from(2016, 3, 7), 2});
  for (const std::string_view market : european_markets) {
    rows.push_back({std::string(market), start, 3});
    rows.push_back({std::string(market), Date::from(2014, 10, 6), 2});
    rows.push_back({std::string(market), Date::from(2027, 10, 11), 1});
  }
  return rows;
}

}  // namespace

std::string_view name_of(SettlementRefusal refusal) {
  switch (refusal) {
    case SettlementRefusal::unknown_market:
      return "unknown_market";
    case SettlementRefusal::before_first_cycle:
      return "before_first_cycle";
    case SettlementRefusal::no_market_calendar:
      return "no_market_calendar";
  }
  return "unknown_market";
}

SettlementCycles::SettlementCycles(std::span<const SettlementCycle> user_rows)
    : rows_(shipped_rows()) {
  std::erase_if(rows_, [user_rows](const SettlementCycle& row) {
    return std::ranges::find(user_rows, row.market, &SettlementCycle::market) != user_rows.end();
  });
  rows_.insert(rows_.end(), user_rows.begin(), user_rows.end());
  std::ranges::stable_sort(rows_, {}, [](const SettlementCycle& row) {
    return std::tie(row.market, row.from_trade_date);
  });
}

base::Result<int, SettlementRefusal> SettlementCycles::t_plus(std::string_view market,
                                                              Date trade_date) const {
  const auto of_market = std::ranges::equal_range(rows_, market, {}, &SettlementCycle::market);
  if (of_market.empty()) return base::refuse(SettlementRefusal::unknown_market);
  const auto next =
      std::ranges::upper_bound(of_market, trade_date, {}, &SettlementCycle::from_trade_date);
  if (next == of_market.begin()) return base::refuse(SettlementRefusal::before_first_cycle);
  return std::prev(next)->t_plus;
}

base::Result<Date, SettlementRefusal> settle_date(const SettlementCycles& cycles,
                                                  const Calendars& calendars, Date trade_date,
                                                  const SettlementPlace& place) {
  const auto t_plus = cycles.t_plus(place.market, trade_date);
  if (!t_plus) return base::refuse(t_plus.error());
  const auto joint = calendars.settlement(place.market, place.currency);
  if (!joint) return base::refuse(SettlementRefusal::no_market_calendar);
  return add_business_days(*joint, trade_date, *t_plus);
}

}  // namespace wealthjobs::finance
