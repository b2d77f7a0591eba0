#include "jobs/own_movements.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/rounding.h"
#include "store/database.h"

namespace wealthjobs::jobs {
namespace {

// Not accrue_interest: the valuation takes what it posted out of gross asset value itself and
// leaves it in net asset value.
constexpr std::array<std::string_view, 3> later_jobs{"accrue_fees", "charge_fees",
                                                     "update_high_water_marks"};

}  // namespace

OwnMovements::OwnMovements(store::Database& book, base::Date business_date)
    : movements_(store::load_day_movements(book, business_date, later_jobs)) {}

store::PortfolioHoldings OwnMovements::taken_out_of(
    const store::PortfolioHoldings& holdings) const {
  const auto own =
      std::ranges::equal_range(movements_, holdings.portfolio, {}, &store::DayMovement::portfolio);
  if (own.empty()) return holdings;
  balances_.assign(holdings.balances.begin(), holdings.balances.end());
  for (const store::DayMovement& at : own) {
    const auto balance = std::ranges::find_if(balances_, [&](const store::HeldBalance& held) {
      return finance::code_of(held.account) == at.account && held.currency == at.currency;
    });
    if (balance == balances_.end()) continue;  // an expense: nav does not read it
    balance->amount_minor = base::subtract_checked(balance->amount_minor, at.amount_minor);
  }
  return {holdings.portfolio, holdings.positions, balances_};
}

}  // namespace wealthjobs::jobs
