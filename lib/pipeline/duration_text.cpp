#include "pipeline/duration_text.h"

#include <array>

namespace wealthjobs::pipeline {
namespace {

struct Unit {
  char letter;
  std::int64_t seconds;
};
constexpr std::array<Unit, 4> units = {{{'d', 86'400}, {'h', 3'600}, {'m', 60}, {'s', 1}}};
constexpr std::int64_t longest_s = 3'653LL * 86'400;

}  // namespace

base::Result<std::int64_t> parse_duration_s(std::string_view text) {
  if (text.empty()) return base::refuse("a span of time is written like 90s, 10m, 2h or 30d");
  std::int64_t total = 0;
  std::size_t next_unit = 0;
  std::size_t i = 0;
  while (i < text.size()) {
    std::int64_t number = 0;
    const std::size_t start = i;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9') {
      number = number * 10 + (text[i] - '0');
      if (number > longest_s) return base::refuse("a span of time is at most ten years");
      ++i;
    }
    if (i == start || i == text.size()) {
      return base::refuse("a span of time is written like 90s, 10m, 2h or 30d");
    }
    std::size_t unit = next_unit;
    while (unit < units.size() && units[unit].letter != text[i]) ++unit;
    if (unit == units.size()) {
      return base::refuse("the units of a span are d, h, m, s, each once and in this order");
    }
    total += number * units[unit].seconds;
    if (total > longest_s) return base::refuse("a span of time is at most ten years");
    next_unit = unit + 1;
    ++i;
  }
  return total;
}

std::string format_duration_s(std::int64_t seconds) {
  if (seconds < 0) return "-" + format_duration_s(-seconds);
  std::string text;
  for (const Unit& unit : units) {
    if (seconds < unit.seconds) continue;
    text += std::to_string(seconds / unit.seconds) + unit.letter;
    seconds %= unit.seconds;
  }
  return text.empty() ? "0s" : text;
}

}  // namespace wealthjobs::pipeline
