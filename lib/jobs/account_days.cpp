#include "jobs/account_days.h"

#include <algorithm>
#include <string>

#include "base/decimal.h"
#include "finance/valuation/nav.h"

namespace wealthjobs::jobs {
namespace {

// "24.00 AUD, 3 BHP"; empty where nothing is held.
std::string held_text(const store::PortfolioHoldings& holdings, const store::Master& master) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  for (const store::HeldBalance& balance : holdings.balances) {
    const bool is_worth = finance::nav_line_of(finance::code_of(balance.account)).has_value();
    if (!is_worth || balance.amount_minor == 0) continue;
    add(base::format_money(balance.amount_minor, balance.currency) + " " + balance.currency.code() +
        " on " + std::to_string(finance::code_of(balance.account)));
  }
  for (const store::HeldPosition& position : holdings.positions) {
    if (position.traded_e6 == 0) continue;
    add(base::format_decimal_short(position.traded_e6, base::quantity_scale) + " " +
        std::string(master.instrument_id(position.instrument)));
  }
  return text;
}

}  // namespace

AccountDays::AccountDays(store::Database& book, const store::Master& master, base::Date day)
    : terms_(store::PortfolioTermsBook::load(book, master)), master_(&master), day_(day) {
  const auto before = store::load_valued_day_before(book, day);
  if (!before) return;
  for (const store::PortfolioNav& nav : store::load_navs(book, *before)) {
    if (nav.nav_minor != 0) had_value_.insert(nav.portfolio);
  }
}

bool AccountDays::is_any_open() const {
  return std::ranges::any_of(master_->portfolios(), [&](const store::PortfolioRow& portfolio) {
    return is_open(portfolio.no);
  });
}

bool AccountDays::is_valued(const store::PortfolioHoldings& holdings,
                            std::vector<store::Finding>& findings) const {
  if (is_open(holdings.portfolio)) return true;
  const std::string held = held_text(holdings, *master_);
  if (held.empty()) return had_value_.contains(holdings.portfolio);
  findings.push_back({day_, "value_portfolios", "closed_account", store::Severity::warn,
                      holdings.portfolio, finance::no_instrument,
                      std::string(master_->portfolio_id(holdings.portfolio)) +
                          " is closed and holds " + held + ": pay it out"});
  return true;
}

std::string terms_digest(store::Database& book, base::Date day) {
  // append-only rows: how many there are says which they are
  const auto rows = std::ranges::count_if(
      store::load_portfolio_terms(book),
      [&](const store::PortfolioTermsRow& row) { return row.dated.from_date <= day; });
  return rows == 0 ? "" : "\nterms " + std::to_string(rows);
}

}  // namespace wealthjobs::jobs
