#include "finance/valuation/nav.h"

#include <algorithm>
#include <tuple>

#include "base/rounding.h"

namespace wealthjobs::finance {

std::string_view name_of(NavLineKind kind) {
  switch (kind) {
    case NavLineKind::cash:
      return "cash";
    case NavLineKind::receivable:
      return "receivable";
    case NavLineKind::accrued_fee:
      return "accrued_fee";
  }
  return "cash";
}

std::optional<NavLineKind> nav_line_of(int account) {
  switch (account) {
    case 1000:
    case 1010:
    case 1200:
    case 2000:
      return NavLineKind::cash;
    case 1210:
    case 1220:
    case 1230:
      return NavLineKind::receivable;
    case 2100:
    case 2110:
    case 2120:
      return NavLineKind::accrued_fee;
    default:
      return std::nullopt;
  }
}

void NavAssembly::start(base::Currency base_currency) {
  base_ = base_currency;
  securities_minor_ = 0;
  lines_.clear();
}

void NavAssembly::add_balance(int account, base::Currency currency, std::int64_t balance_minor) {
  const auto kind = nav_line_of(account);
  if (!kind) return;
  for (NavLine& line : lines_) {
    if (line.kind == *kind && line.currency == currency) {
      line.local_minor = base::add_checked(line.local_minor, balance_minor);
      return;
    }
  }
  lines_.push_back({.kind = *kind, .currency = currency, .local_minor = balance_minor});
}

void NavAssembly::add_security(std::int64_t base_minor) {
  securities_minor_ = base::add_checked(securities_minor_, base_minor);
}

const FxConversion* NavAssembly::conversion_of(base::Currency from) {
  const auto known =
      std::ranges::find_if(known_, [&](const Known& k) { return k.from == from && k.to == base_; });
  if (known != known_.end()) return &known->conversion;
  const auto found = rates_->conversion(from, base_);
  if (!found) return nullptr;
  known_.push_back({.from = from, .to = base_, .conversion = *found});
  return &known_.back().conversion;
}

base::Result<Nav, base::Currency> NavAssembly::finish() {
  std::ranges::sort(lines_, {}, [](const NavLine& l) { return std::tie(l.kind, l.currency); });
  Nav nav;
  nav.securities_minor = securities_minor_;
  for (NavLine& line : lines_) {
    if (line.local_minor == 0) continue;  // nothing held: needs no rate
    const FxConversion* conversion = conversion_of(line.currency);
    if (conversion == nullptr) return base::refuse(line.currency);
    line.base_minor = conversion->apply(line.local_minor);
    std::int64_t& total = line.kind == NavLineKind::cash         ? nav.cash_minor
                          : line.kind == NavLineKind::receivable ? nav.receivables_minor
                                                                 : nav.fees_minor;
    total = base::add_checked(total, line.base_minor);
  }
  nav.accrued_minor = base::add_checked(nav.receivables_minor, nav.fees_minor);
  nav.gav_minor = base::add_checked(base::add_checked(nav.securities_minor, nav.cash_minor),
                                    nav.receivables_minor);
  nav.nav_minor = base::add_checked(nav.gav_minor, nav.fees_minor);
  return nav;
}

base::Result<NavWithLines, base::Currency> assemble_nav(base::Currency base_currency,
                                                        std::span<const NavBalance> balances,
                                                        std::span<const std::int64_t> securities,
                                                        const FxRates& rates) {
  NavAssembly assembly(rates);
  assembly.start(base_currency);
  for (const NavBalance& balance : balances) {
    assembly.add_balance(balance.account, balance.currency, balance.balance_minor);
  }
  for (const std::int64_t value : securities) assembly.add_security(value);
  const auto nav = assembly.finish();
  if (!nav) return base::refuse(nav.error());
  return NavWithLines{.nav = *nav, .lines = {assembly.lines().begin(), assembly.lines().end()}};
}

}  // namespace wealthjobs::finance
