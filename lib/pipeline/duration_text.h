// Spans as people type them: --wait 10m, --since 30d.
//
//   "90s" 90    "10m" 600    "2h" 7200    "30d" 2592000    "1h30m" 5400    "45" is refused
//
//   Units     whole seconds; d is 24 hours
//   Failure   no unit, an unknown unit, units out of order (d h m s), more than ten years
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace wealthjobs::pipeline {

base::Result<std::int64_t> parse_duration_s(std::string_view text);

// "1h30m", "45s", "0s": the shortest text that parse_duration_s reads back.
std::string format_duration_s(std::int64_t seconds);

}  // namespace wealthjobs::pipeline
