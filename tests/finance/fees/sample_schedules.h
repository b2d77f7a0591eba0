// Fee schedules of the domain pages, for the tests of this folder.
#pragma once

#include "base/decimal.h"
#include "finance/fees/fee_schedule.h"

namespace wealthjobs::finance {

inline base::Date day(const char* iso) { return base::Date::parse(iso).value(); }
inline base::Currency aud() { return base::Currency::of("AUD"); }
inline std::int64_t cents(const char* text) { return base::parse_decimal(text, 2).value(); }
inline std::int64_t units(const char* text) { return base::parse_decimal(text, 6).value(); }

inline FeeSchedule flat(std::int64_t rate_ppm) {
  FeeSchedule schedule;
  schedule.id = "FLAT";
  schedule.from_date = day("2020-01-01");
  schedule.currency = aud();
  schedule.tiers = {{std::nullopt, rate_ppm}};
  return schedule;
}

// Domain job 3: 1.00 % to 500k, 0.80 % to 1m, 0.60 % above.
inline FeeSchedule three_tiers() {
  FeeSchedule schedule = flat(0);
  schedule.id = "TIERS";
  schedule.tiers = {{50'000'000, 10'000}, {100'000'000, 8'000}, {std::nullopt, 6'000}};
  return schedule;
}

inline FeeSchedule performance(std::int64_t rate_ppm, HurdleTerms hurdle = {}) {
  FeeSchedule schedule = flat(rate_ppm);
  schedule.id = "PERF";
  schedule.kind = FeeKind::performance;
  schedule.hurdle = hurdle;
  return schedule;
}

}  // namespace wealthjobs::finance
