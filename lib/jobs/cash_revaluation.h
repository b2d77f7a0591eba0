// Nav after postings of the evening: a portfolio's cash, receivables and accrued fees valued again
// from its balances, its securities as value_portfolios left them.
//
//   nav, cash, accrued   as value_portfolios would write them now (finance/valuation/nav.h)
//   gav                  stays: it is nav before the run's own interest and fee (domain job 2)
//   Rows                 every currency the portfolio had a row for, and every new one
//   Failure              a currency without a rate into the base currency is returned
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "finance/valuation/nav.h"
#include "store/valuations.h"

namespace wealthjobs::jobs {

// Which column of cash_value an account belongs to; nullptr: nav does not read it.
std::int64_t* cash_column(store::CashValueRow& row, finance::Account account);

struct CashRevaluation {
  store::PortfolioNav nav;
  std::vector<store::CashValueRow> cash;  // by currency
  std::vector<finance::NavLine> lines;
};

// `nav` and `cash` as they stand, balances as they are to count.
base::Result<CashRevaluation, base::Currency> revalued_cash(
    const store::PortfolioNav& nav, std::span<const store::CashValueRow> cash,
    std::span<const store::HeldBalance> balances, const finance::FxRates& rates);

}  // namespace wealthjobs::jobs
