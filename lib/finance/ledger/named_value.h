// The enumerator whose word stands at its place in a list of words: files and tables name values.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace wealthjobs::finance {

template <class Enum, std::size_t n>
std::optional<Enum> value_named(std::string_view text,
                                const std::array<std::string_view, n>& names) {
  for (std::size_t i = 0; i < n; ++i) {
    if (names[i] == text) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace wealthjobs::finance
