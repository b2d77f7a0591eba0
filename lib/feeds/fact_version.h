// The optional columns `action` and `version` of the facts, which stand first in each list of
// columns (RULINGS B11).
#pragma once

#include "feeds/book_rows.h"
#include "feeds/column_map.h"
#include "feeds/row_fields.h"

namespace wealthjobs::feeds {

inline constexpr CsvColumn action_column{"action", false};
inline constexpr CsvColumn version_column{"version", false, true};

// A new fact is version 1, a change of it 2 or above; else bad_version.
FactVersion parse_version(RowFields& fields);

}  // namespace wealthjobs::feeds
