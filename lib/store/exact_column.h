// Columns that hold integers of 128 bits as decimal text. Only sources of this folder include it.
#pragma once

#include <string_view>

#include "base/check.h"
#include "base/int128.h"

namespace wealthjobs::store {

// "-123" -> -123; the text came out of the book, so anything else is damage and aborts.
inline base::int128 exact_from(std::string_view text) {
  const bool is_negative = text.starts_with('-');
  if (is_negative) text.remove_prefix(1);
  WEALTHJOBS_CHECK(!text.empty() && text.size() <= 38);
  base::int128 value = 0;
  for (const char digit : text) {
    WEALTHJOBS_CHECK('0' <= digit && digit <= '9');
    value = value * 10 + (digit - '0');
  }
  return is_negative ? -value : value;
}

}  // namespace wealthjobs::store
