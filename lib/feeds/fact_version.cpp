#include "feeds/fact_version.h"

#include <cstdint>
#include <limits>

namespace wealthjobs::feeds {

using finance::FactAction;

FactVersion parse_version(RowFields& fields) {
  constexpr std::size_t action = 0;
  constexpr std::size_t version = 1;
  FactVersion row;
  if (!fields.raw(action).empty()) {
    row.action = fields.choice(action, finance::fact_action_from, "unknown_action");
  }
  const bool is_new = row.action == FactAction::created;
  if (fields.raw(version).empty()) {
    row.version = is_new ? 1 : 0;
    return row;
  }
  const std::int64_t number = fields.positive(version, 0, "bad_version");
  if (number > std::numeric_limits<int>::max() || is_new != (number == 1)) {
    fields.refuse(version, "bad_version", "a new fact is version 1, a change of it 2 or above");
  }
  row.version = fields.fault() ? 0 : static_cast<int>(number);
  return row;
}

}  // namespace wealthjobs::feeds
