// Which published quote stands for a currency pair on a date: the newest day wins, the sources of
// that day must agree (finance/valuation/fx_checks.h), a contradiction falls back to the day
// before.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "finance/valuation/fx_checks.h"
#include "finance/valuation/fx_rates.h"
#include "store/observations.h"

namespace wealthjobs::jobs {

struct QuoteRemark {
  std::string pair;  // "EUR/USD"
  std::string kind;  // source_contradiction, source_outlier
  std::string text;
};

struct QuoteChoice {
  std::vector<finance::FxQuote> quotes;  // at most one a pair, in either direction
  std::vector<QuoteRemark> remarks;
};

// `rates` as store::load_latest_rates gives them: by (base, quote, source).
QuoteChoice choose_quotes(std::span<const store::LatestRate> rates,
                          const finance::FxCheckOptions& options = {});

// The book's newest quotes up to the day with the arriving ones laid over them.
std::vector<store::LatestRate> rates_with(store::Database& book, base::Date day,
                                          std::span<const store::FxRateRow> arriving);

}  // namespace wealthjobs::jobs
