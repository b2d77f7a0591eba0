#include "finance/fees/high_water_mark.h"

#include <gtest/gtest.h>

#include "sample_schedules.h"

namespace wealthjobs::finance {
namespace {

TEST(HighWaterMark, RisesToThePriceAfterTheFeeAndNeverFalls) {
  const UnitPrice mark{108, 1'000'000};
  EXPECT_EQ(mark_after(mark, {111'200, 1'000'000'000}, 800), (UnitPrice{111'200, 1'000'000'000}));
  EXPECT_EQ(mark_after(mark, {120, 1'000'000}, 0), mark);
  EXPECT_EQ(mark_after(mark, {100, 1'000'000}, 5), mark);
  EXPECT_EQ(mark_after(mark, {0, 0}, 5), mark);
}

TEST(HighWaterMark, PeriodsEndWithTheFiscalYear) {
  const FiscalYearEnd december;
  const FiscalYearEnd june{6, 30};
  EXPECT_EQ(period_end(day("2026-04-08"), Crystallisation::annual, december), day("2026-12-31"));
  EXPECT_EQ(period_end(day("2026-12-31"), Crystallisation::annual, december), day("2026-12-31"));
  EXPECT_EQ(period_end(day("2026-04-08"), Crystallisation::annual, june), day("2026-06-30"));
  EXPECT_EQ(period_end(day("2026-07-01"), Crystallisation::annual, june), day("2027-06-30"));
  EXPECT_EQ(period_end(day("2026-04-08"), Crystallisation::quarterly, june), day("2026-06-30"));
  EXPECT_EQ(period_end(day("2026-10-01"), Crystallisation::quarterly, june), day("2026-12-31"));
  EXPECT_EQ(period_end(day("2024-02-10"), Crystallisation::monthly, june), day("2024-02-29"));
  EXPECT_EQ(period_end(day("2026-04-06"), Crystallisation::annual, {4, 5}), day("2027-04-05"));
  EXPECT_EQ(period_end(day("2024-02-01"), Crystallisation::annual, {2, 28}), day("2024-02-29"));
}

TEST(HighWaterMark, ThePeakIsAMaximumThatDoesNotBelieveJumps) {
  EXPECT_EQ(peak_after(0, 0, 1'000, false, 2000), (PeakObservation{1'000, false}));
  EXPECT_EQ(peak_after(1'000, 1'000, 1'100, false, 2000), (PeakObservation{1'100, false}));
  EXPECT_EQ(peak_after(1'100, 1'100, 900, false, 2000), (PeakObservation{1'100, false}));
  EXPECT_EQ(peak_after(1'100, 1'000, 1'201, false, 2000), (PeakObservation{1'100, true}));
  EXPECT_EQ(peak_after(1'100, 1'000, 1'200, false, 2000), (PeakObservation{1'200, false}));
  EXPECT_EQ(peak_after(1'100, 1'000, 1'900, true, 2000), (PeakObservation{1'900, false}));
}

}  // namespace
}  // namespace wealthjobs::finance
