// Civil time in a named zone of the system's zone database, through the C library.
//
//   In a spring gap the instant is the end of the gap; in an autumn overlap it is the first pass
//   (RULINGS B7).
//   Why not date/tz   linking it costs every process 0.5 ms of start-up (it brings the shared C++
//             library), its first look-up 1.3 ms; a zone costs the C library 0.06 ms. RULINGS B15
//             makes start-up a feature
//   Threads   one thread at a time: the zone that is open belongs to the process
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/date.h"

namespace wealthjobs::base {

struct CivilTime {
  Date date;
  int second_of_day = 0;  // 0 .. 86399
  int utc_offset_s = 0;   // local minus UTC
};

bool is_time_zone(std::string_view zone);

// Both throw Error(config) for a zone that does not exist.
CivilTime civil_time(std::string_view zone, std::int64_t wall_us);
std::int64_t wall_us_of(std::string_view zone, Date date, int second_of_day);

// "2020-06-30T18:00:00-04:00"
std::string format_civil(const CivilTime& time);

}  // namespace wealthjobs::base
