#include "store/fee_schedules.h"

#include <gtest/gtest.h>

#include "store/book_fixture.h"

namespace wealthjobs::store {
namespace {

finance::FeeSchedule tiers(int year) {
  finance::FeeSchedule schedule;
  schedule.id = "F";
  schedule.from_date = day(year, 1, 1);
  schedule.currency = aud();
  schedule.tiers = {{50'000'000, 10'000}, {std::nullopt, 6'000}};
  schedule.tax = {1000, 7500};
  schedule.hurdle = {finance::HurdleKind::simple, finance::HurdleType::soft,
                     finance::HurdleCarry::cumulative, 50'000};
  schedule.day_count = finance::FeeDayCount::twelfth;
  return schedule;
}

TEST(FeeSchedules, AreSavedAndLoadedAsAWhole) {
  BookFixture fixture;
  const std::vector<finance::FeeSchedule> given{tiers(2020), tiers(2021)};
  fixture.write([&](auto& write) { EXPECT_EQ(save_fee_schedules(write, given).added, 2); });
  EXPECT_EQ(load_fee_schedules(fixture.book), given);
  EXPECT_EQ(fixture.count("v_fee_schedule"), 4);
}

TEST(FeeSchedules, AChangedVersionIsAConflict) {
  BookFixture fixture;
  std::vector<finance::FeeSchedule> given{tiers(2020)};
  fixture.write([&](auto& write) { save_fee_schedules(write, given); });
  fixture.write([&](auto& write) { EXPECT_EQ(save_fee_schedules(write, given).duplicate, 1); });
  given[0].tiers[0].rate_ppm = 9'000;
  fixture.write([&](auto& write) {
    EXPECT_EQ(save_fee_schedules(write, given).conflicts, std::vector<std::size_t>{0});
  });
  EXPECT_EQ(fixture.count("fee_schedule"), 2);
}

}  // namespace
}  // namespace wealthjobs::store
