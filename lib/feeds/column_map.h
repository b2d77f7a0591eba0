// Which column of a file holds which value: the header row matched by name, in any order.
//
//   Refused   a required column that is absent, a column nobody knows (with the nearest known
//   word),
//             the same column twice
//   Example   constexpr CsvColumn columns[] = {{"date"}, {"value"}, {"published_at", false}};
//             auto map = ColumnMap::read(reader, columns);   // Result<ColumnMap, CsvFault>
//             map->position(2)                               // ColumnMap::absent where not given
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "feeds/csv_reader.h"

namespace wealthjobs::feeds {

struct CsvColumn {
  std::string_view name;
  bool is_required = true;
  bool is_key = false;  // part of what names the row in messages
};

enum class UnknownColumns { refuse, pass_over };

class ColumnMap {
 public:
  static constexpr std::size_t absent = static_cast<std::size_t>(-1);

  // Reads the header, the first record. `columns` must outlive the map.
  static base::Result<ColumnMap, CsvFault> read(CsvReader& reader,
                                                std::span<const CsvColumn> columns,
                                                UnknownColumns unknown = UnknownColumns::refuse);
  // Column i stands at position i: for layouts whose columns are what the header says they are.
  static ColumnMap in_order(std::span<const CsvColumn> columns);
  [[nodiscard]] std::size_t position(std::size_t column) const { return positions_[column]; }
  [[nodiscard]] bool has(std::size_t column) const { return positions_[column] != absent; }
  [[nodiscard]] std::span<const CsvColumn> columns() const { return columns_; }

 private:
  std::span<const CsvColumn> columns_;
  std::vector<std::size_t> positions_;
};

}  // namespace wealthjobs::feeds
