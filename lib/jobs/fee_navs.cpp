#include "jobs/fee_navs.h"

#include <algorithm>

#include "base/error.h"
#include "base/rounding.h"
#include "store/packs.h"

namespace wealthjobs::jobs {
namespace {

finance::FxRates rates_of(const store::Pack& pack) {
  auto rates = finance::FxRates::build(pack.rates);
  if (rates) return std::move(*rates);
  throw base::Error(base::ErrorKind::internal,
                    "pack " + pack.header.id + " holds quotes that do not fit together",
                    "wealthjobs doctor");
}

void add_lines(const finance::Posting& posting, std::vector<finance::NavBalance>& balances) {
  for (const finance::PostingLine& line : posting.lines) {
    balances.push_back({finance::code_of(line.account), line.currency, line.amount_minor});
  }
}

std::int64_t* column_of(store::CashValueRow& row, int account) {
  switch (static_cast<finance::Account>(account)) {
    case finance::Account::cash:
    case finance::Account::cash_cma:
      return &row.settled_minor;
    case finance::Account::receivable_settlement:
    case finance::Account::payable_settlement:
      return &row.pending_minor;
    default:
      break;
  }
  const auto kind = finance::nav_line_of(account);
  if (kind == finance::NavLineKind::receivable) return &row.receivable_minor;
  return kind == finance::NavLineKind::accrued_fee ? &row.fees_minor : nullptr;
}

}  // namespace

FeeNavs::FeeNavs(store::Database& book, const store::Pack& pack)
    : rates_(rates_of(pack)), assembly_(rates_) {
  for (const store::BalanceRow& row : store::load_current_balances(book)) {
    if (finance::nav_line_of(finance::code_of(row.account))) {
      balances_[row.portfolio].push_back(row);
    }
  }
}

std::optional<finance::Nav> FeeNavs::nav(const store::PortfolioNav& value,
                                         std::span<const Effects> effects) {
  last_.clear();
  const auto own = balances_.find(value.portfolio);
  if (own != balances_.end()) {
    for (const store::BalanceRow& row : own->second) {
      last_.push_back({finance::code_of(row.account), row.currency, row.amount_minor});
    }
  }
  for (const Effects& effect : effects) {
    for (const auto& reversal : effect.reversals) add_lines(reversal.posting, last_);
    for (const auto& posting : effect.postings) add_lines(posting.posting, last_);
  }
  assembly_.start(value.currency);
  assembly_.add_security(value.securities_minor);
  for (const finance::NavBalance& at : last_) {
    if (finance::nav_line_of(at.account)) {
      assembly_.add_balance(at.account, at.currency, at.balance_minor);
    }
  }
  const auto nav = assembly_.finish();
  if (!nav) return std::nullopt;
  return *nav;
}

std::int64_t FeeNavs::balance_minor(finance::PortfolioNo portfolio, finance::Account account,
                                    base::Currency currency) const {
  const auto own = balances_.find(portfolio);
  if (own == balances_.end()) return 0;
  const auto at = std::ranges::find_if(own->second, [&](const store::BalanceRow& row) {
    return row.account == account && row.currency == currency;
  });
  return at == own->second.end() ? 0 : at->amount_minor;
}

std::vector<store::CashValueRow> FeeNavs::cash_rows(const store::PortfolioNav& value) const {
  std::map<base::Currency, store::CashValueRow> rows;
  for (const finance::NavBalance& at : last_) {
    store::CashValueRow blank;
    if (column_of(blank, at.account) == nullptr) continue;
    store::CashValueRow& row = rows[at.currency];
    row.day = value.day;
    row.portfolio = value.portfolio;
    row.currency = at.currency;
    std::int64_t* column = column_of(row, at.account);
    *column = base::add_checked(*column, at.balance_minor);
  }
  for (const finance::NavLine& line : assembly_.lines()) {
    store::CashValueRow& row = rows[line.currency];
    row.value_minor = base::add_checked(row.value_minor, line.base_minor);
  }
  std::vector<store::CashValueRow> sorted;
  for (const auto& [currency, row] : rows) sorted.push_back(row);
  return sorted;
}

}  // namespace wealthjobs::jobs
