#include "jobs/cash_revaluation.h"

#include <algorithm>
#include <map>

#include "base/rounding.h"

namespace wealthjobs::jobs {

using finance::Account;

std::int64_t* cash_column(store::CashValueRow& row, Account account) {
  switch (account) {
    case Account::cash:
    case Account::cash_cma:
      return &row.settled_minor;
    case Account::receivable_settlement:
    case Account::payable_settlement:
      return &row.pending_minor;
    case Account::receivable_dividend:
    case Account::receivable_interest:
    case Account::receivable_tax_reclaim:
      return &row.receivable_minor;
    case Account::payable_fees_mgmt:
    case Account::payable_fees_perf:
    case Account::payable_gst:
      return &row.fees_minor;
    default:
      return nullptr;
  }
}

base::Result<CashRevaluation, base::Currency> revalued_cash(
    const store::PortfolioNav& nav, std::span<const store::CashValueRow> cash,
    std::span<const store::HeldBalance> balances, const finance::FxRates& rates) {
  std::map<base::Currency, store::CashValueRow> rows;
  const auto row_of = [&](base::Currency currency) -> store::CashValueRow& {
    store::CashValueRow& row = rows[currency];
    row.day = nav.day;
    row.portfolio = nav.portfolio;
    row.currency = currency;
    return row;
  };
  for (const store::CashValueRow& row : cash) row_of(row.currency);
  finance::NavAssembly assembly(rates);
  assembly.start(nav.currency);
  assembly.add_security(nav.securities_minor);
  for (const store::HeldBalance& balance : balances) {
    store::CashValueRow blank;
    if (cash_column(blank, balance.account) == nullptr) continue;
    assembly.add_balance(finance::code_of(balance.account), balance.currency, balance.amount_minor);
    std::int64_t* const column = cash_column(row_of(balance.currency), balance.account);
    *column = base::add_checked(*column, balance.amount_minor);
  }
  const auto whole = assembly.finish();
  if (!whole) return base::refuse(whole.error());
  CashRevaluation result{nav, {}, {assembly.lines().begin(), assembly.lines().end()}};
  for (const finance::NavLine& line : result.lines) {
    store::CashValueRow& row = row_of(line.currency);
    row.value_minor = base::add_checked(row.value_minor, line.base_minor);
  }
  for (const auto& [currency, row] : rows) result.cash.push_back(row);
  result.nav.nav_minor = whole->nav_minor;
  result.nav.cash_minor = whole->cash_minor;
  result.nav.accrued_minor = whole->accrued_minor;
  return result;
}

}  // namespace wealthjobs::jobs
