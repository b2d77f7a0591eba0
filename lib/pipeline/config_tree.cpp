#include "pipeline/config_tree.h"

#include <array>

namespace wealthjobs::pipeline {

const ConfigNode* ConfigNode::find(std::string_view key) const {
  for (const Member& member : members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

std::string_view described(ConfigNode::Kind kind) {
  constexpr std::array<std::string_view, 9> names = {
      "a table",       "a list", "a text",           "an integer",   "a number with decimals",
      "true or false", "a date", "a date with time", "a time of day"};
  return names[static_cast<std::size_t>(kind)];
}

}  // namespace wealthjobs::pipeline
