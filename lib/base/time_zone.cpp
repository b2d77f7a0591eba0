#include "base/time_zone.h"

#include <chrono>
#include <cstdio>
#include <exception>

#include <date/tz.h>

#include "base/error.h"

namespace wealthjobs::base {
namespace {

const date::time_zone* locate(std::string_view zone) {
  try {
    return date::locate_zone(std::string(zone));
  } catch (const std::exception&) {
    throw Error(ErrorKind::config, "unknown time zone \"" + std::string(zone) + "\"",
                "use a name of the zone database such as America/New_York");
  }
}

using Microseconds = std::chrono::microseconds;

}  // namespace

bool is_time_zone(std::string_view zone) {
  try {
    return date::locate_zone(std::string(zone)) != nullptr;
  } catch (const std::exception&) {
    return false;
  }
}

CivilTime civil_time(std::string_view zone, std::int64_t wall_us) {
  const date::sys_time<Microseconds> instant{Microseconds(wall_us)};
  const auto info = locate(zone)->get_info(instant);
  const auto local = instant + info.offset;
  const auto day = date::floor<date::days>(local);
  const auto second = date::floor<std::chrono::seconds>(local - day);
  return {Date(static_cast<std::int32_t>(day.time_since_epoch().count())),
          static_cast<int>(second.count()), static_cast<int>(info.offset.count())};
}

std::int64_t wall_us_of(std::string_view zone, Date date, int second_of_day) {
  const date::local_seconds local{
      std::chrono::seconds(static_cast<std::int64_t>(date.days()) * 86400 + second_of_day)};
  const auto info = locate(zone)->get_info(local);
  if (info.result == date::local_info::nonexistent) {
    return Microseconds(info.first.end.time_since_epoch()).count();
  }
  return Microseconds((local.time_since_epoch() - info.first.offset)).count();
}

std::string format_civil(const CivilTime& time) {
  char text[32];
  const int offset = time.utc_offset_s < 0 ? -time.utc_offset_s : time.utc_offset_s;
  std::snprintf(text, sizeof text, "T%02d:%02d:%02d%c%02d:%02d", time.second_of_day / 3600,
                time.second_of_day / 60 % 60, time.second_of_day % 60,
                time.utc_offset_s < 0 ? '-' : '+', offset / 3600, offset / 60 % 60);
  return time.date.iso() + text;
}

}  // namespace wealthjobs::base
