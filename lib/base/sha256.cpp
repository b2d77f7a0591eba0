#include "base/sha256.h"

// The one-algorithm interface: the general one (EVP), and SHA256() on top of it, search their
// providers for 0.9 ms at the first use in a process, and every step hashes. OpenSSL calls it
// deprecated, hence the line below.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

#include "base/check.h"

namespace wealthjobs::base {

struct Sha256::State {
  SHA256_CTX context{};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  WEALTHJOBS_CHECK(SHA256_Init(&state_->context) == 1);
}
Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes) {
  WEALTHJOBS_CHECK(SHA256_Update(&state_->context, bytes.data(), bytes.size()) == 1);
}

std::string Sha256::finish_hex() { return hex_of(finish()); }

Sha256Digest Sha256::finish() {
  Sha256Digest digest{};
  WEALTHJOBS_CHECK(SHA256_Final(digest.data(), &state_->context) == 1);
  WEALTHJOBS_CHECK(SHA256_Init(&state_->context) == 1);
  return digest;
}

Sha256Digest sha256(std::string_view bytes) {
  SHA256_CTX context{};
  Sha256Digest digest{};
  WEALTHJOBS_CHECK(SHA256_Init(&context) == 1);
  WEALTHJOBS_CHECK(SHA256_Update(&context, bytes.data(), bytes.size()) == 1);
  WEALTHJOBS_CHECK(SHA256_Final(digest.data(), &context) == 1);
  return digest;
}

std::string sha256_hex(std::string_view bytes) { return hex_of(sha256(bytes)); }

std::string hex_of(const Sha256Digest& digest) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * digest.size());
  for (const unsigned char byte : digest) {
    text.push_back(digits[byte >> 4U]);
    text.push_back(digits[byte & 15U]);
  }
  return text;
}

}  // namespace wealthjobs::base
