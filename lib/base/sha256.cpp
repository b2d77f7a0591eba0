#include "base/sha256.h"

#include <openssl/evp.h>

#include "base/check.h"

namespace wealthjobs::base {

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~State() { EVP_MD_CTX_free(context); }
  void start() { WEALTHJOBS_CHECK(EVP_DigestInit_ex(context, EVP_sha256(), nullptr) == 1); }
};

Sha256::Sha256() : state_(std::make_unique<State>()) { state_->start(); }
Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes) {
  WEALTHJOBS_CHECK(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
}

std::string Sha256::finish_hex() {
  Sha256Digest digest{};
  unsigned int length = 0;
  WEALTHJOBS_CHECK(EVP_DigestFinal_ex(state_->context, digest.data(), &length) == 1);
  state_->start();
  return hex_of(digest);
}

Sha256Digest sha256(std::string_view bytes) {
  // one context per thread: making one costs more than hashing a journal entry
  thread_local Sha256 hasher;
  hasher.update(bytes);
  const std::string hex = hasher.finish_hex();
  Sha256Digest digest{};
  const auto nibble = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  for (std::size_t i = 0; i < digest.size(); ++i) {
    digest[i] = static_cast<unsigned char>(nibble(hex[2 * i]) * 16 + nibble(hex[2 * i + 1]));
  }
  return digest;
}

std::string sha256_hex(std::string_view bytes) {
  thread_local Sha256 hasher;
  hasher.update(bytes);
  return hasher.finish_hex();
}

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
