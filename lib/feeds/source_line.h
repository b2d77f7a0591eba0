// Where a row stood in its file. It is no part of what the row says: equality passes over it.
#pragma once

#include <cstdint>

namespace wealthjobs::feeds {

struct SourceLine {
  std::uint64_t line = 0;
  bool operator==(const SourceLine&) const { return true; }
};

}  // namespace wealthjobs::feeds
