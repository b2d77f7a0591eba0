// Civil time in a named zone of the system's zone database (Howard Hinnant's tz library behind it).
//
//   In a spring gap the instant is the end of the gap; in an autumn overlap it is the first pass
//   (RULINGS B7). Opening the zone database costs milliseconds: a step opens it only if it must.
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
