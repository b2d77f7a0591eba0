#include <gtest/gtest.h>

#include "parsed.h"

namespace wealthjobs::feeds {
namespace {

constexpr const char* header =
    "fee_schedule_id,from_date,kind,currency,upto,bps,tier_mode,day_count,scope,min_fee,gst_bps,"
    "gst_recoverable_bps,hurdle_kind,hurdle_type,hurdle_carry,hurdle_bps,crystallisation\n";

TEST(FeeScheduleFormat, ReadsEveryColumn) {
  const BookFolder book = parsed(
      "fee_schedules.csv",
      std::string(header) +
          "F,2026-01-01,management,AUD,500000,87.55,whole,ACT/ACT ISDA,household,12.50,1000,7500,"
          ",,,,\n"
          "F,2026-01-01,performance,AUD,,2000,,,,,,,simple,soft,cumulative,500,quarterly\n");
  ASSERT_EQ(book.fee_schedules.size(), 2U) << only_fault(book);
  const FeeScheduleRow& fee = book.fee_schedules[0];
  EXPECT_EQ(fee.upto_minor, 50'000'000);
  EXPECT_EQ(fee.rate_ppm, 8'755);
  EXPECT_EQ(fee.tier_mode, finance::TierMode::whole);
  EXPECT_EQ(fee.day_count, finance::FeeDayCount::act_act_isda);
  EXPECT_EQ(fee.scope, finance::FeeScope::household);
  EXPECT_EQ(fee.min_fee_minor, 1'250);
  EXPECT_EQ(fee.tax, (finance::FeeTax{1000, 7500}));
  const FeeScheduleRow& performance = book.fee_schedules[1];
  EXPECT_EQ(performance.kind, finance::FeeKind::performance);
  EXPECT_EQ(performance.hurdle,
            (finance::HurdleTerms{finance::HurdleKind::simple, finance::HurdleType::soft,
                                  finance::HurdleCarry::cumulative, 50'000}));
  EXPECT_EQ(performance.crystallisation, finance::Crystallisation::quarterly);
}

TEST(FeeScheduleFormat, FourColumnsAndARateAreEnough) {
  const BookFolder book = parsed("fee_schedules.csv",
                                 "fee_schedule_id,from_date,kind,currency,bps\n"
                                 "F,2026-01-01,management,JPY,100\n");
  ASSERT_EQ(book.fee_schedules.size(), 1U) << only_fault(book);
  EXPECT_FALSE(book.fee_schedules[0].upto_minor);
  EXPECT_EQ(book.fee_schedules[0].rate_ppm, 10'000);
}

TEST(FeeScheduleFormat, GivesEachFaultItsReason) {
  const auto fault = [](const std::string& row) {
    return only_fault(parsed("fee_schedules.csv", header + row));
  };
  EXPECT_EQ(fault("F,2026-01-01,wealth,AUD,,1,,,,,,,,,,,\n"), "unknown_kind@kind");
  EXPECT_EQ(fault("F,2026-01-01,management,AUD,,,,,,,,,,,,,\n"), "missing_value@bps");
  EXPECT_EQ(fault("F,2026-01-01,management,AUD,,10001,,,,,,,,,,,\n"), "out_of_range@bps");
  EXPECT_EQ(fault("F,2026-01-01,management,AUD,,1.005,,,,,,,,,,,\n"), "scale_overflow@bps");
  EXPECT_EQ(fault("F,2026-01-01,management,AUD,0,1,,,,,,,,,,,\n"), "amount_not_positive@upto");
  EXPECT_EQ(fault("F,2026-01-01,management,AUD,,1,cliff,,,,,,,,,,\n"), "unknown_word@tier_mode");
  EXPECT_EQ(fault("F,2026-01-01,management,AUD,,1,,ACT/365,,,,,,,,,\n"), "unknown_word@day_count");
  EXPECT_EQ(fault("F,2026-01-01,management,AUD,,1,,,,-1,,,,,,,\n"), "negative_amount@min_fee");
}

}  // namespace
}  // namespace wealthjobs::feeds
