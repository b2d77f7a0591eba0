#include "pipeline/table_reader.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "pipeline/duration_text.h"

namespace wealthjobs::pipeline {
namespace {

using Kind = ConfigNode::Kind;

// "timeout_m" for "timeout_s", "fee_pct" for "fee_bps": the same word in another unit.
std::string_view stem(std::string_view key) {
  const std::size_t cut = key.rfind('_');
  return cut == std::string_view::npos ? key : key.substr(0, cut);
}

std::string unknown_key_hint(const std::string& key, const std::vector<std::string>& known) {
  const std::string near = did_you_mean(key, known);
  if (!near.empty()) return near;
  if (key.size() <= 64) {
    for (const std::string& word : known) {
      if (word == key) continue;
      if (stem(word) == stem(key) || stem(word) == key) return "the unit differs: use " + word;
    }
  }
  if (known.empty() || known.size() > 30) return {};
  return "known: " + base::join_text(known, ", ");
}

std::string integer_hint(const ConfigNode& node, std::string_view unit) {
  if (node.kind == Kind::floating) return "no decimals: choose a finer unit";
  if (node.kind == Kind::text && unit == "s") {
    const auto seconds = parse_duration_s(node.text);
    if (seconds) return "in seconds: " + std::to_string(*seconds);
  }
  return {};
}

}  // namespace

const ConfigNode* TableReader::any(std::string_view key) {
  known_.emplace_back(key);
  return table_.find(key);
}

const ConfigNode* TableReader::typed(std::string_view key, Kind kind, std::string_view expected) {
  const ConfigNode* node = any(key);
  if (node == nullptr || node->kind == kind) return node;
  fault(node->at, std::string(key) + " of " + where_ + " must be " + std::string(expected) +
                      ", not " + std::string(described(node->kind)));
  return nullptr;
}

const ConfigNode* TableReader::table(std::string_view key) {
  return typed(key, Kind::table, described(Kind::table));
}

void TableReader::read(std::string_view key, std::string& target) {
  const ConfigNode* node = typed(key, Kind::text, described(Kind::text));
  if (node != nullptr) target = node->text;
}

void TableReader::read(std::string_view key, bool& target) {
  const ConfigNode* node = typed(key, Kind::boolean, described(Kind::boolean));
  if (node != nullptr) target = node->boolean;
}

void TableReader::read(std::string_view key, std::int64_t& target, Range range) {
  const ConfigNode* node = any(key);
  if (node == nullptr) return;
  const std::string unit = range.unit.empty() ? "" : " (" + std::string(range.unit) + ")";
  if (node->kind != Kind::integer) {
    fault(node->at,
          std::string(key) + " of " + where_ + " must be an integer" + unit + ", not " +
              std::string(described(node->kind)),
          integer_hint(*node, range.unit));
    return;
  }
  if (node->integer < range.min || node->integer > range.max) {
    fault(node->at, std::string(key) + " of " + where_ + " must be between " +
                        std::to_string(range.min) + " and " + std::to_string(range.max) + unit);
    return;
  }
  target = node->integer;
}

void TableReader::read(std::string_view key, int& target, Range range) {
  std::int64_t value = target;
  read(key, value, range);
  target = static_cast<int>(value);
}

void TableReader::read_number(std::string_view key, double& target, double min, double max) {
  const ConfigNode* node = any(key);
  if (node == nullptr) return;
  if (node->kind != Kind::integer && node->kind != Kind::floating) {
    fault(node->at, std::string(key) + " of " + where_ + " must be a number, not " +
                        std::string(described(node->kind)));
    return;
  }
  const double value =
      node->kind == Kind::integer ? static_cast<double>(node->integer) : node->floating;
  if (!(value >= min && value <= max)) {
    fault(node->at, std::string(key) + " of " + where_ + " must be between " +
                        std::to_string(std::llround(min)) + " and " +
                        std::to_string(std::llround(max)));
    return;
  }
  target = value;
}

void TableReader::read_seconds(std::string_view key, std::int64_t& target_ms, std::int64_t max_s) {
  double seconds = static_cast<double>(target_ms) / 1000.0;
  read_number(key, seconds, 0, static_cast<double>(max_s));
  target_ms = std::llround(seconds * 1000.0);
}

void TableReader::read(std::string_view key, std::vector<std::string>& target) {
  const ConfigNode* node = typed(key, Kind::list, "a list of texts");
  if (node == nullptr) return;
  target.clear();
  for (const ConfigNode& item : node->items) {
    if (item.kind == Kind::text) {
      target.push_back(item.text);
    } else {
      fault(item.at, std::string(key) + " of " + where_ + " must be a list of texts, not of " +
                         std::string(described(item.kind)));
    }
  }
}

void TableReader::read(std::string_view key, std::optional<Deadline>& target) {
  const ConfigNode* node = typed(key, Kind::text, "a text like \"18:15\" or \"+1d 00:15\"");
  if (node == nullptr) return;
  const auto deadline = parse_deadline(node->text);
  if (!deadline) {
    fault(node->at, std::string(key) + " of " + where_ + " is no time: " + in_quotes(node->text),
          deadline.error());
    return;
  }
  target = *deadline;
}

void TableReader::read_time_of_day(std::string_view key, int& target_minute) {
  const ConfigNode* node = typed(key, Kind::text, "a text like \"18:00\"");
  if (node == nullptr) return;
  const auto minute = parse_time_of_day(node->text);
  if (!minute) {
    fault(node->at, std::string(key) + " of " + where_ + " is no time: " + in_quotes(node->text),
          minute.error());
    return;
  }
  target_minute = *minute;
}

void TableReader::read_choice(std::string_view key, std::span<const std::string_view> names,
                              std::size_t& target) {
  const ConfigNode* node = typed(key, Kind::text, described(Kind::text));
  if (node == nullptr) return;
  const auto found = std::ranges::find(names, std::string_view(node->text));
  if (found == names.end()) {
    const std::vector<std::string> words(names.begin(), names.end());
    fault(node->at, std::string(key) + " of " + where_ + " cannot be " + in_quotes(node->text),
          "one of " + base::join_text(words, ", "));
    return;
  }
  target = static_cast<std::size_t>(found - names.begin());
}

void TableReader::fault(Position at, std::string message, std::string hint) {
  findings_.fault(at, std::move(message), std::move(hint));
}

void TableReader::finish() {
  for (const ConfigNode::Member& member : table_.members) {
    if (std::ranges::find(known_, member.key) != known_.end()) continue;
    fault(member.at, "unknown key " + in_quotes(member.key) + " in " + where_,
          findings_.is_full() ? std::string() : unknown_key_hint(member.key, known_));
  }
}

}  // namespace wealthjobs::pipeline
