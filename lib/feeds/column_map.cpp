#include "feeds/column_map.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/text.h"

namespace wealthjobs::feeds {
namespace {

CsvFault fault_of(const CsvReader& reader, CsvFaultKind kind, CsvPlace place, std::string message,
                  std::string hint) {
  return {kind, reader.file(), place, std::move(message), std::move(hint)};
}

std::string quoted(std::string_view word) { return "\"" + std::string(word) + "\""; }

std::string hint_for(std::string_view word, std::span<const CsvColumn> columns) {
  std::vector<std::string> names;
  for (const CsvColumn& column : columns) names.emplace_back(column.name);
  const std::string nearest = base::nearest_word(word, names);
  if (!nearest.empty()) return "did you mean " + nearest + "?";
  return "known columns: " + base::join_text(names, ", ");
}

}  // namespace

base::Result<ColumnMap, CsvFault> ColumnMap::read(CsvReader& reader,
                                                  std::span<const CsvColumn> columns,
                                                  UnknownColumns unknown) {
  if (!reader.next()) return base::refuse(*reader.fault());
  ColumnMap map;
  map.columns_ = columns;
  map.positions_.assign(columns.size(), absent);
  for (std::size_t i = 0; i < reader.size(); ++i) {
    const std::string_view name = reader[i];
    const auto known = std::ranges::find(columns, name, &CsvColumn::name);
    if (known == columns.end()) {
      if (unknown == UnknownColumns::pass_over) continue;
      return base::refuse(fault_of(reader, CsvFaultKind::unknown_column, reader.place_of(i),
                                   "unknown column " + quoted(name), hint_for(name, columns)));
    }
    std::size_t& position = map.positions_[static_cast<std::size_t>(known - columns.begin())];
    if (position != absent) {
      return base::refuse(fault_of(reader, CsvFaultKind::duplicate_column, reader.place_of(i),
                                   "column " + quoted(name) + " stands in the header twice", {}));
    }
    position = i;
  }
  std::vector<std::string> missing;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (columns[c].is_required && !map.has(c)) missing.emplace_back(columns[c].name);
  }
  if (!missing.empty()) {
    return base::refuse(fault_of(reader, CsvFaultKind::missing_column, {reader.line(), 1},
                                 "missing " +
                                     std::string(missing.size() == 1 ? "column " : "columns ") +
                                     base::join_text(missing, ", "),
                                 {}));
  }
  return map;
}

ColumnMap ColumnMap::in_order(std::span<const CsvColumn> columns) {
  ColumnMap map;
  map.columns_ = columns;
  for (std::size_t i = 0; i < columns.size(); ++i) map.positions_.push_back(i);
  return map;
}

}  // namespace wealthjobs::feeds
