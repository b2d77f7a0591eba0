#include "pipeline/spec_toml.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <optional>

#include "pipeline/config_reader.h"
#include "pipeline/config_tree.h"
#include "pipeline/nesting_guard.h"

namespace wealthjobs::pipeline {

// toml++ 3.3.0 asserts on some broken headers ("[ $x]"), and with NDEBUG it tells the compiler that
// they cannot be. A user's file must not end the process: an assertion becomes a finding.
struct ParserGaveUp {};
[[noreturn]] void give_up();
[[noreturn]] void give_up() { throw ParserGaveUp(); }

}  // namespace wealthjobs::pipeline

#undef NDEBUG
#define TOML_ASSERT(expr) ((expr) ? static_cast<void>(0) : ::wealthjobs::pipeline::give_up())
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace wealthjobs::pipeline {
namespace {

using Kind = ConfigNode::Kind;

constexpr std::size_t largest_recovered_bytes = 64U << 10U;
constexpr int most_syntax_errors = 20;
constexpr std::size_t longest_message = 300;

Position position_of(const toml::source_region& region) {
  return {static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

std::string text_of(const toml::date& date) {
  char text[32];
  std::snprintf(text, sizeof text, "%04u-%02u-%02u", static_cast<unsigned>(date.year),
                static_cast<unsigned>(date.month), static_cast<unsigned>(date.day));
  return text;
}

std::string text_of(const toml::time& time) {
  char text[32];
  std::snprintf(text, sizeof text, "%02u:%02u:%02u", static_cast<unsigned>(time.hour),
                static_cast<unsigned>(time.minute), static_cast<unsigned>(time.second));
  return text;
}

std::string text_of(const toml::date_time& moment) {
  const std::string text = text_of(moment.date) + "T" + text_of(moment.time);
  return moment.offset ? text + "+offset" : text;
}

ConfigNode node_of(const toml::node& source);

ConfigNode table_of(const toml::table& table) {
  ConfigNode node;
  for (auto&& [key, value] : table) {
    node.members.push_back({std::string(key.str()), position_of(key.source()), node_of(value)});
  }
  // toml++ sorts by key; people think in the order of the file.
  std::ranges::stable_sort(node.members,
                           [](const auto& a, const auto& b) { return is_before(a.at, b.at); });
  return node;
}

ConfigNode node_of(const toml::node& source) {
  ConfigNode node;
  if (const auto* table = source.as_table()) {
    node = table_of(*table);
  } else if (const auto* list = source.as_array()) {
    node.kind = Kind::list;
    for (const toml::node& item : *list) node.items.push_back(node_of(item));
  } else if (const auto* text = source.as_string()) {
    node.kind = Kind::text;
    node.text = text->get();
  } else if (const auto* integer = source.as_integer()) {
    node.kind = Kind::integer;
    node.integer = integer->get();
  } else if (const auto* floating = source.as_floating_point()) {
    node.kind = Kind::floating;
    node.floating = floating->get();
  } else if (const auto* boolean = source.as_boolean()) {
    node.kind = Kind::boolean;
    node.boolean = boolean->get();
  } else if (const auto* date = source.as_date()) {
    node.kind = Kind::date;
    node.text = text_of(date->get());
  } else if (const auto* moment = source.as_date_time()) {
    node.kind = Kind::date_time;
    node.text = text_of(moment->get());
  } else if (const auto* time = source.as_time()) {
    node.kind = Kind::time;
    node.text = text_of(time->get());
  }
  node.at = position_of(source.source());
  return node;
}

std::string clean_message(std::string_view message) {
  std::string text;
  for (const char c : message.substr(0, longest_message)) {
    const auto byte = static_cast<unsigned char>(c);
    text += byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  return text;
}

// Blanks the faulty line, so that the parser can go on to the next fault. Only a line of the form
// key = value can be left out without changing what the lines after it mean.
bool blank_line(std::string& text, int line) {
  std::size_t start = 0;
  for (int n = 1; n < line; ++n) {
    start = text.find('\n', start);
    if (start == std::string::npos) return false;
    ++start;
  }
  const std::size_t end = std::min(text.find('\n', start), text.size());
  const std::string_view content(text.data() + start, end - start);
  const std::size_t first = content.find_first_not_of(" \t\r");
  if (first == std::string_view::npos || content[first] == '[' || content[first] == '#') {
    return false;
  }
  if (content.find('=') == std::string_view::npos) return false;
  std::fill(text.begin() + static_cast<std::ptrdiff_t>(start),
            text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
  return true;
}

bool gives_up(std::string_view text) {
  try {
    [[maybe_unused]] const toml::table root = toml::parse(text);
  } catch (const ParserGaveUp&) {
    return true;
  } catch (const std::exception&) {
    return false;
  }
  return false;
}

// The first line with which the parser gives up. An assertion names no place; the file read up to
// ever fewer lines does.
int line_of_giving_up(std::string_view text) {
  std::vector<std::size_t> ends;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') ends.push_back(i + 1);
  }
  ends.push_back(text.size());
  if (text.size() > largest_recovered_bytes) return 1;
  const auto first = std::ranges::partition_point(
      ends, [&](std::size_t end) { return !gives_up(text.substr(0, end)); });
  return static_cast<int>(first - ends.begin()) + 1;
}

std::optional<ConfigNode> parse_tree(std::string text, Findings& findings) {
  for (int errors = 0; errors < most_syntax_errors; ++errors) {
    try {
      const toml::table root = toml::parse(std::string_view(text));
      if (errors > 0) return std::nullopt;
      return table_of(root);
    } catch (const toml::parse_error& error) {
      const Position at = position_of(error.source());
      findings.fault(at, "not TOML: " + clean_message(error.description()));
      if (text.size() > largest_recovered_bytes || !blank_line(text, at.line)) return std::nullopt;
    } catch (const ParserGaveUp&) {
      findings.fault({line_of_giving_up(text), 1}, "not TOML: a broken table header or key");
      return std::nullopt;
    }
  }
  return std::nullopt;
}

std::optional<ConfigNode> guarded_tree(std::string_view text, Findings& findings) {
  if (text.size() > largest_config_bytes) {
    findings.fault({1, 1}, "the file is larger than 2 MiB", "a configuration is a few kilobytes");
    return std::nullopt;
  }
  const auto nul = text.find('\0');
  if (nul != std::string_view::npos) {
    const std::string_view before = text.substr(0, nul);
    const auto line = static_cast<int>(std::ranges::count(before, '\n')) + 1;
    const std::size_t start = before.rfind('\n');
    const std::size_t column = nul - (start == std::string_view::npos ? 0 : start + 1);
    findings.fault({line, static_cast<int>(column) + 1}, "not TOML: a NUL byte",
                   "save the file as UTF-8 text");
    return std::nullopt;
  }
  if (const auto at = nesting_fault(text)) {
    findings.fault(*at, "nested too deeply", "at most 64 brackets and 32 parts in a dotted key");
    return std::nullopt;
  }
  return parse_tree(std::string(text), findings);
}

}  // namespace

ParsedConfig parse_config(std::string_view text, const std::string& file_name,
                          const Catalogue& catalogue, ParseOptions options) {
  Findings findings(file_name);
  ParsedConfig parsed;
  try {
    const auto tree = guarded_tree(text, findings);
    if (tree) parsed.config = read_config(*tree, catalogue, options, findings);
  } catch (const std::exception& error) {
    // The parser of another house may throw what its manual does not name.
    findings.fault({1, 1}, "cannot be read: " + clean_message(error.what()));
  }
  parsed.diagnostics = findings.take();
  return parsed;
}

}  // namespace wealthjobs::pipeline
