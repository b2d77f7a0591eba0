#include "pipeline/retry_policy.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace wealthjobs::pipeline {
namespace {

TEST(RetryPolicy, DoublesUpToTheCap) {
  Retry retry;
  retry.max_ms = 12'000;
  EXPECT_EQ(retry_delay_ms(retry, 1, 1), 5'000);
  EXPECT_EQ(retry_delay_ms(retry, 2, 1), 10'000);
  EXPECT_EQ(retry_delay_ms(retry, 3, 1), 12'000);
  EXPECT_EQ(retry_delay_ms(retry, 100, 1), 12'000);
}

TEST(RetryPolicy, ThousandDelaysStayWithinTheFormula) {  // RELIABILITY R18
  Retry retry;
  retry.attempts = 100;
  retry.jitter = 0.2;
  retry.max_ms = 60'000;
  std::set<std::int64_t> seen;
  for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
    const int n = static_cast<int>(seed % 8) + 1;
    const std::int64_t delay = retry_delay_ms(retry, n, seed);
    const double plain = std::min(60'000.0, 5'000.0 * std::pow(2.0, n - 1));
    EXPECT_GE(static_cast<double>(delay), plain * 0.8 - 1);
    EXPECT_LE(static_cast<double>(delay), std::min(60'000.0, plain * 1.2 + 1));
    seen.insert(delay);
  }
  EXPECT_GT(seen.size(), 500U);  // the jitter is not constant
}

TEST(RetryPolicy, JitterUsesBothSidesAndIsTheSameForASeed) {
  Retry retry;
  retry.jitter = 0.5;
  int below = 0;
  for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
    const std::int64_t delay = retry_delay_ms(retry, 1, seed);
    ASSERT_EQ(delay, retry_delay_ms(retry, 1, seed));
    if (delay < 5'000) ++below;
  }
  EXPECT_GT(below, 400);
  EXPECT_LT(below, 600);
}

TEST(RetryPolicy, NeverWaitsLongerThanTheBudget) {
  Retry retry;
  retry.attempts = 1'000;
  retry.jitter = 0.3;
  retry.budget_ms = 120'000;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    std::int64_t waited = 0;
    int attempts = 1;
    while (const auto delay = next_retry_ms(retry, false, 69, attempts, waited, seed)) {
      waited += *delay;
      ++attempts;
    }
    EXPECT_LE(waited, 120'000);
    EXPECT_GT(attempts, 3);
  }
}

TEST(RetryPolicy, EndsWithTheAttempts) {
  const Retry retry;
  EXPECT_TRUE(next_retry_ms(retry, false, 75, 2, 0, 1));
  EXPECT_FALSE(next_retry_ms(retry, false, 75, 3, 0, 1));
}

TEST(RetryPolicy, RetriesOnlyTemporaryKinds) {
  const Retry retry;
  for (const int status : {0, 1, 2, 3, 64, 65, 66, 70, 73, 74, 77, 78, 124, 130, 143}) {
    EXPECT_FALSE(is_retried(retry, false, status)) << status;
  }
  EXPECT_TRUE(is_retried(retry, false, 69));
  EXPECT_TRUE(is_retried(retry, false, 75));
}

TEST(RetryPolicy, CommandsAreRetriedForTheirOwnStatusesOnly) {
  Retry retry;
  EXPECT_FALSE(is_retried(retry, true, 75));
  retry.on_exit = {7, 75, 2};
  EXPECT_TRUE(is_retried(retry, true, 7));
  EXPECT_TRUE(is_retried(retry, true, 75));
  EXPECT_FALSE(is_retried(retry, true, 69));
  EXPECT_FALSE(is_retried(retry, true, 2));  // never, RULINGS B8
}

TEST(RetryPolicy, SplitMixGivesThePublishedSequence) {
  // Reference values of the generator's author for seed 1234567.
  EXPECT_EQ(seeded_number(1234567, 0), 6457827717110365317ULL);
  EXPECT_EQ(seeded_number(1234567, 1), 3203168211198807973ULL);
  EXPECT_EQ(seeded_number(1234567, 2), 9817491932198370423ULL);
}

TEST(RetryPolicy, SeedsDifferByStep) {
  EXPECT_EQ(seed_of(""), 0xCBF29CE484222325ULL);
  EXPECT_EQ(seed_of("a"), 0xAF63DC4C8601EC8CULL);  // FNV-1a's test vector
  EXPECT_NE(seed_of("cob-2020-06-30-1/settle"), seed_of("cob-2020-06-30-1/value"));
}

}  // namespace
}  // namespace wealthjobs::pipeline
