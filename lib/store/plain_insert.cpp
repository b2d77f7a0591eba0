#include "store/plain_insert.h"

#include <sqlite3.h>

#include <algorithm>
#include <cctype>
#include <optional>

#include "store/connection.h"
#include "store/sqlite_error.h"

namespace wealthjobs::store {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Words and single characters, without blanks; a string or a comment makes odd tokens, which no
// plain insert has.
std::vector<std::string> tokens_of(std::string_view sql) {
  std::vector<std::string> tokens;
  for (std::size_t i = 0; i < sql.size();) {
    if (std::isspace(static_cast<unsigned char>(sql[i])) != 0) {
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    if (is_word(sql[i])) {
      while (end < sql.size() && is_word(sql[end])) ++end;
    }
    tokens.emplace_back(sql.substr(i, end - i));
    i = end;
  }
  return tokens;
}

struct InsertText {
  std::string table;
  std::vector<std::string> columns;  // empty: all
  std::size_t parameters = 0;
};

// "( a , b , c )" from `at` on; the items, and `at` behind the bracket.
std::optional<std::vector<std::string>> bracketed(const std::vector<std::string>& tokens,
                                                  std::size_t& at) {
  if (at >= tokens.size() || tokens[at] != "(") return std::nullopt;
  std::vector<std::string> items;
  for (++at; at + 1 < tokens.size(); at += 2) {
    items.push_back(tokens[at]);
    const std::string& separator = tokens[at + 1];
    if (separator == ")") {
      at += 2;
      return items;
    }
    if (separator != ",") return std::nullopt;
  }
  return std::nullopt;
}

std::optional<InsertText> parsed(std::string_view sql) {
  std::vector<std::string> tokens = tokens_of(sql);
  if (tokens.size() > 3 && tokens[1] == "OR" && tokens[2] == "FAIL") {
    tokens.erase(tokens.begin() + 1, tokens.begin() + 3);
  }
  if (tokens.size() < 6 || tokens[0] != "INSERT" || tokens[1] != "INTO") return std::nullopt;
  InsertText text{.table = tokens[2], .columns = {}};
  std::size_t at = 3;
  if (tokens[at] == "(") {
    const auto columns = bracketed(tokens, at);
    if (!columns) return std::nullopt;
    text.columns = *columns;
  }
  if (at >= tokens.size() || tokens[at] != "VALUES") return std::nullopt;
  ++at;
  const auto values = bracketed(tokens, at);
  if (!values || at != tokens.size()) return std::nullopt;
  const bool are_parameters =
      std::ranges::all_of(*values, [](const std::string& value) { return value == "?"; });
  if (!are_parameters) return std::nullopt;
  text.parameters = values->size();
  return text;
}

}  // namespace

std::vector<PlainInsert::Column> PlainInsert::columns_of(Connection& connection,
                                                         const std::string& table) {
  std::vector<Column> columns;
  Statement rows(connection, "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid");
  rows.bind(1, table);
  while (rows.step()) {
    const std::string_view type = rows.text(1);
    const Kind kind = type == "INTEGER" ? Kind::integer
                      : type == "REAL"  ? Kind::real
                      : type == "TEXT"  ? Kind::text
                                        : Kind::blob;
    columns.push_back({rows.string(0), kind, rows.integer(2) != 0});
  }
  return columns;
}

std::unique_ptr<PlainInsert> PlainInsert::of(Connection& connection, std::string_view sql) {
  const auto text = parsed(sql);
  if (!text || text->table == "table_checksum") return nullptr;
  std::vector<Column> columns = columns_of(connection, text->table);
  if (columns.empty() || columns.size() != text->parameters) return nullptr;
  const bool is_in_order =
      text->columns.empty() || std::ranges::equal(text->columns, columns, {}, {}, &Column::name);
  if (!is_in_order) return nullptr;
  auto insert = std::make_unique<PlainInsert>();
  insert->table_ = text->table;
  insert->kinds_ = std::move(columns);
  return insert;
}

}  // namespace wealthjobs::store
