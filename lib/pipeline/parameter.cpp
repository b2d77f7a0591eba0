#include "pipeline/parameter.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/date.h"
#include "base/json_document.h"
#include "base/text.h"
#include "pipeline/deadline.h"
#include "pipeline/placeholders.h"

namespace wealthjobs::pipeline {
namespace {

template <class... Parts>
struct Overloaded : Parts... {
  using Parts::operator()...;
};

std::string with_unit(const ParameterSpec& spec) {
  return spec.unit.empty() ? std::string() : " " + spec.unit;
}

std::string range_text(const ParameterSpec& spec) {
  constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
  constexpr auto highest = std::numeric_limits<std::int64_t>::max();
  if (spec.min == lowest) return "must be at most " + std::to_string(spec.max) + with_unit(spec);
  if (spec.max == highest) return "must be at least " + std::to_string(spec.min) + with_unit(spec);
  return "must be between " + std::to_string(spec.min) + " and " + std::to_string(spec.max) +
         with_unit(spec);
}

std::string integer_fault(const ParameterSpec& spec, std::int64_t value) {
  return value < spec.min || value > spec.max ? range_text(spec) : std::string();
}

std::string text_fault(const ParameterSpec& spec, const std::string& value) {
  if (!spec.choices.empty() && std::ranges::find(spec.choices, value) == spec.choices.end()) {
    return "must be one of " + base::join_text(spec.choices, ", ");
  }
  if (spec.unit == "date" && !base::Date::parse(value)) {
    return "must be a date like 2020-06-30";
  }
  if (spec.unit == "time") {
    const auto time = parse_time_of_day(value);
    if (!time) return "is no time of day: " + time.error();
  }
  if (spec.unit == "path") return placeholder_fault(value);
  return {};
}

std::string row_fault(const ParameterSpec& spec, const ParameterRow& row) {
  if (spec.columns.empty()) return {};
  for (const auto& [key, cell] : row) {
    const auto column = std::ranges::find(spec.columns, key, &ParameterSpec::key);
    if (column == spec.columns.end()) return "has no column " + in_quotes(key);
    const std::string fault = std::visit(
        [&](const auto& value) { return parameter_fault(*column, ParameterValue(value)); }, cell);
    if (!fault.empty()) return "column " + key + " " + fault;
  }
  for (const ParameterSpec& column : spec.columns) {
    if (!column.default_value && !row.contains(column.key)) return "lacks column " + column.key;
  }
  return {};
}

template <class List, class Check>
std::string first_fault(const List& list, Check check) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string fault = check(list[i]);
    if (!fault.empty()) return "entry " + std::to_string(i + 1) + " " + fault;
  }
  return {};
}

bool is_type(ParameterType type, const ParameterValue& value) {
  // An empty list carries no type of its own.
  const auto* empty = std::get_if<std::vector<std::string>>(&value);
  if (empty != nullptr && empty->empty()) return type >= ParameterType::integer_list;
  return static_cast<std::size_t>(type) == value.index();
}

base::Result<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    return base::refuse(in_quotes(text) + " is not a whole number");
  }
  return value;
}

base::Result<ParameterValue> value_from_text(const ParameterSpec& spec, std::string_view text) {
  switch (spec.type) {
    case ParameterType::integer: {
      const auto value = parse_integer(text);
      if (!value) return base::refuse(value.error());
      return ParameterValue(*value);
    }
    case ParameterType::boolean:
      if (text == "true") return ParameterValue(true);
      if (text == "false") return ParameterValue(false);
      return base::refuse("must be true or false");
    case ParameterType::text:
      return ParameterValue(std::string(text));
    case ParameterType::text_list:
      if (text.empty()) return ParameterValue(std::vector<std::string>());
      return ParameterValue(base::split_text(text, ','));
    case ParameterType::integer_list: {
      std::vector<std::int64_t> values;
      if (text.empty()) return ParameterValue(values);
      for (const std::string& item : base::split_text(text, ',')) {
        const auto value = parse_integer(item);
        if (!value) return base::refuse(value.error());
        values.push_back(*value);
      }
      return ParameterValue(values);
    }
    case ParameterType::rows:
      break;
  }
  return base::refuse("is a dated table; set it in the configuration");
}

}  // namespace

