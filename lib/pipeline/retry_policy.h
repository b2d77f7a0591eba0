// When a failed attempt is worth another one, and how long to wait before it.
//
//   delay(n) = min(max, initial x factor^(n-1)) x (1 + j u)   n = 1 after the first failed attempt
//              u in [-1, 1] from the seed, j the jitter; the result never exceeds max
//   budget     the sum of all delays of a step; a delay that would pass it is not taken
//
//   Retried    a job: unavailable (69) and busy (75), nothing else (RULINGS B8)
//              a command: the statuses of on_exit, nothing else; 2 is never retried
//   Units      milliseconds; the caller waits on the monotonic clock
//   Example    initial 5 s, factor 2, max 12 s, no jitter: 5 s, 10 s, 12 s, 12 s, ...
//   Source     the usual capped exponential backoff; jitter so that many steps that failed on one
//              provider do not come back in the same second
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "pipeline/spec.h"

namespace wealthjobs::pipeline {

// SplitMix64 (Steele, Lea, Flood 2014): the number at one place of the sequence of a seed. Equal on
// every machine, so that a recorded seed replays the delays of a run.
std::uint64_t seeded_number(std::uint64_t seed, std::uint64_t index);

// A seed for one step of one run: FNV-1a of the text, for example "cob-2020-06-30-1/settle".
std::uint64_t seed_of(std::string_view text);

std::int64_t retry_delay_ms(const Retry& retry, int failed_attempts, std::uint64_t seed);

bool is_retried(const Retry& retry, bool is_command, int exit_status);

// The delay before the next attempt, or nullopt when it is over: attempts used up, a status that is
// not retried, or no budget left. `waited_ms` is the sum of the delays so far; `attempts_made`
// counts those of this run of the step.
std::optional<std::int64_t> next_retry_ms(const Retry& retry, bool is_command, int exit_status,
                                          int attempts_made, std::int64_t waited_ms,
                                          std::uint64_t seed);

}  // namespace wealthjobs::pipeline
