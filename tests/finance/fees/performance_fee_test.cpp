#include "finance/fees/performance_fee.h"

#include <gtest/gtest.h>

#include <random>

#include "base/rounding.h"
#include "finance/fees/high_water_mark.h"
#include "sample_schedules.h"

namespace wealthjobs::finance {
namespace {

const UnitPrice mark_1_25{125, 1'000'000};
const UnitPrice at_1_34{107'200'000, 800'000'000'000};

HurdleTerms five_percent(HurdleKind kind, HurdleType type) {
  return {kind, type, HurdleCarry::reset, 50'000};
}

// Domain job 3: hurdle 5 % simple, 90 days, rate 20 %.
TEST(PerformanceFee, HardHurdleOfTheRuleBook) {
  const FeeSchedule terms =
      performance(200'000, five_percent(HurdleKind::simple, HurdleType::hard));
  EXPECT_EQ(performance_fee_minor(at_1_34, mark_1_25, terms, 90), 1'193'425);
  const UnitPrice net{107'200'000 - 1'193'425, at_1_34.units_e6};
  EXPECT_EQ(navpu_e9(mark_after(mark_1_25, net, 1'193'425), aud()), 1'325'082'188);
}

TEST(PerformanceFee, SoftHurdleOfTheRuleBook) {
  const FeeSchedule terms =
      performance(200'000, five_percent(HurdleKind::simple, HurdleType::soft));
  EXPECT_EQ(performance_fee_minor(at_1_34, mark_1_25, terms, 90), 1'440'000);
  // below its target of 1.265410959 there is none at all
  EXPECT_EQ(performance_fee_minor({126'541'095, 100'000'000'000'000}, mark_1_25, terms, 90), 0);
}

TEST(PerformanceFee, TheTargetGrowsWithTheDays) {
  const ExactRatio growth = hurdle_growth(five_percent(HurdleKind::simple, HurdleType::hard), 90);
  // 1.25 x growth = 1.265410959
  EXPECT_EQ(base::divide_rounded(growth.num * 1'250'000'000, growth.den, base::Rounding::half_up),
            1'265'410'959);
  EXPECT_TRUE(hurdle_growth({}, 90) == ExactRatio{});
}

// (1.05)^(90/365) = 1.012103108393 by any calculator; two years are 1.1025 exactly.
TEST(PerformanceFee, ACompoundHurdleTakesTheRootInIntegers) {
  const HurdleTerms hurdle = five_percent(HurdleKind::compound, HurdleType::hard);
  const ExactRatio quarter = hurdle_growth(hurdle, 90);
  EXPECT_EQ(base::divide_rounded(quarter.num * 1'000'000'000, quarter.den, base::Rounding::half_up),
            1'012'103'108);
  const ExactRatio years = hurdle_growth(hurdle, 730);
  EXPECT_TRUE(years.num * 10'000 == years.den * 11'025);
}

// Domain job 5: rate 20 %, no hurdle; quarters of 1.10, 1.05, 1.12 on 1,000,000 units.
TEST(PerformanceFee, ThreeQuartersOfTheRuleBook) {
  const FeeSchedule terms = performance(200'000);
  const std::int64_t units_e6 = units("1000000");
  UnitPrice mark = issue_price(aud());
  std::vector<std::int64_t> fees;
  std::vector<std::int64_t> marks;
  for (const char* nav : {"1100000.00", "1050000.00", "1120000.00"}) {
    const UnitPrice navpu{cents(nav), units_e6};
    fees.push_back(performance_fee_minor(navpu, mark, terms, 90));
    mark = mark_after(mark, {navpu.nav_minor - fees.back(), units_e6}, fees.back());
    marks.push_back(navpu_e9(mark, aud()));
  }
  EXPECT_EQ(fees, (std::vector<std::int64_t>{cents("20000.00"), 0, cents("8000.00")}));
  EXPECT_EQ(marks, (std::vector<std::int64_t>{1'080'000'000, 1'080'000'000, 1'112'000'000}));
}

TEST(PerformanceFee, FlowsMoveUnitsAndNoPerformance) {
  const FeeSchedule terms = performance(200'000);
  PerformanceDayInput input;
  input.before = {cents("1000000.00"), units("1000000")};
  input.mark = issue_price(aud());
  input.currency = aud();
  input.inflow_minor = cents("500000.00");
  input.nav_minor = cents("1500000.00");
  const PerformanceDay day = performance_day(input, terms);
  EXPECT_EQ(day.units_bought_e6, units("500000"));
  EXPECT_EQ(day.fee, FeeAmounts{});
  EXPECT_EQ(day.nav_minor, cents("1500000.00"));
}

TEST(PerformanceFee, ARedemptionCrystallisesItsShare) {
  const FeeSchedule terms = performance(200'000);
  PerformanceDayInput input;
  input.before = {cents("1000000.00"), units("1000000")};
  input.mark = issue_price(aud());
  input.currency = aud();
  input.outflow_minor = cents("540000.00");  // half of the units at 1.08 after fees
  input.nav_minor = cents("560000.00");      // 1,100,000.00 before it
  const PerformanceDay day = performance_day(input, terms);
  EXPECT_EQ(day.fee.fee_minor, cents("20000.00"));
  EXPECT_EQ(day.units_sold_e6, units("500000"));
  EXPECT_EQ(day.locked.fee_minor, cents("10000.00"));
  EXPECT_EQ(day.accrued.fee_minor, cents("10000.00"));
  EXPECT_EQ(day.nav_minor, cents("540000.00"));
  EXPECT_EQ(day.units_e6, units("500000"));
}

TEST(PerformanceFee, FirstMoneyMakesTheFirstUnits) {
  PerformanceDayInput input;
  input.currency = aud();
  input.inflow_minor = cents("20000.00");
  input.nav_minor = cents("20000.00");
  input.mark = issue_price(aud());
  const PerformanceDay day = performance_day(input, performance(200'000));
  EXPECT_EQ(day.units_e6, units("20000"));
  EXPECT_EQ(day.fee, FeeAmounts{});
}

TEST(PerformanceFee, TaxIsTakenOnTheFee) {
  FeeSchedule terms = performance(200'000);
  terms.tax = {1000, 0};
  PerformanceDayInput input;
  input.before = {cents("1000000.00"), units("1000000")};
  input.mark = issue_price(aud());
  input.currency = aud();
  input.nav_minor = cents("1100000.00");
  const PerformanceDay day = performance_day(input, terms);
  EXPECT_EQ(day.fee, (FeeAmounts{2'000'000, 200'000, 0}));
  EXPECT_EQ(day.nav_minor, cents("1078000.00"));
}

// Property: never negative, none at or below the mark, and a hard fee leaves the target standing.
TEST(PerformanceFee, KeepsItsBordersInTwoThousandSeededCases) {
  std::mt19937_64 random(20'260'405);
  for (int turn = 0; turn < 2000; ++turn) {
    HurdleTerms hurdle;
    hurdle.kind = static_cast<HurdleKind>(random() % 3);
    hurdle.type = static_cast<HurdleType>(random() % 2);
    hurdle.rate_ppm = static_cast<std::int64_t>(random() % 100'000);
    const FeeSchedule terms = performance(static_cast<std::int64_t>(random() % 300'000), hurdle);
    const UnitPrice mark{100 + static_cast<std::int64_t>(random() % 100), 1'000'000};
    const UnitPrice navpu{1 + static_cast<std::int64_t>(random() % 10'000'000'000),
                          1'000'000 + static_cast<std::int64_t>(random() % 50'000'000'000'000)};
    const auto days = static_cast<std::int64_t>(random() % 800);
    const std::int64_t fee = performance_fee_minor(navpu, mark, terms, days);
    ASSERT_GE(fee, 0) << turn;
    if (!is_below(mark, navpu)) {
      ASSERT_EQ(fee, 0) << turn;
    }
    const UnitPrice net{navpu.nav_minor - fee + 1, navpu.units_e6};  // a cent for the rounding
    if (fee > 0) {
      ASSERT_FALSE(is_below(net, mark)) << turn;
    }
  }
}

// Property: the mark never falls and rises only where a fee was taken.
TEST(PerformanceFee, MarksRiseOnlyWithAFeeInTwoThousandSeededPeriods) {
  std::mt19937_64 random(5);
  const FeeSchedule terms = performance(200'000);
  UnitPrice mark = issue_price(aud());
  const std::int64_t units_e6 = units("123456.789");
  for (int turn = 0; turn < 2000; ++turn) {
    if (turn % 100 == 0) mark = issue_price(aud());
    const UnitPrice navpu{5'000'000 + static_cast<std::int64_t>(random() % 20'000'000), units_e6};
    const std::int64_t fee = performance_fee_minor(navpu, mark, terms, 90);
    const UnitPrice next = mark_after(mark, {navpu.nav_minor - fee, units_e6}, fee);
    ASSERT_FALSE(is_below(next, mark)) << turn;
    if (fee == 0) {
      ASSERT_EQ(next, mark) << turn;
    }
    mark = next;
  }
}

}  // namespace
}  // namespace wealthjobs::finance
