// The narration on stderr (spdlog behind it): what a person watching a terminal reads. Results go
// to stdout, never through here. Nothing is written below the chosen level.
#pragma once

#include <string_view>

namespace wealthjobs::base {

enum class LogLevel { debug, info, warn, error, off };

// Call once at start; until then only errors are written.
void set_log_level(LogLevel level);

void log_debug(std::string_view line);
void log_info(std::string_view line);
void log_warn(std::string_view line);  // prefixed "warning: "
void log_error(std::string_view line);

}  // namespace wealthjobs::base
