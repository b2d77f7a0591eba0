#include "base/clock.h"

#include <gtest/gtest.h>

namespace wealthjobs::base {
namespace {

TEST(FormatUtc, WritesWholeSecondsOfUtc) {
  EXPECT_EQ(format_utc(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(format_utc(1'593'551'045'000'000), "2020-06-30T21:04:05Z");
  EXPECT_EQ(format_utc(1'582'934'400'000'000), "2020-02-29T00:00:00Z");
}

TEST(FormatUtc, CutsFractionsDownwards) {
  EXPECT_EQ(format_utc(999'999), "1970-01-01T00:00:00Z");
  EXPECT_EQ(format_utc(1'000'000), "1970-01-01T00:00:01Z");
  EXPECT_EQ(format_utc(-1), "1969-12-31T23:59:59Z");
  EXPECT_EQ(format_utc(-86'400'000'000), "1969-12-31T00:00:00Z");
}

TEST(SystemClock, DoesNotRunBackwards) {
  const Clock& clock = system_clock();
  const std::int64_t first = clock.monotonic_us();
  EXPECT_LE(first, clock.monotonic_us());
  EXPECT_GT(clock.wall_us(), 1'500'000'000'000'000);  // after July 2017
  EXPECT_EQ(&clock, &system_clock());
}

}  // namespace
}  // namespace wealthjobs::base
