#include "feeds/quarantine.h"

#include <gtest/gtest.h>

namespace wealthjobs::feeds {
namespace {

// RULINGS B10: above 100 bad rows, or above 10 rows and 1 %.
TEST(QuarantineThreshold, StandsAtTheBordersOfB10) {
  EXPECT_FALSE(threshold_refusal(0, 0));
  EXPECT_FALSE(threshold_refusal(10, 10));
  EXPECT_FALSE(threshold_refusal(10, 20));
  EXPECT_TRUE(threshold_refusal(11, 1'000));
  EXPECT_TRUE(threshold_refusal(11, 1'099));
  EXPECT_FALSE(threshold_refusal(11, 1'100));
  EXPECT_FALSE(threshold_refusal(100, 10'000));
  EXPECT_TRUE(threshold_refusal(100, 9'999));
  EXPECT_TRUE(threshold_refusal(101, 1'000'000));
}

TEST(QuarantineThreshold, SaysHowManyRowsWereBad) {
  EXPECT_EQ(threshold_refusal(101, 1'000'000), "101 bad rows of 1000000: more than 100");
  EXPECT_EQ(threshold_refusal(11, 1'000), "11 bad rows of 1000: more than 10 and more than 100 bp");
}

TEST(QuarantineThreshold, TakesOtherLimits) {
  EXPECT_TRUE(threshold_refusal(1, 1'000'000, {0, 0, 0}));
  EXPECT_FALSE(threshold_refusal(500, 1'000, {1'000, 10, 5'000}));
}

TEST(QuarantineRow, NamesItsPlace) {
  QuarantineRow row;
  row.file = "real_usd/trades.csv";
  row.line = 3;
  row.column = 17;
  EXPECT_EQ(source_of(row), "real_usd/trades.csv:3:17");
  EXPECT_EQ(name_of(Severity::critical), "critical");
  EXPECT_EQ(name_of(Severity::warn), "warn");
}

}  // namespace
}  // namespace wealthjobs::feeds
