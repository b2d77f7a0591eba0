#include "finance/fees/management_fee.h"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

#include "base/rounding.h"
#include "sample_schedules.h"

namespace wealthjobs::finance {
namespace {

using base::int128;

constexpr int128 ppm = 1'000'000;

// Adds days and returns what each posts.
std::vector<std::int64_t> postings(const FeeSchedule& schedule, std::int64_t base_minor,
                                   const char* first, int days, ExactFee& sum) {
  std::vector<std::int64_t> posted;
  for (int i = 0; i < days; ++i) {
    const std::int64_t before = sum.rounded_minor();
    sum = sum_of(
        sum, fee_of_day(annual_fee_num(schedule, base_minor), schedule.day_count, day(first) + i));
    posted.push_back(sum.rounded_minor() - before);
  }
  return posted;
}

// Domain job 3.
TEST(ManagementFee, MarginalTiersOfTheRuleBook) {
  EXPECT_TRUE(annual_fee_num(three_tiers(), 125'000'000) == 1'050'000 * ppm);
  FeeSchedule cliff = three_tiers();
  cliff.tier_mode = TierMode::whole;
  EXPECT_TRUE(annual_fee_num(cliff, 125'000'000) == 750'000 * ppm);
  EXPECT_TRUE(annual_fee_num(cliff, 50'000'000) == 500'000 * ppm);  // the border belongs below
  EXPECT_TRUE(annual_fee_num(cliff, 50'000'001) == static_cast<int128>(50'000'001) * 8'000);
}

TEST(ManagementFee, AMonthOfTheRuleBookIs86301WithItsCarry) {
  ExactFee sum;
  const auto posted = postings(three_tiers(), 125'000'000, "2026-04-01", 30, sum);
  EXPECT_EQ(posted[0], 2877);
  EXPECT_EQ(posted[1], 2876);
  EXPECT_EQ(posted[2], 2877);
  EXPECT_EQ(std::accumulate(posted.begin(), posted.end(), std::int64_t{0}), 86'301);
  // 0.00369863 of a unit of currency: 0.369863 minor units
  EXPECT_EQ(base::divide_rounded(sum.carry_num() * 1'000'000, sum.den, base::Rounding::half_up),
            369'863);
}

// Domain part VII: cumulative numerators and postings of the four days.
TEST(ManagementFee, NumeratorsOfTheMiniBook) {
  const FeeSchedule schedule = flat(10'000);
  ExactFee sum;
  EXPECT_EQ(postings(schedule, 2'000'000, "2026-04-01", 1, sum).front(), 55);
  EXPECT_TRUE(sum.num == 20'000'000'000);
  EXPECT_EQ(postings(schedule, 2'002'186, "2026-04-02", 1, sum).front(), 55);
  EXPECT_TRUE(sum.num == 40'021'860'000);
  std::int64_t posted = 0;
  for (const std::int64_t at : postings(schedule, 2'002'186, "2026-04-03", 4, sum)) posted += at;
  posted += postings(schedule, 2'006'795, "2026-04-07", 1, sum).front();
  EXPECT_EQ(posted, 274);
  EXPECT_TRUE(sum.num == 140'177'250'000);
  EXPECT_EQ(postings(schedule, 2'011'843, "2026-04-08", 1, sum).front(), 55);
  EXPECT_TRUE(sum.num == 160'295'680'000);
  EXPECT_TRUE(sum.den == 365 * ppm);
}

TEST(ManagementFee, NothingIsTakenOnANegativeBase) {
  EXPECT_TRUE(annual_fee_num(three_tiers(), -1) == 0);
  EXPECT_TRUE(annual_fee_num(three_tiers(), 0) == 0);
}

// 366 days of 2024 at 1 % on 365,000.00: 3,660.00 by ACT/365F, 3,650.00 by ACT/ACT ISDA and 1/12.
TEST(ManagementFee, ALeapYearBelongsToItsDayCount) {
  for (const auto& [day_count, total] :
       {std::pair(FeeDayCount::act_365f, 366'000), std::pair(FeeDayCount::act_act_isda, 365'000),
        std::pair(FeeDayCount::twelfth, 365'000)}) {
    FeeSchedule schedule = flat(10'000);
    schedule.day_count = day_count;
    ExactFee sum;
    postings(schedule, 36'500'000, "2024-01-01", 366, sum);
    EXPECT_EQ(sum.rounded_minor(), total) << name_of(day_count);
    EXPECT_TRUE(sum.carry_num() == 0) << name_of(day_count);
  }
}

TEST(ManagementFee, ATwelfthIsTheSameForEveryMonth) {
  FeeSchedule schedule = flat(12'000);
  schedule.day_count = FeeDayCount::twelfth;
  for (const auto& [first, days] : {std::pair("2026-02-01", 28), std::pair("2026-03-01", 31)}) {
    ExactFee sum;
    postings(schedule, 100'000'000, first, days, sum);
    EXPECT_EQ(sum.rounded_minor(), 100'000);
  }
}

TEST(ManagementFee, AHouseholdIsSplitByBaseToTheLastPart) {
  const std::vector<std::int64_t> bases{60'000'000, -5, 65'000'000};
  const int128 annual = annual_fee_num(three_tiers(), 125'000'000);
  const auto parts = split_by_base(annual, bases);
  EXPECT_TRUE(parts[0] == annual * 60 / 125);
  EXPECT_TRUE(parts[1] == 0);
  EXPECT_TRUE(parts[2] == annual * 65 / 125);
  const std::vector<std::int64_t> thirds{1, 1, 1};
  const auto odd = split_by_base(100, thirds);
  EXPECT_TRUE(odd[0] == 34 && odd[1] == 33 && odd[2] == 33);
  const std::vector<std::int64_t> none{0, -1};
  EXPECT_TRUE(split_by_base(0, none)[0] == 0);
}

TEST(ManagementFee, TheMinimumIsScaledByTheDaysOpen) {
  EXPECT_EQ(minimum_of_month(10'000, 30, day("2026-04-01")), 10'000);
  EXPECT_EQ(minimum_of_month(10'000, 16, day("2026-04-15")), 5'333);
  EXPECT_EQ(minimum_of_month(10'000, 0, day("2026-04-15")), 0);
  EXPECT_EQ(minimum_of_month(100, 29, day("2024-02-01")), 100);
}

TEST(ManagementFee, AnotherDayCountGoesOnWithoutLoss) {
  const ExactFee year{365 * ppm, 365 * ppm};
  const ExactFee leap{366 * ppm, 366 * ppm};
  const ExactFee both = sum_of(year, leap);
  EXPECT_EQ(both.rounded_minor(), 2);
  EXPECT_TRUE(both.carry_num() == 0);
}

// Property: slices add up to the half-up total, whatever bases, rates and day counts come.
TEST(ManagementFee, SlicesAddUpInTwoThousandSeededCases) {
  std::mt19937_64 random(20'260'401);
  for (int turn = 0; turn < 2000; ++turn) {
    FeeSchedule schedule = three_tiers();
    schedule.day_count = static_cast<FeeDayCount>(random() % 3);
    schedule.tier_mode = static_cast<TierMode>(random() % 2);
    ExactFee sum;
    std::int64_t posted = 0;
    const int days = 1 + static_cast<int>(random() % 60);
    for (int i = 0; i < days; ++i) {
      const std::int64_t before = sum.rounded_minor();
      const auto base_minor = static_cast<std::int64_t>(random() % 1'000'000'000'000) - 1'000;
      sum = sum_of(sum, fee_of_day(annual_fee_num(schedule, base_minor), schedule.day_count,
                                   day("2023-12-15") + i));
      EXPECT_GE(sum.rounded_minor(), before);
      posted += sum.rounded_minor() - before;
    }
    ASSERT_EQ(posted, sum.rounded_minor()) << turn;
    const int128 carry = sum.carry_num();
    ASSERT_TRUE(-sum.den <= 2 * carry && 2 * carry < sum.den) << turn;
  }
}

TEST(ManagementFee, HouseholdPartsAddUpInTwoThousandSeededCases) {
  std::mt19937_64 random(7);
  for (int turn = 0; turn < 2000; ++turn) {
    std::vector<std::int64_t> bases(1 + random() % 6);
    for (auto& at : bases) at = static_cast<std::int64_t>(random() % 10'000'000'000) - 100;
    const int128 annual = static_cast<int128>(random() % 1'000'000'000'000'000'000ULL);
    int128 total = 0;
    bool has_base = false;
    for (const auto at : bases) has_base |= at > 0;
    for (const int128 part : split_by_base(annual, bases)) total += part;
    ASSERT_TRUE(total == (has_base ? annual : 0)) << turn;
  }
}

}  // namespace
}  // namespace wealthjobs::finance
