#include "runner/secret_mask.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

namespace wealthjobs::runner {
namespace {

constexpr std::size_t shortest_secret = 6;
constexpr std::array<std::string_view, 4> secret_endings = {"_PASSWORD", "_TOKEN", "_SECRET",
                                                            "_KEY"};

bool is_secret_name(std::string_view name) {
  if (name.starts_with("WEALTHJOBS_")) return false;
  return std::ranges::any_of(secret_endings,
                             [&](std::string_view ending) { return name.ends_with(ending); });
}

}  // namespace

SecretMask SecretMask::of(const std::vector<std::string>& environment) {
  SecretMask mask;
  for (const std::string& entry : environment) {
    const std::size_t equals = entry.find('=');
    if (equals == std::string::npos || !is_secret_name(entry.substr(0, equals))) continue;
    std::string_view value(entry);
    value.remove_prefix(equals + 1);
    while (!value.empty()) {
      const std::string_view line = value.substr(0, value.find('\n'));
      if (line.size() >= shortest_secret) mask.secrets_.emplace_back(line);
      value.remove_prefix(std::min(value.size(), line.size() + 1));
    }
  }
  std::ranges::stable_sort(mask.secrets_, std::ranges::greater{}, &std::string::size);
  return mask;
}

SecretMask SecretMask::of_this_process() {
  std::vector<std::string> entries;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    entries.emplace_back(*entry);
  }
  return of(entries);
}

std::string SecretMask::masked(std::string_view text) const {
  std::string result(text);
  for (const std::string& secret : secrets_) {
    for (std::size_t at = result.find(secret); at != std::string::npos;
         at = result.find(secret, at + 3)) {
      result.replace(at, secret.size(), "***");
    }
  }
  return result;
}

std::string SecretMask::pass(std::string_view bytes) {
  if (secrets_.empty()) return std::string(bytes);
  std::string all = masked(std::exchange(kept_, {}) + std::string(bytes));
  // The longest end of the text that begins a secret stays until the next read decides.
  std::size_t keep = 0;
  for (const std::string& secret : secrets_) {
    for (std::size_t n = std::min(all.size(), secret.size() - 1); n > keep; --n) {
      if (std::string_view(all).ends_with(std::string_view(secret).substr(0, n))) keep = n;
    }
  }
  kept_ = all.substr(all.size() - keep);
  all.resize(all.size() - keep);
  return all;
}

std::string SecretMask::finish() { return std::exchange(kept_, {}); }

}  // namespace wealthjobs::runner
