// Exchange rates that update_fx_rates holds back (move_action = "hold", RULINGS A6): a large move
// of one source alone, until a second source confirms it or somebody believes it.
//
//   Key       "EUR|GBP|2016-06-24|0.8067": the row_key under which it stands in quarantine
//   Held      while that row is open: the rate of the last closed pack stands for it, or where
//             there is none the observation before
//   Believed  `wealthjobs quarantine resolve`: from then on the rate is used, and later rates are
//             judged against it
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/date.h"
#include "finance/valuation/fx_rates.h"
#include "store/observations.h"

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::jobs {

std::string held_rate_key(const finance::FxQuote& quote);

class HeldRates {
 public:
  // `day` decides which close is the last before it.
  HeldRates(store::Database& book, base::Date day);

  [[nodiscard]] bool is_held(const finance::FxQuote& quote) const;
  // Somebody has resolved it.
  [[nodiscard]] bool is_believed(const finance::FxQuote& quote) const;
  // The last believed rate since the last closed pack, else that pack's, else the observation
  // before.
  [[nodiscard]] std::optional<finance::FxQuote> before(const store::LatestRate& rate) const;
  // Every held rate replaced by what stood before; one without anything before is left out.
  [[nodiscard]] std::vector<store::LatestRate> without_held(
      std::vector<store::LatestRate> rates) const;

 private:
  std::set<std::string> open_;
  std::vector<finance::FxQuote> believed_;
  std::vector<finance::FxQuote> last_pack_;
};

}  // namespace wealthjobs::jobs