const JobEntry* Catalogue::find(std::string_view job) const {
  const auto found = std::ranges::find(jobs, job, &JobEntry::name);
  return found == jobs.end() ? nullptr : &*found;
}

std::vector<std::string> Catalogue::job_names() const {
  std::vector<std::string> names;
  for (const JobEntry& job : jobs) names.push_back(job.name);
  return names;
}

std::string_view name_of(ParameterType type) {
  constexpr std::array<std::string_view, 6> names = {
      "integer", "boolean", "text", "list of integers", "list of texts", "list of tables"};
  return names[static_cast<std::size_t>(type)];
}

std::vector<Parameter> effective_parameters(const JobEntry& job,
                                            const std::vector<Parameter>& job_settings,
                                            const std::vector<Parameter>& step_settings) {
  std::map<std::string, Parameter> layers;
  for (const ParameterSpec& spec : job.parameters) {
    if (spec.default_value) layers[spec.key] = {spec.key, *spec.default_value, {}};
  }
  for (const Parameter& parameter : job_settings) layers[parameter.key] = parameter;
  for (const Parameter& parameter : step_settings) layers[parameter.key] = parameter;
  std::vector<Parameter> effective;
  for (auto& [key, parameter] : layers) effective.push_back(std::move(parameter));
  return effective;
}

base::Json parameter_json(const ParameterValue& value) {
  const auto row_json = [](const ParameterRow& row) {
    base::Json object = base::Json::object();
    for (const auto& [key, cell] : row) {
      std::visit([&](const auto& scalar) { object[key] = scalar; }, cell);
    }
    return object;
  };
  return std::visit(Overloaded{[&](const std::vector<ParameterRow>& rows) {
                                 base::Json list = base::Json::array();
                                 for (const ParameterRow& row : rows) list.push_back(row_json(row));
                                 return list;
                               },
                               [](const auto& plain) { return base::Json(plain); }},
                    value);
}

base::Json parameters_json(const std::vector<Parameter>& parameters) {
  std::map<std::string_view, const ParameterValue*> sorted;
  for (const Parameter& parameter : parameters) sorted[parameter.key] = &parameter.value;
  base::Json object = base::Json::object();
  for (const auto& [key, value] : sorted) object[std::string(key)] = parameter_json(*value);
  return object;
}

base::Result<ParameterValue> parse_parameter_text(const ParameterSpec& spec,
                                                  std::string_view text) {
  auto value = value_from_text(spec, text);
  if (!value) return base::refuse(spec.key + " " + value.error());
  const std::string fault = parameter_fault(spec, *value);
  if (!fault.empty()) return base::refuse(spec.key + " " + fault);
  return value;
}

std::string parameter_fault(const ParameterSpec& spec, const ParameterValue& value) {
  if (!is_type(spec.type, value)) {
    const std::string unit = spec.unit.empty() ? "" : " (" + spec.unit + ")";
    return "must be of type " + std::string(name_of(spec.type)) + unit;
  }
  const auto check_integer = [&](std::int64_t v) { return integer_fault(spec, v); };
  const auto check_text = [&](const std::string& v) { return text_fault(spec, v); };
  return std::visit(
      Overloaded{
          [](bool) { return std::string(); }, [&](std::int64_t v) { return check_integer(v); },
          [&](const std::string& v) { return check_text(v); },
          [&](const std::vector<std::int64_t>& v) { return first_fault(v, check_integer); },
          [&](const std::vector<std::string>& v) { return first_fault(v, check_text); },
          [&](const std::vector<ParameterRow>& v) {
            return first_fault(v, [&](const ParameterRow& row) { return row_fault(spec, row); });
          }},
      value);
}

}  // namespace wealthjobs::pipeline
