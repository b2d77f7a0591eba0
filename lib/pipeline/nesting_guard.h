// Looks at the brackets and dots of a TOML text before a recursive parser sees it, so that no file
// can exhaust the stack. Strings and comments are stepped over as TOML defines them.
#pragma once

#include <optional>
#include <string_view>

#include "pipeline/diagnostic.h"

namespace wealthjobs::pipeline {

inline constexpr int deepest_brackets = 64;
inline constexpr int longest_dotted_key = 32;

// Where the text nests deeper than the limits, or nullopt.
std::optional<Position> nesting_fault(std::string_view text);

}  // namespace wealthjobs::pipeline
