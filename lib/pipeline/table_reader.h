// Typed reads from one table of the configuration. Every key that was asked for is a known key;
// finish() reports all others, with the nearest known word. A key of a wrong type or out of range
// is reported and the target keeps its default, so that one pass finds every fault of the file.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/config_tree.h"
#include "pipeline/deadline.h"
#include "pipeline/diagnostic.h"

namespace wealthjobs::pipeline {

struct Range {
  std::int64_t min;
  std::int64_t max;
  std::string_view unit;
};

class TableReader {
 public:
  // `where` completes "unknown key x in ...": "[store]", "step settle".
  TableReader(const ConfigNode& table, std::string where, Findings& findings)
      : table_(table), where_(std::move(where)), findings_(findings) {}

  [[nodiscard]] Position at() const { return table_.at; }
  // The value of a key whatever its type, or nullptr; the key counts as known.
  const ConfigNode* any(std::string_view key);
  // As any(), but only for a table; anything else is reported.
  const ConfigNode* table(std::string_view key);

  void read(std::string_view key, std::string& target);
  void read(std::string_view key, bool& target);
  void read(std::string_view key, std::int64_t& target, Range range);
  void read(std::string_view key, int& target, Range range);
  void read_number(std::string_view key, double& target, double min, double max);
  // Seconds in the file, decimals allowed, milliseconds in memory.
  void read_seconds(std::string_view key, std::int64_t& target_ms, std::int64_t max_s);
  void read(std::string_view key, std::vector<std::string>& target);
  void read(std::string_view key, std::optional<Deadline>& target);
  void read_time_of_day(std::string_view key, int& target_minute);
  // One of `names`; the index of the enumerator.
  void read_choice(std::string_view key, std::span<const std::string_view> names,
                   std::size_t& target);
  template <class Enum>
  void read_enum(std::string_view key, Enum& target, Enum last);

  void fault(Position at, std::string message, std::string hint = {});
  [[nodiscard]] const std::string& where() const { return where_; }
  [[nodiscard]] Findings& findings() { return findings_; }
  void finish();

 private:
  const ConfigNode* typed(std::string_view key, ConfigNode::Kind kind, std::string_view expected);
  const ConfigNode& table_;
  std::string where_;
  Findings& findings_;
  std::vector<std::string> known_;
};

template <class Enum>
void TableReader::read_enum(std::string_view key, Enum& target, Enum last) {
  std::vector<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(last); ++i) names.push_back(name_of(static_cast<Enum>(i)));
  std::size_t index = static_cast<std::size_t>(target);
  read_choice(key, names, index);
  target = static_cast<Enum>(index);
}

}  // namespace wealthjobs::pipeline
