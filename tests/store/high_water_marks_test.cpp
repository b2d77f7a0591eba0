#include "store/high_water_marks.h"

#include <gtest/gtest.h>

#include "store/book_fixture.h"

namespace wealthjobs::store {
namespace {

HighWaterMark mark(base::Date on, const char* reason, std::int64_t nav_minor) {
  HighWaterMark at;
  at.portfolio = p1;
  at.day = at.hurdle_from = at.run_day = on;
  at.reason = reason;
  at.mark = {nav_minor, 1'000'000};
  at.actor = "fiona";
  return at;
}

TEST(HighWaterMarks, TheHighestVersionOfTheLastDayCounts) {
  BookFixture fixture;
  const base::Date first = day(2026, 3, 31);
  const base::Date second = day(2026, 6, 30);
  fixture.write([&](auto& write) {
    save_high_water_mark(write, mark(first, "crystallisation", 108));
    save_high_water_mark(write, mark(second, "crystallisation", 112));
    save_high_water_mark(write, mark(second, "crystallisation", 111));
  });
  EXPECT_EQ(load_mark_up_to(fixture.book, p1, second)->mark.nav_minor, 111);
  EXPECT_EQ(load_mark_before(fixture.book, p1, second)->mark.nav_minor, 108);
  EXPECT_EQ(load_mark_on(fixture.book, p1, second)->version, 2);
  EXPECT_EQ(
      fixture.book.integer_or(0, "SELECT nav_minor FROM v_high_water_mark WHERE is_in_force = 1"),
      111);
  fixture.write([&](auto& write) { save_high_water_mark(write, mark(second, "withdrawn", 1)); });
  EXPECT_EQ(load_mark_up_to(fixture.book, p1, second)->mark.nav_minor, 108);
  EXPECT_EQ(
      fixture.book.integer_or(0, "SELECT nav_minor FROM v_high_water_mark WHERE is_in_force = 1"),
      108);
}

TEST(HighWaterMarks, AccrualsReplaceTheirDayAndItsUnits) {
  BookFixture fixture;
  PerformanceAccrual at;
  at.portfolio = p1;
  at.day = at.through = at.hurdle_from = day(2026, 4, 1);
  at.fee_schedule_id = "F";
  at.mark = {100, 1'000'000};
  at.inflow_minor = 500;
  at.units_e6 = 5'000'000;
  at.fee = {10, 1, 0};
  fixture.write([&](auto& write) {
    save_performance_accrual(write, at, 4'000'000, 0);
    save_performance_accrual(write, at, 5'000'000, 0);
  });
  EXPECT_EQ(load_performance_accrual(fixture.book, p1, at.day), at);
  EXPECT_EQ(load_performance_accrual_before(fixture.book, p1, at.day + 1), at);
  EXPECT_FALSE(load_performance_accrual_before(fixture.book, p1, at.day));
  EXPECT_EQ(fixture.book.integer_or(0, "SELECT sum(units_e6) FROM v_unit_movement"), 5'000'000);
  EXPECT_EQ(fixture.count("v_performance_accrual"), 1);
  fixture.write([&](auto& write) { clear_performance_accrual(write, p1, at.day); });
  EXPECT_EQ(fixture.count("unit_movement"), 0);
}

TEST(HighWaterMarks, PeaksReplaceTheirDay) {
  BookFixture fixture;
  const Peak peak{p1, day(2026, 4, 1), 1'100, 1'200, true};
  fixture.write([&](auto& write) {
    save_peak(write, {p1, day(2026, 4, 1), 1, 1, false});
    save_peak(write, peak);
  });
  EXPECT_EQ(load_peak_before(fixture.book, p1, day(2026, 4, 2)), peak);
  EXPECT_FALSE(load_peak_before(fixture.book, p1, day(2026, 4, 1)));
  EXPECT_EQ(fixture.count("v_peak"), 1);
}

}  // namespace
}  // namespace wealthjobs::store
