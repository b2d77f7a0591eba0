// The rows of fee_schedules.csv: one tier a row; rows of one id, kind and date are one version of a
// schedule and must agree in everything but their tier.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>

#include "base/currency.h"
#include "base/date.h"
#include "feeds/source_line.h"
#include "finance/fees/fee_schedule.h"

namespace wealthjobs::feeds {

struct FeeScheduleRow {
  SourceLine place;
  std::string_view fee_schedule_id;
  base::Date from_date;
  finance::FeeKind kind = finance::FeeKind::management;
  base::Currency currency;
  std::optional<std::int64_t> upto_minor;  // empty: the tier above all others
  std::int64_t rate_ppm = 0;               // file: bps with at most two decimals
  finance::TierMode tier_mode = finance::TierMode::marginal;
  finance::FeeDayCount day_count = finance::FeeDayCount::act_365f;
  finance::FeeScope scope = finance::FeeScope::portfolio;
  std::int64_t min_fee_minor = 0;
  finance::FeeTax tax;
  finance::HurdleTerms hurdle;
  finance::Crystallisation crystallisation = finance::Crystallisation::annual;

  auto key() const {
    const std::int64_t border = upto_minor.value_or(-1);
    return std::tuple(fee_schedule_id, finance::name_of(kind), from_date,
                      static_cast<std::uint32_t>(border >> 32),
                      static_cast<std::uint32_t>(border & 0xffffffff));
  }
  bool operator==(const FeeScheduleRow&) const = default;
};

}  // namespace wealthjobs::feeds
