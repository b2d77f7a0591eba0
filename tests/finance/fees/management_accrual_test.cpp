#include "finance/fees/management_accrual.h"

#include <gtest/gtest.h>

#include <random>

#include "sample_schedules.h"

namespace wealthjobs::finance {
namespace {

std::vector<AccrualDay> days_of(const FeeSchedule& schedule, const char* first, int count,
                                std::int64_t base_minor) {
  std::vector<AccrualDay> days;
  for (int i = 0; i < count; ++i) {
    days.push_back({day(first) + i, &schedule, annual_fee_num(schedule, base_minor)});
  }
  return days;
}

FeeAmounts total_of(std::span<const AccruedDay> days) {
  FeeAmounts sum;
  for (const AccruedDay& at : days) sum = sum + at.posted();
  return sum;
}

// Domain job 3: 863.01 and GST 86.30.
TEST(ManagementAccrual, TaxIsOnTheTotalOfTheMonth) {
  FeeSchedule schedule = three_tiers();
  schedule.tax = {1000, 7500};
  const auto days = days_of(schedule, "2026-04-01", 30, 125'000'000);
  const auto whole = accrue_management(days, {}, {}, {});
  EXPECT_EQ(total_of(whole), (FeeAmounts{86'301, 8'630, 6'473}));
  // in two runs as in one
  const std::span<const AccrualDay> all(days);
  auto first = accrue_management(all.first(11), {}, {}, {});
  const auto second = accrue_management(all.subspan(11), first, first.back().sum, {});
  first.insert(first.end(), second.begin(), second.end());
  EXPECT_EQ(first, whole);
}

TEST(ManagementAccrual, TheMinimumComesOnTheLastDay) {
  FeeSchedule schedule = flat(10'000);
  schedule.min_fee_minor = 5'000;
  schedule.tax = {1000, 0};
  const auto month = accrue_management(days_of(schedule, "2026-04-01", 30, 1'000'000), {}, {}, {});
  EXPECT_EQ(month[28].minimum_minor, 0);
  EXPECT_EQ(month[29].minimum_minor, 5'000 - 822);  // 30 days of 10,000.00 at 1 % are 8.22
  EXPECT_EQ(total_of(month), (FeeAmounts{5'000, 500, 0}));
}

TEST(ManagementAccrual, AnAccountThatClosesOwesItsShareOfTheMinimum) {
  FeeSchedule schedule = flat(10'000);
  schedule.min_fee_minor = 3'000;
  const auto part =
      accrue_management(days_of(schedule, "2026-04-06", 10, 100), {}, {}, day("2026-04-15"));
  EXPECT_EQ(total_of(part).fee_minor, 1'000);
}

TEST(ManagementAccrual, MonthsThatARunMissedKeepTheirOwnTaxAndMinimum) {
  FeeSchedule schedule = flat(10'000);
  schedule.min_fee_minor = 3'000;
  schedule.tax = {1000, 0};
  const auto days = days_of(schedule, "2026-04-29", 4, 100);
  const std::vector<AccruedDay> before(28, AccruedDay{day("2026-04-28"), 0, {}, {}, 0});
  const auto accrued = accrue_management(days, before, {}, {});
  EXPECT_EQ(accrued[1].minimum_minor, 3'000);
  EXPECT_EQ(accrued[1].amounts.gst_minor, 300);
  EXPECT_EQ(accrued[2].posted(), FeeAmounts{});
}

TEST(ManagementAccrual, AnotherTaxHoldsFromItsVersionOn) {
  FeeSchedule old_terms = flat(365'000);
  old_terms.tax = {1000, 0};
  FeeSchedule new_terms = old_terms;
  new_terms.tax = {1500, 0};
  new_terms.from_date = day("2026-04-16");
  auto days = days_of(old_terms, "2026-04-01", 15, 100'000);  // 1.00 a day
  const auto later = days_of(new_terms, "2026-04-16", 15, 100'000);
  days.insert(days.end(), later.begin(), later.end());
  EXPECT_EQ(total_of(accrue_management(days, {}, {}, {})), (FeeAmounts{3'000, 150 + 225, 0}));
}

// Property: any cut of a month into runs posts the same, and tax is that of the total.
TEST(ManagementAccrual, AnyCutIntoRunsIsTheSameInAThousandSeededCases) {
  std::mt19937_64 random(3);
  for (int turn = 0; turn < 1000; ++turn) {
    FeeSchedule schedule = three_tiers();
    schedule.tax = {static_cast<std::int64_t>(random() % 2000),
                    static_cast<std::int64_t>(random() % 10'001)};
    schedule.min_fee_minor = static_cast<std::int64_t>(random() % 20'000);
    std::vector<AccrualDay> days;
    for (int i = 0; i < 30; ++i) {
      const auto base_minor = static_cast<std::int64_t>(random() % 300'000'000);
      days.push_back({day("2026-04-01") + i, &schedule, annual_fee_num(schedule, base_minor)});
    }
    std::vector<AccruedDay> accrued;
    ExactFee sum;
    for (std::size_t at = 0; at < days.size();) {
      const std::size_t count = std::min<std::size_t>(1 + random() % 7, days.size() - at);
      const auto run = accrue_management(std::span(days).subspan(at, count), accrued, sum, {});
      accrued.insert(accrued.end(), run.begin(), run.end());
      sum = run.back().sum;
      at += count;
    }
    const FeeAmounts total = total_of(accrued);
    ASSERT_EQ(total,
              fee_with_tax(std::max(sum.rounded_minor(), schedule.min_fee_minor), schedule.tax))
        << turn;
  }
}

}  // namespace
}  // namespace wealthjobs::finance
