// The one door to nlohmann-json. Heavy: include it in sources, not in headers.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "base/json.h"

namespace wealthjobs::base {

// Two-space indented text with a final line feed; bytes that are not UTF-8 become U+FFFD.
std::string json_text(const Json& document);
// One line without blanks, for rows of the book.
std::string json_line(const Json& document);

}  // namespace wealthjobs::base
