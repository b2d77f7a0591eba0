// What Alpha Vantage's and Yahoo's daily files have in common: a line a day, the columns by name.
#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "feeds/column_map.h"
#include "feeds/observation.h"

namespace wealthjobs::feeds {

// The order of the columns in a layout; each has the name that its provider gives it.
struct PriceColumn {
  enum : std::size_t { date, open, high, low, close, volume, dividend, split, count };
};
using PriceLayout = std::array<CsvColumn, PriceColumn::count>;

// The rows of one file; `layout` must outlive the call. Columns outside the layout are passed over.
PriceFile parse_price_file(const std::string& path, const PriceLayout& layout,
                           const QuarantineLimits& limits);

}  // namespace wealthjobs::feeds
