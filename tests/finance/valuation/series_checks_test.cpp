#include "finance/valuation/series_checks.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/decimal.h"
#include "finance/valuation/shared_path.h"

namespace wealthjobs::finance {
namespace {

using base::Currency;
using base::Date;
using testing::ElementsAre;

PriceBar bar(std::int64_t open, std::int64_t high, std::int64_t low, std::int64_t close,
             std::int64_t volume = 100) {
  return {.date = Date::from(2020, 6, 30),
          .close_e6 = close,
          .open_e6 = open,
          .high_e6 = high,
          .low_e6 = low,
          .volume = volume};
}

RowContext context() {
  return {.latest = Date::from(2020, 6, 30),
          .quoted = Currency::of("USD"),
          .instrument = Currency::of("USD")};
}

TEST(RowChecks, AcceptAnOrderlyBar) {
  EXPECT_EQ(row_fault(bar(10, 12, 9, 11), context()), std::nullopt);
  EXPECT_EQ(row_fault(bar(10, 10, 10, 10, 0), context()), std::nullopt);
  EXPECT_EQ(row_fault({.date = Date(0),
                       .close_e6 = 5,
                       .open_e6 = {},
                       .high_e6 = {},
                       .low_e6 = {},
                       .volume = {}},
                      context()),
            std::nullopt);
}

TEST(RowChecks, NameTheFirstFault) {
  EXPECT_EQ(row_fault(bar(10, 12, 11, 12), context()), RowFault::low_above_body);
  EXPECT_EQ(row_fault(bar(10, 10, 9, 11), context()), RowFault::high_below_body);
  EXPECT_EQ(row_fault(bar(10, 12, 9, 11, -1), context()), RowFault::negative_volume);
  EXPECT_EQ(row_fault(bar(10, 12, 0, 11), context()), RowFault::price_not_positive);
  EXPECT_EQ(row_fault(bar(10, 12, -9, 11), context()), RowFault::price_not_positive);
  RowContext other = context();
  other.quoted = Currency::of("AUD");
  EXPECT_EQ(row_fault(bar(10, 12, 9, 11), other), RowFault::wrong_currency);
  other = context();
  other.is_business_day = false;
  EXPECT_EQ(row_fault(bar(10, 12, 9, 11), other), RowFault::not_a_business_day);
  other = context();
  other.latest = Date::from(2020, 6, 29);
  EXPECT_EQ(row_fault(bar(10, 12, 9, 11), other), RowFault::in_the_future);
  other = context();
  other.may_be_negative = true;
  EXPECT_EQ(row_fault(bar(-10, -9, -12, -11), other), std::nullopt);
  EXPECT_EQ(name_of(RowFault::low_above_body), "low_above_body");
}

TEST(Gaps, AreCountedAgainstTheCalendar) {
  std::vector<Date> expected;
  for (int i = 0; i < 10; ++i) expected.push_back(Date(i));
  EXPECT_EQ(count_gaps(expected, expected).verdict, GapVerdict::complete);
  const std::vector<Date> some = {Date(0), Date(2), Date(3), Date(7), Date(8), Date(9), Date(20)};
  const GapCount warned = count_gaps(expected, some);
  EXPECT_EQ(warned.verdict, GapVerdict::warn);
  EXPECT_EQ(warned.longest_run, 3);
  EXPECT_THAT(warned.missing, ElementsAre(Date(1), Date(4), Date(5), Date(6)));
  const std::vector<Date> few = {Date(0), Date(5)};
  EXPECT_EQ(count_gaps(expected, few).verdict, GapVerdict::gate_if_held);
  EXPECT_EQ(name_of(GapVerdict::gate_if_held), "gate_if_held");
}

TEST(DeadSeries, RepeatsItselfWithoutVolume) {
  std::vector<PriceBar> bars(5, bar(10, 12, 9, 11, 0));
  EXPECT_TRUE(is_dead_series(bars));
  bars[2].volume = 1;
  EXPECT_FALSE(is_dead_series(bars));
  bars[2] = bar(10, 12, 9, 10, 0);
  EXPECT_FALSE(is_dead_series(bars));
  EXPECT_FALSE(is_dead_series(std::vector<PriceBar>(4, bar(10, 12, 9, 11, 0))));
}

TEST(ModifiedZ, GivesTheWorkedExample) {
  const std::vector<double> returns = {0.004,  -0.003, 0.002, -0.001, 0.005,
                                       -0.006, 0.001,  0.003, -0.002, 0.06};
  const RobustScale scale = robust_scale(returns);
  EXPECT_NEAR(scale.median, 0.0015, 1e-15);
  EXPECT_NEAR(scale.mad, 0.0030, 1e-15);
  EXPECT_NEAR(*modified_z(0.06, scale), 13.1526, 5e-5);
  EXPECT_NEAR(*modified_z(0.005, scale), 0.7869, 5e-5);
  EXPECT_TRUE(is_outlier(returns));
  EXPECT_FALSE(is_outlier(std::span(returns).first(9)));
}

TEST(ModifiedZ, FallsBackToTheMeanDeviation) {
  std::vector<double> flat(20, 0.0);
  flat.back() = 0.02;
  const RobustScale scale = robust_scale(flat);
  EXPECT_EQ(scale.mad, 0.0);
  EXPECT_NEAR(*modified_z(0.02, scale), 0.02 / (1.2533 * 0.001), 1e-9);
  EXPECT_TRUE(is_outlier(flat));
}

TEST(ModifiedZ, CallsAnyMoveAboveOnePercentSuspiciousInADeadMarket) {
  const std::vector<double> constant(10, 0.02);
  EXPECT_EQ(modified_z(0.02, robust_scale(constant)), std::nullopt);
  EXPECT_TRUE(is_outlier(constant));
  EXPECT_FALSE(is_outlier(std::vector<double>(10, 0.01)));
  EXPECT_FALSE(is_outlier({}));
}

TEST(ModifiedZ, LooksBackSixtyReturns) {
  std::vector<double> returns(200, 0.0);
  for (std::size_t i = 0; i < 140; ++i) returns[i] = i % 2 == 0 ? 0.05 : -0.05;
  for (std::size_t i = 140; i < 200; ++i) returns[i] = i % 2 == 0 ? 0.001 : -0.001;
  returns.back() = 0.02;
  EXPECT_TRUE(is_outlier(returns)) << "the wild days before the window must not hide it";
}

TEST(RowChecks, PassEveryRowOfTheRealFiles) {
  WEALTHJOBS_NEEDS_SHARED("data/prices/AAPL.csv");
  std::size_t rows_seen = 0;
  RowContext real = context();
  real.latest = Date::from(2020, 12, 31);
  std::vector<Date> sessions;
  for (const auto& entry : std::filesystem::directory_iterator(shared_path("data/prices"))) {
    const auto rows = csv_rows(entry.path());
    std::vector<Date> present;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const auto e6 = [&](std::size_t column) {
        return *base::parse_decimal_rounded(rows[i][column], base::price_scale);
      };
      const PriceBar b{.date = *Date::parse(rows[i][0]),
                       .close_e6 = e6(4),
                       .open_e6 = e6(1),
                       .high_e6 = e6(2),
                       .low_e6 = e6(3),
                       .volume = *base::parse_decimal(rows[i][6], 0)};
      ASSERT_EQ(row_fault(b, real), std::nullopt) << entry.path() << " line " << i + 1;
      present.push_back(b.date);
      ++rows_seen;
    }
    if (sessions.empty()) sessions = present;
    ASSERT_EQ(count_gaps(sessions, present).verdict, GapVerdict::complete) << entry.path();
  }
  EXPECT_EQ(rows_seen, 64U * 1'511U);
}

}  // namespace
}  // namespace wealthjobs::finance
