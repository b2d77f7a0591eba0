// The 64-bit hash of one row: its columns in declared order, each by its kind (row_checksum.h).
#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace wealthjobs::store {

class RowHash {
 public:
  void add_integer(std::int64_t value) {
    hash_ = folded(hash_ ^ static_cast<std::uint64_t>(value), 0xa0761d6478bd642fULL);
  }
  // SQLite keeps 5.0 as 5, so an integral number hashes as an integer.
  void add_real(double value) {
    if (std::abs(value) < 9.0e15 && value == std::floor(value)) {
      add_integer(static_cast<std::int64_t>(value));
    } else {
      hash_ = folded(hash_ ^ std::bit_cast<std::uint64_t>(value), 0xe7037ed1a0b428dbULL);
    }
  }
  void add_text(std::string_view text) {
    add_bytes(0x8ebc6af09c88c6e3ULL, text.data(), text.size());
  }
  void add_blob(const void* bytes, std::size_t size) {
    add_bytes(0x589965cc75374cc3ULL, bytes, size);
  }
  void add_null() { hash_ = folded(hash_ ^ null_key, null_key); }

  [[nodiscard]] std::uint64_t value() const { return hash_; }

 private:
  __extension__ typedef unsigned __int128 Wide;
  static constexpr std::uint64_t null_key = 0x1d8e4e27c47d124fULL;

  static std::uint64_t folded(std::uint64_t a, std::uint64_t b) {
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  }

  void add_bytes(std::uint64_t key, const void* bytes, std::size_t size) {
    const auto* at = static_cast<const unsigned char*>(bytes);
    hash_ = folded(hash_ ^ size, key);
    std::uint64_t word = 0;
    for (; size >= 8; at += 8, size -= 8) {
      std::memcpy(&word, at, 8);
      hash_ = folded(hash_ ^ word, key);
    }
    if (size == 0) return;
    word = 0;
    std::memcpy(&word, at, size);
    hash_ = folded(hash_ ^ word, key);
  }

  std::uint64_t hash_ = 0x9e3779b97f4a7c15ULL;
};

}  // namespace wealthjobs::store
