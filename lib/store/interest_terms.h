// Interest schedules as interest_tiers.csv gave them: dated groups of tiers.
//
//   Group     the rows of one schedule, currency and from_date; complete when it is saved
//   Changes   a group that is there is never added to and never changed: a row that differs from
//   it,
//             or is not in it, is a conflict. A new rate is a group with a later from_date
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "finance/fees/interest_schedule.h"
#include "store/master.h"

namespace wealthjobs::store {

class Database;
class WriteTransaction;

struct InterestTierRow {
  std::string schedule_id;
  base::Currency currency;
  base::Date from_date;
  finance::InterestSide side = finance::InterestSide::credit;
  std::optional<std::int64_t> upto_minor;  // nullopt: the open tier
  std::int64_t rate_ppm = 0;
  std::optional<finance::InterestTierMode> tier_mode;  // nullopt: the job's parameter
  std::optional<finance::DayCount> day_count;          // likewise, and wht_ppm
  finance::InterestSource source = finance::InterestSource::accrue;
  std::optional<std::int64_t> wht_ppm;

  bool operator==(const InterestTierRow&) const = default;
};

SaveCounts save_interest_tiers(WriteTransaction& write, std::span<const InterestTierRow> rows);

struct KnownInterestTier {
  InterestTierRow row;
  std::int64_t known_rev = 0;
};
// By schedule, currency, from_date, side; tiers ascending, the open one last.
std::vector<KnownInterestTier> load_interest_tiers(Database& book);

// The earliest date from which portfolio_terms.csv, known after a revision, changes the portfolio's
// schedule.
std::optional<base::Date> load_changed_schedule(Database& book, finance::PortfolioNo portfolio,
                                                std::int64_t since_revision);

}  // namespace wealthjobs::store
