#include <gtest/gtest.h>

#include "parsed.h"

namespace wealthjobs::feeds {
namespace {

using finance::DayCount;
using finance::InterestSide;
using finance::InterestSource;
using finance::InterestTierMode;

const std::string short_header = "interest_schedule_id,currency,from_date,side,upto,rate\n";
const std::string full_header =
    "interest_schedule_id,currency,from_date,side,upto,rate,tier_mode,day_count,interest_source,"
    "withholding_rate\n";

TEST(InterestTierFormat, ReadsTiersAsFractionsAYear) {
  const BookFolder book = parsed("interest_tiers.csv", short_header +
                                                           "CASH,AUD,2026-01-01,credit,50000,0.02\n"
                                                           "CASH,AUD,2026-01-01,credit,,0.035\n"
                                                           "CASH,AUD,2026-01-01,debit,,0.1195\n");
  ASSERT_EQ(book.interest_tiers.size(), 3U) << only_fault(book);
  const InterestTierRow& first = book.interest_tiers[0];
  EXPECT_EQ(first.interest_schedule_id, "CASH");
  EXPECT_EQ(first.currency.code(), "AUD");
  EXPECT_EQ(first.from_date.iso(), "2026-01-01");
  EXPECT_EQ(first.upto_minor, 5'000'000);
  EXPECT_EQ(first.rate_ppm, 20'000);
  EXPECT_FALSE(first.tier_mode || first.day_count || first.withholding_ppm);
  EXPECT_EQ(first.source, InterestSource::accrue);
  EXPECT_FALSE(book.interest_tiers[1].upto_minor);
  EXPECT_EQ(book.interest_tiers[2].side, InterestSide::debit);
  EXPECT_EQ(book.interest_tiers[2].rate_ppm, 119'500);
}

TEST(InterestTierFormat, ReadsTheOptionalColumns) {
  const BookFolder book =
      parsed("interest_tiers.csv", full_header +
                                       "Y,JPY,2026-01-01,credit,,-0.001,whole,ACT/360,accrue,0.47\n"
                                       "Z,AUD,2026-01-01,credit,,,,,custodian,\n");
  ASSERT_EQ(book.interest_tiers.size(), 2U) << only_fault(book);
  EXPECT_EQ(book.interest_tiers[0].tier_mode, InterestTierMode::whole);
  EXPECT_EQ(book.interest_tiers[0].day_count, DayCount::act_360);
  EXPECT_EQ(book.interest_tiers[0].withholding_ppm, 470'000);
  EXPECT_EQ(book.interest_tiers[0].rate_ppm, -1'000);
  EXPECT_EQ(book.interest_tiers[1].source, InterestSource::custodian);
}

TEST(InterestTierFormat, GivesEachFaultItsReason) {
  const auto fault = [](const std::string& row) {
    return only_fault(parsed("interest_tiers.csv", full_header + row + "\n"));
  };
  EXPECT_EQ(fault("S,AUD,2026-01-01,both,,0.02,,,,"), "unknown_side@side");
  EXPECT_EQ(fault("S,AUD,2026-01-01,credit,-5,0.02,,,,"), "amount_not_positive@upto");
  EXPECT_EQ(fault("S,JPY,2026-01-01,credit,5.5,0.02,,,,"), "scale_overflow@upto");
  EXPECT_EQ(fault("S,AUD,2026-01-01,credit,,,,,,"), "missing_value@rate");
  EXPECT_EQ(fault("S,AUD,2026-01-01,credit,,2,,,,"), "out_of_range@rate");
  EXPECT_EQ(fault("S,AUD,2026-01-01,credit,,0.0200005,,,,"), "scale_overflow@rate");
  EXPECT_EQ(fault("S,AUD,2026-01-01,credit,,0.02,sliced,,,"), "unknown_tier_mode@tier_mode");
  EXPECT_EQ(fault("S,AUD,2026-01-01,credit,,0.02,,ACT/365,,"), "unknown_day_count@day_count");
  EXPECT_EQ(fault("S,AUD,2026-01-01,credit,,0.02,,,bank,"),
            "unknown_interest_source@interest_source");
  EXPECT_EQ(fault("S,AUD,2026-01-01,credit,,0.02,,,custodian,"), "not_of_this_kind@rate");
  EXPECT_EQ(fault("S,AUD,2026-01-01,credit,,0.02,,,,1.5"), "out_of_range@withholding_rate");
  EXPECT_EQ(fault("S,AUD,2026-13-01,credit,,0.02,,,,"), "bad_date@from_date");
}

TEST(InterestTierFormat, ATierStandsOnceInAFile) {
  const BookFolder book = parsed("interest_tiers.csv", short_header +
                                                           "S,AUD,2026-01-01,credit,,0.02\n"
                                                           "S,AUD,2026-01-01,credit,,0.03\n"
                                                           "S,AUD,2026-01-01,debit,,0.03\n"
                                                           "S,AUD,2026-01-01,debit,,0.03\n");
  EXPECT_EQ(book.interest_tiers.size(), 1U);
  EXPECT_EQ(book.quarantine.size(), 2U);
  EXPECT_EQ(book.quarantine[0].reason, "duplicate_key");
  EXPECT_EQ(book.files.at(0).duplicates, 1);
}

}  // namespace
}  // namespace wealthjobs::feeds
