#include "finance/fees/fee_schedule.h"

#include <gtest/gtest.h>

#include "sample_schedules.h"

namespace wealthjobs::finance {
namespace {

TEST(FeeSchedule, OfTheRuleBookHasNoFault) {
  EXPECT_EQ(schedule_fault(three_tiers()), std::nullopt);
  EXPECT_EQ(schedule_fault(performance(200'000, {HurdleKind::simple, {}, {}, 50'000})),
            std::nullopt);
}

TEST(FeeSchedule, NamesWhatIsWrongWithTheTiers) {
  FeeSchedule schedule = three_tiers();
  schedule.tiers.clear();
  EXPECT_EQ(schedule_fault(schedule), "it has no tier");
  schedule = three_tiers();
  schedule.tiers[1].upto_minor = 50'000'000;
  EXPECT_EQ(schedule_fault(schedule), "the tiers do not rise");
  schedule = three_tiers();
  schedule.tiers[2].upto_minor = 200'000'000;
  EXPECT_EQ(schedule_fault(schedule), "no tier is open above");
  schedule = three_tiers();
  schedule.tiers[0].upto_minor.reset();
  EXPECT_EQ(schedule_fault(schedule), "two tiers are open above");
  EXPECT_EQ(schedule_fault(flat(1'000'001)), "a rate is not between 0 and 10000 bps");
}

TEST(FeeSchedule, NamesWhatElseIsWrong) {
  FeeSchedule schedule = flat(1);
  schedule.min_fee_minor = -1;
  EXPECT_EQ(schedule_fault(schedule), "its minimum is negative");
  schedule = flat(1);
  schedule.tax.gst_bps = 10'001;
  EXPECT_EQ(schedule_fault(schedule), "its tax is not between 0 and 10000 bps");
  schedule = performance(1, {HurdleKind::simple, {}, {}, -1});
  EXPECT_EQ(schedule_fault(schedule), "its hurdle is not between 0 and 10000 bps");
  schedule = three_tiers();
  schedule.kind = FeeKind::performance;
  EXPECT_EQ(schedule_fault(schedule), "a performance fee has one rate");
  schedule = performance(1);
  schedule.min_fee_minor = 1;
  EXPECT_EQ(schedule_fault(schedule), "a performance fee has no minimum");
}

TEST(FeeSchedule, HoldsFromItsDateUntilTheNextVersion) {
  FeeSchedule later = flat(20'000);
  later.from_date = day("2026-04-15");
  const std::vector<FeeSchedule> all{later, flat(10'000), performance(1)};
  EXPECT_EQ(schedule_in_force(all, "FLAT", FeeKind::management, day("2026-04-14")), &all[1]);
  EXPECT_EQ(schedule_in_force(all, "FLAT", FeeKind::management, day("2026-04-15")), &all[0]);
  EXPECT_EQ(schedule_in_force(all, "FLAT", FeeKind::management, day("2019-12-31")), nullptr);
  EXPECT_EQ(schedule_in_force(all, "FLAT", FeeKind::performance, day("2026-04-15")), nullptr);
}

TEST(FeeSchedule, EveryWordIsReadBack) {
  for (const auto value : {FeeKind::management, FeeKind::performance}) {
    EXPECT_EQ(fee_kind_from(name_of(value)), value);
  }
  for (const auto value : {TierMode::marginal, TierMode::whole}) {
    EXPECT_EQ(tier_mode_from(name_of(value)), value);
  }
  for (const auto value :
       {FeeDayCount::act_365f, FeeDayCount::act_act_isda, FeeDayCount::twelfth}) {
    EXPECT_EQ(fee_day_count_from(name_of(value)), value);
  }
  EXPECT_EQ(fee_day_count_from("ACT/365"), std::nullopt);  // ISDA means another rule by it
  EXPECT_EQ(fee_scope_from("household"), FeeScope::household);
  EXPECT_EQ(hurdle_kind_from("compound"), HurdleKind::compound);
  EXPECT_EQ(hurdle_type_from("soft"), HurdleType::soft);
  EXPECT_EQ(hurdle_carry_from("cumulative"), HurdleCarry::cumulative);
  EXPECT_EQ(crystallisation_from("quarterly"), Crystallisation::quarterly);
  EXPECT_EQ(name_of(FeeScope::portfolio), "portfolio");
  EXPECT_EQ(name_of(HurdleKind::none), "none");
  EXPECT_EQ(name_of(HurdleType::hard), "hard");
  EXPECT_EQ(name_of(HurdleCarry::reset), "reset");
  EXPECT_EQ(name_of(Crystallisation::annual), "annual");
}

}  // namespace
}  // namespace wealthjobs::finance
