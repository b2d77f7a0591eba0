// The configuration file as a tree of plain values with their places: what stands between the TOML
// parser (spec_toml.cpp, its only door) and the readers of the sections.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/diagnostic.h"

namespace wealthjobs::pipeline {

struct ConfigNode {
  enum class Kind { table, list, text, integer, floating, boolean, date, date_time, time };
  struct Member;

  Kind kind = Kind::table;
  Position at;
  std::string text;  // text; a date or time in its ISO form
  std::int64_t integer = 0;
  double floating = 0;
  bool boolean = false;
  std::vector<Member> members;    // of a table, in file order
  std::vector<ConfigNode> items;  // of a list

  [[nodiscard]] const ConfigNode* find(std::string_view key) const;
};

struct ConfigNode::Member {
  std::string key;
  Position at;
  ConfigNode value;
};

// "a table", "a text", "an integer", ...: for messages.
std::string_view described(ConfigNode::Kind kind);

}  // namespace wealthjobs::pipeline
