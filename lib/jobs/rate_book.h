// FX rates by date, for the rules that look back: the pack of the date where there is one, else the
// pack of the last valued day before it, else (a book's first days) the newest published quotes.
//
//   Why packs   a correction that replays a portfolio must translate old facts with the rates that
//               were used then; a vendor's later revision must not reverse an entry
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "base/currency.h"
#include "base/date.h"
#include "finance/ledger/settlement.h"
#include "finance/valuation/fx_rates.h"

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::jobs {

class RateBook final : public finance::BaseRates {
 public:
  // The book must outlive it; call inside one read transaction.
  explicit RateBook(store::Database& book);

  [[nodiscard]] const finance::FxRates& rates_on(base::Date date) const;
  [[nodiscard]] std::optional<std::int64_t> convert(std::int64_t amount_minor, base::Currency from,
                                                    base::Currency to,
                                                    base::Date date) const override;

 private:
  store::Database* book_;
  mutable std::map<base::Date, finance::FxRates> rates_;
};

}  // namespace wealthjobs::jobs
