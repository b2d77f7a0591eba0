#include "base/log.h"

#include <gtest/gtest.h>

#include <string>

namespace wealthjobs::base {
namespace {

// What all four calls write at one level.
std::string written_at(LogLevel level) {
  ::testing::internal::CaptureStderr();
  set_log_level(level);
  log_debug("d");
  log_info("i");
  log_warn("w");
  log_error("e");
  const std::string text = ::testing::internal::GetCapturedStderr();
  set_log_level(LogLevel::error);
  return text;
}

TEST(Log, WritesNothingBelowItsLevel) {
  EXPECT_EQ(written_at(LogLevel::debug), "d\ni\nwarning: w\ne\n");
  EXPECT_EQ(written_at(LogLevel::info), "i\nwarning: w\ne\n");
  EXPECT_EQ(written_at(LogLevel::warn), "warning: w\ne\n");
  EXPECT_EQ(written_at(LogLevel::error), "e\n");
  EXPECT_EQ(written_at(LogLevel::off), "");
}

TEST(Log, ComesBackAfterHavingBeenOff) {
  EXPECT_EQ(written_at(LogLevel::off), "");
  EXPECT_EQ(written_at(LogLevel::info), "i\nwarning: w\ne\n");
}

TEST(Log, WritesBracesAndPercentSignsAsTheyAre) {
  ::testing::internal::CaptureStderr();
  log_error("{business_date} 100 % %v {}");
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "{business_date} 100 % %v {}\n");
}

TEST(Log, KeepsResultsFreeOfNarration) {
  ::testing::internal::CaptureStdout();
  (void)written_at(LogLevel::debug);
  EXPECT_EQ(::testing::internal::GetCapturedStdout(), "");
}

}  // namespace
}  // namespace wealthjobs::base
