#include "base/time_zone.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <optional>

#include "base/check.h"
#include "base/error.h"

namespace wealthjobs::base {
namespace {

constexpr std::int64_t day_s = 86'400;

bool is_zone_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
         c == '_' || c == '-' || c == '+';
}

// The C library takes any text for a zone and answers UTC where there is none.
std::string file_of(std::string_view zone) {
  const char* const folder = std::getenv("TZDIR");
  return std::string(folder != nullptr ? folder : "/usr/share/zoneinfo") + "/" + std::string(zone);
}

bool is_zone_file(const std::string& path) {
  std::FILE* const file = std::fopen(path.c_str(), "re");
  if (file == nullptr) return false;
  char magic[4] = {};
  const bool is_zone = std::fread(magic, 1, sizeof magic, file) == sizeof magic &&
                       std::string_view(magic, sizeof magic) == "TZif";
  std::fclose(file);
  return is_zone;
}

// Gives TZ back to the environment: child processes must not inherit a zone of ours.
class BorrowedVariable {
 public:
  explicit BorrowedVariable(const std::string& value) {
    if (const char* const before = std::getenv("TZ")) before_ = before;
    setenv("TZ", value.c_str(), 1);
  }
  ~BorrowedVariable() {
    if (before_) {
      setenv("TZ", before_->c_str(), 1);
    } else {
      unsetenv("TZ");
    }
  }
  BorrowedVariable(const BorrowedVariable&) = delete;
  BorrowedVariable& operator=(const BorrowedVariable&) = delete;

 private:
  std::optional<std::string> before_;
};

// Makes the C library's zone this one. localtime_r looks at TZ on its first call only, so the zone
// stays after the variable has gone.
void open_zone(std::string_view zone) {
  static std::string open;
  if (open == zone) return;
  if (!is_time_zone(zone)) {
    throw Error(ErrorKind::config, "unknown time zone \"" + std::string(zone) + "\"",
                "use a name of the zone database such as America/New_York");
  }
  const BorrowedVariable variable(":" + file_of(zone));
  tzset();
  open = zone;
}

std::int64_t offset_at(std::int64_t second) {
  const std::time_t instant = second;
  std::tm local{};
  WEALTHJOBS_CHECK(localtime_r(&instant, &local) != nullptr);
  return local.tm_gmtoff;
}

std::int64_t floor_of(std::int64_t value, std::int64_t unit) {
  return value / unit - (value % unit < 0 ? 1 : 0);
}

// The first second after `before` that no longer has its offset.
std::int64_t transition_between(std::int64_t before, std::int64_t after) {
  const std::int64_t offset = offset_at(before);
  while (after - before > 1) {
    const std::int64_t middle = before + (after - before) / 2;
    (offset_at(middle) == offset ? before : after) = middle;
  }
  return after;
}

}  // namespace

bool is_time_zone(std::string_view zone) {
  return !zone.empty() && zone.front() != '/' && zone.find("..") == zone.npos &&
         std::ranges::all_of(zone, is_zone_character) && is_zone_file(file_of(zone));
}

CivilTime civil_time(std::string_view zone, std::int64_t wall_us) {
  open_zone(zone);
  const std::int64_t second = floor_of(wall_us, 1'000'000);
  const std::int64_t offset = offset_at(second);
  const std::int64_t local = second + offset;
  const std::int64_t day = floor_of(local, day_s);
  return {Date(static_cast<std::int32_t>(day)), static_cast<int>(local - day * day_s),
          static_cast<int>(offset)};
}

std::int64_t wall_us_of(std::string_view zone, Date date, int second_of_day) {
  open_zone(zone);
  const std::int64_t local = std::int64_t{date.days()} * day_s + second_of_day;
  // No zone changes its offset twice in two days, so one of these two is the offset wanted.
  const std::int64_t before = local - offset_at(local - day_s);
  if (before + offset_at(before) == local) return before * 1'000'000;
  const std::int64_t after = local - offset_at(local + day_s);
  if (after + offset_at(after) == local) return after * 1'000'000;
  return transition_between(local - day_s, local + day_s) * 1'000'000;
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
