#include "calc_output.h"

#include <array>
#include <charconv>
#include <utility>

#include "base/json_document.h"
#include "output.h"

namespace wealthjobs::app {
namespace {

std::string digits(double value, int significant) {
  std::array<char, 40> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                 std::chars_format::general, significant);
  return {text.data(), end.ptr};
}

void append(std::string& text, const base::Json& json, std::size_t indent) {
  if (json.is_number_float()) {
    text += digits(json.get<double>(), 17);
    return;
  }
  if (!json.is_structured() || json.empty()) {
    text += base::json_line(json);
    return;
  }
  text += json.is_object() ? "{" : "[";
  const std::string line = "\n" + std::string(indent + 2, ' ');
  bool is_first = true;
  for (const auto& item : json.items()) {
    text += (is_first ? "" : ",") + line;
    if (json.is_object()) text += base::json_line(item.key()) + ": ";
    append(text, item.value(), indent + 2);
    is_first = false;
  }
  text += "\n" + std::string(indent, ' ') + (json.is_object() ? "}" : "]");
}

}  // namespace

std::string exact_json_text(const base::Json& json) {
  std::string text;
  append(text, json, 0);
  return text + "\n";
}

base::Json json_number(const std::optional<double>& value) {
  return value ? base::Json(*value) : base::Json();
}

base::Json json_reason(finance::FigureReason reason) {
  return reason == finance::FigureReason::none ? base::Json()
                                               : base::Json(finance::name_of(reason));
}

std::string number_text(const std::optional<double>& value) {
  return value ? digits(*value, 10) : "-";
}

std::string figure_text(const finance::Figure& figure) {
  const std::string text = number_text(figure.value);
  if (figure.reason == finance::FigureReason::none) return text;
  return text + " (" + std::string(finance::name_of(figure.reason)) + ")";
}

render::Section table_of(std::string name, std::vector<render::Column> columns) {
  render::Section section;
  section.name = std::move(name);
  section.table.columns = std::move(columns);
  return section;
}

void print_calculation(const GlobalOptions& global, const base::Json& json,
                       const render::Document& document) {
  if (!global.json) return print_document(global, document);
  base::Json whole = {{"schema_version", base::json_schema_version}};
  whole.update(json);
  print_out(exact_json_text(whole));
}

}  // namespace wealthjobs::app
