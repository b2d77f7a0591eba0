#include "pipeline/retry_policy.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "base/exit_status.h"

namespace wealthjobs::pipeline {

std::uint64_t seeded_number(std::uint64_t seed, std::uint64_t index) {
  std::uint64_t z = seed + (index + 1) * 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

std::uint64_t seed_of(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char byte : text) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
  }
  return hash;
}

std::int64_t retry_delay_ms(const Retry& retry, int failed_attempts, std::uint64_t seed) {
  WEALTHJOBS_CHECK(failed_attempts >= 1);
  const auto cap = static_cast<double>(retry.max_ms);
  const double grown =
      static_cast<double>(retry.initial_ms) * std::pow(retry.factor, failed_attempts - 1);
  const double plain = std::min(cap, grown);  // an infinite power is the cap as well
  // 53 bits: every value is a double, so that no machine rounds differently.
  const double unit =
      static_cast<double>(seeded_number(seed, static_cast<std::uint64_t>(failed_attempts)) >> 11U) *
      0x1.0p-53;
  const double jittered = plain * (1.0 + retry.jitter * (2.0 * unit - 1.0));
  return std::clamp<std::int64_t>(std::llround(std::min(cap, jittered)), 0, retry.max_ms);
}

bool is_retried(const Retry& retry, bool is_command, int exit_status) {
  if (exit_status == static_cast<int>(base::ExitStatus::gate_blocked)) return false;
  if (is_command) return std::ranges::find(retry.on_exit, exit_status) != retry.on_exit.end();
  return exit_status == static_cast<int>(base::ExitStatus::unavailable) ||
         exit_status == static_cast<int>(base::ExitStatus::busy);
}

std::optional<std::int64_t> next_retry_ms(const Retry& retry, bool is_command, int exit_status,
                                          int attempts_made, std::int64_t waited_ms,
                                          std::uint64_t seed) {
  if (attempts_made >= retry.attempts) return std::nullopt;
  if (!is_retried(retry, is_command, exit_status)) return std::nullopt;
  const std::int64_t delay = retry_delay_ms(retry, attempts_made, seed);
  if (retry.budget_ms > 0 && waited_ms + delay > retry.budget_ms) return std::nullopt;
  return delay;
}

}  // namespace wealthjobs::pipeline
