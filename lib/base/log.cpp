#include "base/log.h"

#include <memory>

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

namespace wealthjobs::base {
namespace {

spdlog::level::level_enum to_spdlog(LogLevel level) {
  switch (level) {
    case LogLevel::debug:
      return spdlog::level::debug;
    case LogLevel::info:
      return spdlog::level::info;
    case LogLevel::warn:
      return spdlog::level::warn;
    case LogLevel::error:
      return spdlog::level::err;
    case LogLevel::off:
      return spdlog::level::off;
  }
  return spdlog::level::off;
}

// Made on first use: a command that narrates nothing pays nothing.
spdlog::logger& logger() {
  static const auto instance = [] {
    auto made = std::make_shared<spdlog::logger>("wealthjobs",
                                                 std::make_shared<spdlog::sinks::stderr_sink_st>());
    made->set_pattern("%v");
    made->set_level(spdlog::level::err);
    made->flush_on(spdlog::level::trace);
    return made;
  }();
  return *instance;
}

LogLevel chosen_level = LogLevel::error;

void write(LogLevel level, std::string_view line) {
  if (level < chosen_level) return;
  logger().log(to_spdlog(level), spdlog::string_view_t(line.data(), line.size()));
}

}  // namespace

void set_log_level(LogLevel level) {
  chosen_level = level;
  if (level != LogLevel::off) logger().set_level(to_spdlog(level));
}

void log_debug(std::string_view line) { write(LogLevel::debug, line); }
void log_info(std::string_view line) { write(LogLevel::info, line); }
void log_warn(std::string_view line) {
  if (LogLevel::warn < chosen_level) return;
  write(LogLevel::warn, "warning: " + std::string(line));
}
void log_error(std::string_view line) { write(LogLevel::error, line); }

}  // namespace wealthjobs::base
