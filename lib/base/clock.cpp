#include "base/clock.h"

#include <chrono>
#include <cstdio>

#include "base/date.h"

namespace wealthjobs::base {
namespace {

class SystemClock final : public Clock {
 public:
  [[nodiscard]] std::int64_t wall_us() const override {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
  }
  [[nodiscard]] std::int64_t monotonic_us() const override {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
  }
};

}  // namespace

const Clock& system_clock() {
  static const SystemClock clock;
  return clock;
}

std::string format_utc(std::int64_t wall_us) {
  constexpr std::int64_t us_per_day = 86'400'000'000;
  std::int64_t day = wall_us / us_per_day;
  std::int64_t rest = wall_us % us_per_day;
  if (rest < 0) {
    rest += us_per_day;
    --day;
  }
  const auto seconds = static_cast<int>(rest / 1'000'000);
  char time[16];
  std::snprintf(time, sizeof time, "T%02d:%02d:%02dZ", seconds / 3600, seconds / 60 % 60,
                seconds % 60);
  return Date(static_cast<std::int32_t>(day)).iso() + time;
}

}  // namespace wealthjobs::base
