// A quick hash of short texts for tables in memory; its values are never stored.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace wealthjobs::feeds {

inline std::uint64_t mix_hash(std::uint64_t seed, std::uint64_t value) {
  seed = (seed ^ value) * 0x9E3779B97F4A7C15U;
  return seed ^ (seed >> 32U);
}

inline std::uint64_t hash_text(std::string_view text) {
  const char* at = text.data();
  std::size_t left = text.size();
  std::uint64_t hash = left;
  std::uint64_t word = 0;
  for (; left >= sizeof word; left -= sizeof word, at += sizeof word) {
    std::memcpy(&word, at, sizeof word);
    hash = mix_hash(hash, word);
  }
  if (left >= 4) {  // the two halves of the rest may overlap
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::memcpy(&first, at, sizeof first);
    std::memcpy(&last, at + left - sizeof last, sizeof last);
    return mix_hash(hash, std::uint64_t{first} << 32U | last);
  }
  word = 0;
  for (; left > 0; --left) word = word << 8U | static_cast<unsigned char>(*at++);
  return mix_hash(hash, word);
}

}  // namespace wealthjobs::feeds
