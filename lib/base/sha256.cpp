#include "base/sha256.h"

#include <openssl/evp.h>

#include "base/check.h"

namespace wealthjobs::base {

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~State() { EVP_MD_CTX_free(context); }
  void start() {
    // fetched once: looking the algorithm up costs more than hashing a journal entry
    static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    WEALTHJOBS_CHECK(algorithm != nullptr);
    WEALTHJOBS_CHECK(EVP_DigestInit_ex2(context, algorithm, nullptr) == 1);
  }
  Sha256Digest finish() {
    Sha256Digest digest{};
    unsigned int length = 0;
    WEALTHJOBS_CHECK(EVP_DigestFinal_ex(context, digest.data(), &length) == 1);
    start();
    return digest;
  }
};

Sha256::Sha256() : state_(std::make_unique<State>()) { state_->start(); }
Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes) {
  WEALTHJOBS_CHECK(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
}

std::string Sha256::finish_hex() { return hex_of(finish()); }

Sha256Digest Sha256::finish() { return state_->finish(); }

Sha256Digest sha256(std::string_view bytes) {
  // one context per thread: making one costs more than hashing a journal entry
  thread_local Sha256 hasher;
  hasher.update(bytes);
  return hasher.finish();
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
