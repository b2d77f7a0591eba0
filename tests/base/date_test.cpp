#include "base/date.h"

#include <gtest/gtest.h>

#include <random>

namespace wealthjobs::base {
namespace {

TEST(Date, CountsDaysFrom1970) {
  EXPECT_EQ(Date::from(1970, 1, 1).days(), 0);
  EXPECT_EQ(Date::from(1969, 12, 31).days(), -1);
  EXPECT_EQ(Date::from(2000, 3, 1).days(), 11'017);
  EXPECT_EQ(Date::from(2020, 6, 30).days(), 18'443);
  EXPECT_EQ(Date::from(2038, 1, 19).days(), 24'855);
  EXPECT_EQ(Date(), Date::from(1970, 1, 1));
}

TEST(Date, GoesBackAndForthOnEveryDayOfItsRange) {
  const Date first = Date::from(1583, 1, 1);
  const Date last = Date::from(9999, 12, 31);
  YearMonthDay expected{1583, 1, 1};
  int weekday = static_cast<int>(Weekday::saturday);
  for (Date date = first; date <= last; date = date + 1) {
    ASSERT_EQ(date.ymd(), expected) << date.days();
    ASSERT_EQ(static_cast<int>(date.weekday()), weekday) << date.days();
    if (expected.day == 15) {
      ASSERT_EQ(Date::from(expected.year, expected.month, 15), date);
    }
    weekday = weekday % 7 + 1;
    if (++expected.day > days_in_month(expected.year, expected.month)) {
      expected.day = 1;
      if (++expected.month > 12) {
        expected.month = 1;
        ++expected.year;
      }
    }
  }
}

TEST(Date, KnowsLeapYearsAndMonthLengths) {
  EXPECT_TRUE(is_leap_year(2000));
  EXPECT_TRUE(is_leap_year(2024));
  EXPECT_FALSE(is_leap_year(1900));
  EXPECT_FALSE(is_leap_year(2100));
  EXPECT_FALSE(is_leap_year(2023));
  EXPECT_EQ(days_in_month(2024, 2), 29);
  EXPECT_EQ(days_in_month(2023, 2), 28);
  EXPECT_EQ(days_in_month(2023, 4), 30);
  EXPECT_EQ(days_in_month(2023, 12), 31);
}

TEST(Date, KnowsWeekdays) {
  EXPECT_EQ(Date::from(1970, 1, 1).weekday(), Weekday::thursday);
  EXPECT_EQ(Date::from(1969, 12, 31).weekday(), Weekday::wednesday);
  EXPECT_EQ(Date::from(2026, 4, 3).weekday(), Weekday::friday);
  EXPECT_EQ(Date::from(2020, 2, 29).weekday(), Weekday::saturday);
}

TEST(Date, ParsesIsoDatesOnly) {
  EXPECT_EQ(Date::parse("2020-06-30"), Date::from(2020, 6, 30));
  EXPECT_EQ(Date::parse("2020-02-29"), Date::from(2020, 2, 29));
  EXPECT_EQ(Date::parse("9999-12-31"), Date::from(9999, 12, 31));
  for (const char* text : {"",           "2020-6-30",           "2020-06-31",       "2021-02-29",
                           "2020-00-10", "2020-13-01",          "2020-01-00",       "20200630",
                           "2020/06/30", "30-06-2020",          "2020-06-30 ",      " 2020-06-30",
                           "2020-06-3O", "+020-06-30",          "-020-06-30",       "1582-12-31",
                           "0000-01-01", "2020-06-30T00:00:00", "2020-06-\xc2\xb2", "2020-06--1"}) {
    EXPECT_FALSE(Date::parse(text).has_value()) << text;
  }
}

TEST(Date, WritesWhatItParses) {
  EXPECT_EQ(Date::from(2020, 6, 30).iso(), "2020-06-30");
  EXPECT_EQ(Date::from(1583, 1, 1).iso(), "1583-01-01");
  std::mt19937 random(1);
  for (int i = 0; i < 1000; ++i) {
    const Date date = Date::from(1583, 1, 1) + static_cast<int>(random() % 3'000'000);
    ASSERT_EQ(Date::parse(date.iso()), date);
  }
}

TEST(Date, RefusesDatesThatDoNotExist) {
  EXPECT_FALSE(Date::from_valid(2021, 2, 29).has_value());
  EXPECT_FALSE(Date::from_valid(1582, 12, 31).has_value());
  EXPECT_FALSE(Date::from_valid(10000, 1, 1).has_value());
  EXPECT_FALSE(Date::from_valid(2020, 0, 1).has_value());
  EXPECT_FALSE(Date::from_valid(2020, 13, 1).has_value());
  EXPECT_FALSE(Date::from_valid(2020, 1, 32).has_value());
  EXPECT_DEATH(Date::from(2021, 2, 29), "broken invariant");
}

TEST(Date, FindsTheEndsOfItsMonth) {
  EXPECT_EQ(Date::from(2020, 2, 10).first_of_month(), Date::from(2020, 2, 1));
  EXPECT_EQ(Date::from(2020, 2, 10).last_of_month(), Date::from(2020, 2, 29));
  EXPECT_EQ(Date::from(2020, 12, 31).last_of_month(), Date::from(2020, 12, 31));
}

TEST(Date, AddsMonthsAndKeepsTheLastDayWhereThereIsNone) {
  EXPECT_EQ(Date::from(2020, 1, 31).plus_months(1), Date::from(2020, 2, 29));
  EXPECT_EQ(Date::from(2021, 1, 31).plus_months(1), Date::from(2021, 2, 28));
  EXPECT_EQ(Date::from(2020, 2, 29).plus_months(-12), Date::from(2019, 2, 28));
  EXPECT_EQ(Date::from(2020, 2, 29).plus_months(48), Date::from(2024, 2, 29));
  EXPECT_EQ(Date::from(2020, 1, 15).plus_months(-1), Date::from(2019, 12, 15));
  EXPECT_EQ(Date::from(2020, 12, 15).plus_months(1), Date::from(2021, 1, 15));
  EXPECT_EQ(Date::from(2020, 12, 15).plus_months(0), Date::from(2020, 12, 15));
}

TEST(Date, ComparesAndSubtracts) {
  const Date a = Date::from(2020, 2, 28);
  const Date b = Date::from(2020, 3, 1);
  EXPECT_EQ(b - a, 2);
  EXPECT_EQ(a - b, -2);
  EXPECT_EQ(b - 2, a);
  EXPECT_LT(a, b);
}

}  // namespace
}  // namespace wealthjobs::base
