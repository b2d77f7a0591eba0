#include "render/document.h"

#include <algorithm>
#include <cstddef>

#include "base/json_document.h"

namespace wealthjobs::render {
namespace {

constexpr const char* style =
    "<style>\n"
    ":root{color-scheme:light dark;--line:#8884;--soft:#8881}\n"
    "body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem}\n"
    "h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}\n"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem}dd{margin:0}\n"
    "div.wide{overflow-x:auto}\n"
    "table{border-collapse:collapse;font-variant-numeric:tabular-nums}\n"
    "th,td{padding:.2rem .7rem;border-bottom:1px solid var(--line);text-align:left}\n"
    "td.r,th.r{text-align:right}tr:nth-child(even){background:var(--soft)}\n"
    "</style>\n";

bool is_number_start(char c) { return (c >= '0' && c <= '9') || c == '.'; }

// =1+1, +A1, @SUM and -A1 are formulas to a spreadsheet; -1.50 is a number.
bool is_formula(const std::string& cell) {
  if (cell.empty()) return false;
  const char first = cell.front();
  if (first == '=' || first == '@' || first == '\t' || first == '\r') return true;
  if (first == '+' || first == '-') return cell.size() < 2 || !is_number_start(cell[1]);
  return false;
}

std::string csv_cell(const std::string& cell) {
  std::string text = is_formula(cell) ? "'" + cell : cell;
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string padded(const std::string& text, int width, Align align) {
  const int missing = width - display_width(text);
  if (missing <= 0) return text;
  const std::string blanks(static_cast<std::size_t>(missing), ' ');
  return align == Align::right ? blanks + text : text + blanks;
}

std::string text_row(const Table& table, const std::vector<std::string>& cells,
                     const std::vector<int>& widths) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += "  ";
    line += padded(cells[i], widths[i], table.columns[i].align);
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line + "\n";
}

void append_html_table(std::string& page, const Table& table) {
  const auto cell = [&](const char* tag, std::size_t i, const std::string& text) {
    const bool right = table.columns[i].align == Align::right;
    page.append("<").append(tag).append(right ? " class=\"r\">" : ">");
    page.append(escape_html(text)).append("</").append(tag).append(">");
  };
  page += "<div class=\"wide\"><table>\n<thead><tr>";
  for (std::size_t i = 0; i < table.columns.size(); ++i) cell("th", i, table.columns[i].title);
  page += "</tr></thead>\n<tbody>\n";
  for (const auto& row : table.rows) {
    page += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) cell("td", i, row[i]);
    page += "</tr>\n";
  }
  page += "</tbody></table></div>\n";
}

}  // namespace

int display_width(const std::string& text) {
  int width = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0U) == 0x80U) continue;       // inside a code point
    if (byte == 0xCC || byte == 0xCD) continue;  // U+0300 to U+036F: combining marks
    ++width;
  }
  return width;
}

std::string escape_html(const std::string& text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string table_text(const Table& table) {
  std::vector<int> widths;
  std::vector<std::string> titles;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    int width = display_width(table.columns[i].title);
    for (const auto& row : table.rows) width = std::max(width, display_width(row[i]));
    widths.push_back(width);
    titles.push_back(table.columns[i].title);
  }
  std::string text = text_row(table, titles, widths);
  for (const auto& row : table.rows) text += text_row(table, row, widths);
  return text;
}

std::string table_csv(const Table& table) {
  std::string text;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (i > 0) text += ',';
    text += csv_cell(table.columns[i].name);
  }
  text += '\n';
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) text += ',';
      text += csv_cell(row[i]);
    }
    text += '\n';
  }
  return text;
}

std::string document_text(const Document& document) {
  std::string text = document.title + "\n";
  text += std::string(static_cast<std::size_t>(display_width(document.title)), '=') + "\n";
  int width = 0;
  for (const auto& [name, value] : document.facts) width = std::max(width, display_width(name));
  for (const auto& [name, value] : document.facts) {
    text += padded(name, width, Align::left) + "  " + value + "\n";
  }
  for (const Section& section : document.sections) {
    text += "\n" + section.heading + "\n";
    text += std::string(static_cast<std::size_t>(display_width(section.heading)), '-') + "\n";
    for (const std::string& paragraph : section.paragraphs) text += paragraph + "\n";
    if (!section.table.rows.empty()) text += table_text(section.table);
  }
  return text;
}

base::Json document_json(const Document& document) {
  base::Json json;
  json["schema_version"] = base::json_schema_version;
  json["title"] = document.title;
  json["facts"] = base::Json::object();
  for (const auto& [name, value] : document.facts) json["facts"][name] = value;
  for (const Section& section : document.sections) {
    base::Json part = base::Json::object();
    if (!section.paragraphs.empty()) part["notes"] = section.paragraphs;
    if (!section.table.columns.empty()) {
      part["rows"] = base::Json::array();
      for (const auto& row : section.table.rows) {
        base::Json object = base::Json::object();
        for (std::size_t i = 0; i < row.size(); ++i) {
          object[section.table.columns[i].name] = row[i];
        }
        part["rows"].push_back(std::move(object));
      }
    }
    json[section.name] = std::move(part);
  }
  return json;
}

std::string document_html(const Document& document) {
  const std::string title = escape_html(document.title);
  std::string page = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  page += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  page += "<title>" + title + "</title>\n" + style + "</head>\n<body>\n<h1>" + title + "</h1>\n";
  page += "<dl>\n";
  for (const auto& [name, value] : document.facts) {
    page += "<dt>" + escape_html(name) + "</dt><dd>" + escape_html(value) + "</dd>\n";
  }
  page += "</dl>\n";
  for (const Section& section : document.sections) {
    page += "<h2>" + escape_html(section.heading) + "</h2>\n";
    for (const std::string& paragraph : section.paragraphs) {
      page += "<p>" + escape_html(paragraph) + "</p>\n";
    }
    if (!section.table.rows.empty()) append_html_table(page, section.table);
  }
  return page + "</body>\n</html>\n";
}

}  // namespace wealthjobs::render
