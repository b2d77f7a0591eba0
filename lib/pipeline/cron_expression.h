// Cron expressions of five fields, read as Debian's cron reads them (CONTRACT 6.12).
//
//   minute 0-59   hour 0-23   day of month 1-31   month 1-12 or jan-dec   weekday 0-7 or sun-sat
//   each field: * or a value or a range a-b, each with an optional /step, in a list with commas
//   @hourly @daily @midnight @weekly @monthly @yearly @annually
//
//   Day rule   both day fields restricted: either may match. A day field whose first character is *
//              counts as unrestricted even with a step (star/2), so then both must match: Vixie's
//              flag; check warns
//   DST        fixed times that a spring gap swallows fire once at the end of the gap, repeated
//              times of an autumn overlap fire in the first pass only; a gap of 3 hours or more is
//              a clock correction, its times are lost. An expression with a leading * in minute or
//              hour follows elapsed time instead: every instant whose wall time matches
//   Example    "30 2 * * *" in America/New_York on 2025-03-09 fires at 03:00 EDT
//   Source     cron(8) and crontab(5) of Debian 12; Paul Vixie's entry.c
//   Failure    L, W, #, ?, seconds, steps of 0 or above the field's largest value, backward ranges:
//              refused with the reason
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace wealthjobs::pipeline {

class CronExpression {
 public:
  [[nodiscard]] bool matches_day(base::Date date) const;
  // A day field is star-with-step and the other is restricted: both must match.
  [[nodiscard]] bool needs_both_days() const;
  // A leading * in minute or hour: the clock is followed, no DST rule applies.
  [[nodiscard]] bool is_wildcard() const { return minute_star_ || hour_star_; }

 private:
  friend base::Result<CronExpression> parse_cron(std::string_view text);
  friend class CronWalk;
  std::bitset<60> minutes_;
  std::bitset<24> hours_;
  std::bitset<32> days_;
  std::bitset<13> months_;
  std::bitset<8> weekdays_;  // 0 Sunday .. 6 Saturday
  bool minute_star_ = false;
  bool hour_star_ = false;
  bool day_star_ = false;
  bool weekday_star_ = false;
};

base::Result<CronExpression> parse_cron(std::string_view text);

// The first `count` instants strictly after `after_us` (microseconds UTC), ascending; fewer where
// the expression fires less often within 40 years. Throws base::Error(config) for an unknown zone.
std::vector<std::int64_t> next_fire_times(const CronExpression& cron, std::string_view zone,
                                          std::int64_t after_us, int count);

}  // namespace wealthjobs::pipeline
