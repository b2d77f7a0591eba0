// What a difference is worth at the prices and rates of a pack.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "finance/ledger/custodian_match.h"
#include "finance/valuation/fx_rates.h"
#include "finance/valuation/position_value.h"
#include "store/master.h"
#include "store/packs.h"

namespace wealthjobs::jobs {

class CustodyWorth {
 public:
  CustodyWorth(const store::Master& master, const store::Pack& pack);

  // The size of `amount` (never negative) in minor units of `base`; nullopt without price or rate.
  [[nodiscard]] std::optional<std::int64_t> of(const finance::CustodySubject& subject,
                                               std::int64_t amount, base::Currency base) const;

 private:
  const store::Master& master_;
  std::vector<std::optional<finance::UnitPrice>> prices_;  // at the instrument's number
  finance::FxRates rates_;
};

}  // namespace wealthjobs::jobs
