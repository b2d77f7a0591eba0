#include "finance/fees/interest_schedule.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/rounding.h"

namespace wealthjobs::finance {
namespace {

using base::int128;

base::Date day(const char* iso) { return base::Date::parse(iso).value(); }

// 2.00 % to 50,000 and 3.50 % above; 9 % to 1,000 and 12 % above on what is overdrawn.
InterestTerms two_tiers() {
  InterestTerms terms;
  terms.credit = {{5'000'000, 20'000}, {std::nullopt, 35'000}};
  terms.debit = {{100'000, 90'000}, {std::nullopt, 120'000}};
  return terms;
}

TEST(InterestSchedule, WorkedExampleOfTwoTiers) {
  EXPECT_EQ(annual_interest_num(two_tiers(), 8'234'567), int128{213'209'845'000});
  // int_y of the golden numbers: 2,132.098450 a year
  EXPECT_EQ(interest_of_day(two_tiers(), 8'234'567, day("2026-04-01")),
            (ExactInterest{213'209'845'000, 365'000'000}));
}

TEST(InterestSchedule, TheBorderBelongsToTheLowerTier) {
  InterestTerms terms = two_tiers();
  EXPECT_EQ(annual_interest_num(terms, 5'000'000), int128{5'000'000} * 20'000);
  EXPECT_EQ(annual_interest_num(terms, 5'000'001), int128{5'000'000} * 20'000 + 35'000);
  terms.tier_mode = InterestTierMode::whole;
  EXPECT_EQ(annual_interest_num(terms, 5'000'000), int128{5'000'000} * 20'000);
  EXPECT_EQ(annual_interest_num(terms, 5'000'001), int128{5'000'001} * 35'000);
  EXPECT_EQ(annual_interest_num(terms, 0), 0);
}

TEST(InterestSchedule, NegativeBalancesOweByTheDebitTiers) {
  InterestTerms terms = two_tiers();
  // 1,500.00 overdrawn: 1,000.00 at 9 % and 500.00 at 12 %
  EXPECT_EQ(annual_interest_num(terms, -150'000),
            -(int128{100'000} * 90'000 + int128{50'000} * 120'000));
  terms.tier_mode = InterestTierMode::whole;
  EXPECT_EQ(annual_interest_num(terms, -150'000), -(int128{150'000} * 120'000));
  terms.debit.clear();
  EXPECT_EQ(annual_interest_num(terms, -150'000), 0);
}

TEST(InterestSchedule, ADayFollowsItsDayCount) {
  InterestTerms terms;
  terms.credit = {{std::nullopt, 20'000}};
  const auto of = [&](DayCount convention, const char* date) {
    terms.day_count = convention;
    return interest_of_day(terms, 100, day(date));
  };
  EXPECT_EQ(of(DayCount::act_365f, "2024-02-29"), (ExactInterest{2'000'000, 365'000'000}));
  EXPECT_EQ(of(DayCount::act_360, "2024-02-29"), (ExactInterest{2'000'000, 360'000'000}));
  EXPECT_EQ(of(DayCount::act_act_isda, "2024-02-29"),
            (ExactInterest{2'000'000 * int128{365}, 133'590'000'000}));
  EXPECT_EQ(of(DayCount::act_act_isda, "2023-12-31"),
            (ExactInterest{2'000'000 * int128{366}, 133'590'000'000}));
}

TEST(InterestSchedule, AMonthOfThirtyDaysHasThirtyWhateverItsLength) {
  InterestTerms terms;
  terms.credit = {{std::nullopt, 20'000}};
  for (const DayCount convention :
       {DayCount::thirty_360_bond, DayCount::thirty_360_us, DayCount::thirty_e_360}) {
    terms.day_count = convention;
    for (const char* first : {"2024-01-01", "2024-02-01", "2023-02-01", "2024-04-01"}) {
      ExactInterest sum;
      for (base::Date at = day(first); at <= day(first).last_of_month(); at = at + 1) {
        sum = sum_of(sum, interest_of_day(terms, 100, at));
      }
      EXPECT_EQ(sum, (ExactInterest{30 * int128{2'000'000}, 360'000'000})) << first;
    }
  }
}

TEST(InterestSchedule, SumsAreExactAcrossDenominators) {
  const ExactInterest a{100, 365'000'000};
  const ExactInterest b{50, 360'000'000};
  const ExactInterest sum = sum_of(a, b);
  EXPECT_EQ(sum.den, int128{365'000'000} * 72);
  EXPECT_EQ(sum.num, int128{100} * 72 + 50 * 73);
  EXPECT_EQ(sum_of(ExactInterest{0, 365'000'000}, b), b);
  EXPECT_EQ(sum_of(a, ExactInterest{1, 365'000'000}), (ExactInterest{101, 365'000'000}));
}

TEST(InterestSchedule, AnAmountStandsOverAMultipleOfItsDenominator) {
  EXPECT_EQ((ExactInterest{7, 365}.over(730)), int128{14});
  EXPECT_EQ((ExactInterest{0, 365}.over(360)), int128{0});
}

TEST(InterestSchedule, SaysWhyTiersCannotBeUsed) {
  using Tiers = std::vector<InterestTier>;
  EXPECT_FALSE(tiers_fault(two_tiers().credit));
  EXPECT_EQ(tiers_fault(Tiers{}), "no tier is open at the top");
  EXPECT_EQ(tiers_fault(Tiers{{100, 1}}), "no tier is open at the top");
  EXPECT_EQ(tiers_fault(Tiers{{std::nullopt, 1}, {std::nullopt, 2}}),
            "two tiers are open at the top");
  EXPECT_EQ(tiers_fault(Tiers{{100, 1}, {100, 2}, {std::nullopt, 3}}), "two tiers end at 100");
  EXPECT_EQ(tiers_fault(Tiers{{0, 1}, {std::nullopt, 3}}), "a tier ends at or below zero");
}

TEST(InterestSchedule, WordsGoBothWays) {
  EXPECT_EQ(interest_side_from("debit"), InterestSide::debit);
  EXPECT_EQ(interest_tier_mode_from("whole"), InterestTierMode::whole);
  EXPECT_EQ(interest_source_from("custodian"), InterestSource::custodian);
  EXPECT_EQ(name_of(InterestSide::credit), "credit");
  EXPECT_EQ(name_of(InterestTierMode::marginal), "marginal");
  EXPECT_EQ(name_of(InterestSource::accrue), "accrue");
  EXPECT_FALSE(interest_side_from("Credit"));
}

TEST(InterestSchedule, TheLargestBalanceDoesNotWrap) {
  InterestTerms terms;
  terms.credit = terms.debit = {{std::nullopt, 1'000'000}};
  const std::int64_t largest = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(annual_interest_num(terms, largest), int128{largest} * 1'000'000);
  EXPECT_EQ(annual_interest_num(terms, std::numeric_limits<std::int64_t>::min()),
            int128{std::numeric_limits<std::int64_t>::min()} * 1'000'000);
}

}  // namespace
}  // namespace wealthjobs::finance
