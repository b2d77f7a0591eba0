// SHA-256 by OpenSSL, as lower-case hex: packs, entries, closes, events, files.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace wealthjobs::base {

using Sha256Digest = std::array<unsigned char, 32>;

std::string sha256_hex(std::string_view bytes);
Sha256Digest sha256(std::string_view bytes);
std::string hex_of(const Sha256Digest& digest);

// For input that does not fit into memory or comes in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  void update(std::string_view bytes);
  // Ends the digest; the object starts over empty.
  std::string finish_hex();
  Sha256Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// 64 zeros: what stands before the first link of a chain.
inline constexpr std::string_view zero_hash =
    "0000000000000000000000000000000000000000000000000000000000000000";

}  // namespace wealthjobs::base
