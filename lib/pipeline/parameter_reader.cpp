#include <algorithm>
#include <optional>

#include "base/text.h"
#include "pipeline/config_reader.h"

namespace wealthjobs::pipeline {
namespace {

using Kind = ConfigNode::Kind;

bool is_all(const ConfigNode& list, Kind kind) {
  return std::ranges::all_of(list.items, [&](const ConfigNode& n) { return n.kind == kind; });
}

std::optional<ScalarValue> scalar_of(const ConfigNode& node) {
  switch (node.kind) {
    case Kind::integer:
      return ScalarValue(node.integer);
    case Kind::boolean:
      return ScalarValue(node.boolean);
    case Kind::text:
    case Kind::date:
      return ScalarValue(node.text);
    default:
      return std::nullopt;
  }
}

std::optional<ParameterValue> list_of(const ConfigNode& node) {
  if (is_all(node, Kind::text)) {
    std::vector<std::string> texts;
    for (const ConfigNode& item : node.items) texts.push_back(item.text);
    return ParameterValue(texts);
  }
  if (is_all(node, Kind::integer)) {
    std::vector<std::int64_t> integers;
    for (const ConfigNode& item : node.items) integers.push_back(item.integer);
    return ParameterValue(integers);
  }
  if (!is_all(node, Kind::table)) return std::nullopt;
  std::vector<ParameterRow> rows;
  for (const ConfigNode& item : node.items) {
    ParameterRow row;
    for (const ConfigNode::Member& member : item.members) {
      const auto cell = scalar_of(member.value);
      if (!cell) return std::nullopt;
      row[member.key] = *cell;
    }
    rows.push_back(std::move(row));
  }
  return ParameterValue(rows);
}

std::optional<ParameterValue> value_of(const ConfigNode& node, const ParameterSpec& spec) {
  if (node.kind == Kind::list) {
    if (node.items.empty() && spec.type == ParameterType::integer_list) {
      return ParameterValue(std::vector<std::int64_t>());
    }
    if (node.items.empty() && spec.type == ParameterType::rows) {
      return ParameterValue(std::vector<ParameterRow>());
    }
    return list_of(node);
  }
  if (node.kind == Kind::date && spec.unit != "date") return std::nullopt;
  const auto scalar = scalar_of(node);
  if (!scalar) return std::nullopt;
  return std::visit([](const auto& value) { return ParameterValue(value); }, *scalar);
}

std::string_view word_before_unit(std::string_view key) { return key.substr(0, key.rfind('_')); }

std::string unknown_parameter_hint(const std::string& key, const JobEntry& job) {
  std::vector<std::string> keys;
  for (const ParameterSpec& spec : job.parameters) {
    keys.push_back(spec.key);
    if (key.size() <= 64 && word_before_unit(spec.key) == word_before_unit(key)) {
      return "the unit differs: use " + spec.key;
    }
  }
  const std::string near = did_you_mean(key, keys);
  if (!near.empty()) return near;
  return keys.empty() ? "this job takes no parameters" : "known: " + base::join_text(keys, ", ");
}

}  // namespace

std::vector<Parameter> read_parameters(const ConfigNode& table, const std::string& where,
                                       const JobEntry& job, Findings& findings) {
  std::vector<Parameter> parameters;
  for (const ConfigNode::Member& member : table.members) {
    const auto spec = std::ranges::find(job.parameters, member.key, &ParameterSpec::key);
    if (spec == job.parameters.end()) {
      findings.fault(member.at, "unknown key " + in_quotes(member.key) + " in " + where,
                     findings.is_full() ? "" : unknown_parameter_hint(member.key, job));
      continue;
    }
    const auto value = value_of(member.value, *spec);
    const std::string unit = spec->unit.empty() ? "" : " (" + spec->unit + ")";
    const std::string fault = value ? parameter_fault(*spec, *value)
                                    : "must be of type " + std::string(name_of(spec->type)) + unit +
                                          ", not " + std::string(described(member.value.kind));
    if (!fault.empty()) {
      const bool is_float = member.value.kind == Kind::floating;
      findings.fault(member.value.at, member.key + " of " + where + " " + fault,
                     is_float ? "money and rates are integers, without decimals" : "");
      continue;
    }
    parameters.push_back({member.key, *value, member.at});
  }
  std::ranges::sort(parameters, {}, &Parameter::key);
  return parameters;
}

}  // namespace wealthjobs::pipeline
