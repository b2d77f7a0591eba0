// A document: what a report says, before it is text, CSV, JSON or HTML.
//
// A document has a title, facts (name and value, printed above everything else) and sections; a
// section has a heading, paragraphs and at most one table. Cells are finished text: whoever builds
// the document decides about decimals and thousands separators. The four renderings are pure
// functions: the same document gives the same bytes, and none of them knows the time.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/json.h"

namespace wealthjobs::render {

enum class Align { left, right };

struct Column {
  std::string name;   // "nav": the key in JSON and the header in CSV
  std::string title;  // "NAV": what people read
  Align align = Align::left;
};

struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;  // one cell a column
};

struct Section {
  std::string name;  // "nav_list": the key in JSON
  std::string heading;
  std::vector<std::string> paragraphs;
  Table table;  // no columns: no table
};

struct Document {
  std::string title;
  std::vector<std::pair<std::string, std::string>> facts;
  std::vector<Section> sections;
};

std::string document_text(const Document& document);
base::Json document_json(const Document& document);
// A self-contained page: no script, no font and no picture from elsewhere; light and dark.
std::string document_html(const Document& document);

std::string table_text(const Table& table);
// RFC 4180 with LF line ends; a cell that a spreadsheet would run as a formula gets a leading
// apostrophe.
std::string table_csv(const Table& table);

std::string escape_html(const std::string& text);

// Columns a terminal shows for the text: UTF-8 code points, combining marks counted as none.
int display_width(const std::string& text);

}  // namespace wealthjobs::render
