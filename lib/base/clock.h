// The one door to the clock. Wall time is for knowledge times, events and logs; waits and limits
// use the monotonic clock, so that a clock step cannot shorten or stretch them.
#pragma once

#include <cstdint>
#include <string>

namespace wealthjobs::base {

class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual std::int64_t wall_us() const = 0;       // microseconds since 1970 UTC
  [[nodiscard]] virtual std::int64_t monotonic_us() const = 0;  // microseconds since some start
};

// The real clocks of this machine.
const Clock& system_clock();

// "2020-06-30T21:04:05Z"; UTC, whole seconds.
std::string format_utc(std::int64_t wall_us);

}  // namespace wealthjobs::base
