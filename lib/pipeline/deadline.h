// Deadlines and earliest starts: civil times counted from the business date.
//
//   "18:15"       18:15 on the business date          "+1d 00:15"   00:15 on the next civil day
//
//   Instant   in the pipeline's zone; in a spring gap the end of the gap, in an autumn overlap the
//             first pass (RULINGS B7)
//   Example   2020-03-08 "02:30" in America/New_York is 07:00 UTC (03:00 EDT)
//   Failure   any other text is refused with the reason: "25:00", "9:5", "+1d", "+1d00:15", "-1d
//   .."
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/result.h"

namespace wealthjobs::pipeline {

struct Deadline {
  int days_after = 0;     // 0 .. 30 civil days after the business date
  int minute_of_day = 0;  // 0 .. 1439
  bool operator==(const Deadline&) const = default;
};

// "HH:MM", two digits each, 00:00 to 23:59: minutes of the day.
base::Result<int> parse_time_of_day(std::string_view text);
std::string format_time_of_day(int minute_of_day);

base::Result<Deadline> parse_deadline(std::string_view text);
std::string format_deadline(const Deadline& deadline);

// Microseconds since 1970 UTC. Throws base::Error(config) for a zone that does not exist.
std::int64_t deadline_us(const Deadline& deadline, base::Date business_date, std::string_view zone);

}  // namespace wealthjobs::pipeline
