// What postings of the day itself have done to nav: nav as it stands less nav as it would stand
// without them, in base currency.
//
//   effect = sum over lines of  convert(local) - convert(local - posted)
//
//   Why exact   nav converts one line a currency and rounds it once; the effect of a part of a line
//               is therefore a difference of two rounded lines, not a rounded difference
//   Source      domain job 2 and part VII: gav is nav before the run's own interest
//   Units       minor units; the posted amounts debit positive, as in the ledger
//   Example     receivable 100.03 USD of which 0.03 were posted today, 1.5234: 152.39 - 152.34 =
//   0.05 Failure     a currency without a rate into the base currency is returned
#pragma once

#include <cstdint>
#include <span>

#include "finance/valuation/nav.h"

namespace wealthjobs::finance {

// `lines` are those of nav after the postings; a posted account that nav does not read is nothing.
base::Result<std::int64_t, base::Currency> posted_effect_minor(base::Currency base_currency,
                                                               std::span<const NavLine> lines,
                                                               std::span<const NavBalance> posted,
                                                               const FxRates& rates);

}  // namespace wealthjobs::finance
