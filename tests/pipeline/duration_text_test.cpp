#include "pipeline/duration_text.h"

#include <gtest/gtest.h>

#include <random>

namespace wealthjobs::pipeline {
namespace {

TEST(DurationText, ReadsEachUnit) {
  EXPECT_EQ(*parse_duration_s("90s"), 90);
  EXPECT_EQ(*parse_duration_s("10m"), 600);
  EXPECT_EQ(*parse_duration_s("2h"), 7'200);
  EXPECT_EQ(*parse_duration_s("30d"), 2'592'000);
  EXPECT_EQ(*parse_duration_s("1h30m"), 5'400);
  EXPECT_EQ(*parse_duration_s("0s"), 0);
}

TEST(DurationText, RefusesEverythingElse) {
  for (const char* text : {"", "45", "m", "10 m", "-5m", "1.5h", "10x", "30m1h", "1h1h", "4000d",
                           "99999999999999999999s", "1h30"}) {
    EXPECT_FALSE(parse_duration_s(text)) << text;
  }
}

TEST(DurationText, ReadsBackWhatItWrites) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 2'000; ++i) {
    const auto seconds = static_cast<std::int64_t>(random() % 300'000'000);
    ASSERT_EQ(*parse_duration_s(format_duration_s(seconds)), seconds);
  }
  EXPECT_EQ(format_duration_s(0), "0s");
  EXPECT_EQ(format_duration_s(5'400), "1h30m");
  EXPECT_EQ(format_duration_s(-60), "-1m");
}

}  // namespace
}  // namespace wealthjobs::pipeline
