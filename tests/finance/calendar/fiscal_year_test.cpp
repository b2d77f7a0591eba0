#include "finance/calendar/fiscal_year.h"

#include <gtest/gtest.h>

#include "finance/calendar/built_in_calendar.h"

namespace wealthjobs::finance {
namespace {

using base::Date;

std::optional<int> ended(const char* calendar, Date date, FiscalYearEnd end = {}) {
  const CalendarSet set(*built_in_calendar(calendar));
  return fiscal_year_ended_by(set, date, end);
}

TEST(FiscalYear, EndsOnTheLastBusinessDayOnOrBeforeItsEnd) {
  // 2024-06-30 is a Sunday
  EXPECT_EQ(ended("XASX", Date::from(2024, 6, 28), {6, 30}), 2024);
  EXPECT_FALSE(ended("XASX", Date::from(2024, 6, 27), {6, 30}));
  EXPECT_FALSE(ended("XASX", Date::from(2024, 7, 1), {6, 30}));
  // 2026-06-30 is a Tuesday
  EXPECT_EQ(ended("XASX", Date::from(2026, 6, 30), {6, 30}), 2026);
  EXPECT_EQ(ended("XNYS", Date::from(2026, 12, 31)), 2026);
  EXPECT_FALSE(ended("XNYS", Date::from(2026, 12, 30)));
}

TEST(FiscalYear, BearsTheYearOfItsEndDate) {
  // 2027-01-01 is closed, so the year ends on the last business day of 2026
  EXPECT_EQ(ended("XNYS", Date::from(2026, 12, 31), {1, 1}), 2027);
}

TEST(FiscalYear, TheEndOfFebruaryIsThe29thInALeapYear) {
  EXPECT_EQ(ended("XNYS", Date::from(2024, 2, 29), {2, 28}), 2024);
  EXPECT_FALSE(ended("XNYS", Date::from(2024, 2, 28), {2, 28}));
  EXPECT_EQ(ended("XNYS", Date::from(2023, 2, 28), {2, 28}), 2023);
}

TEST(FiscalYear, HasOneLastDayAYear) {
  for (const FiscalYearEnd end :
       {FiscalYearEnd{12, 31}, FiscalYearEnd{6, 30}, FiscalYearEnd{4, 5}}) {
    int found = 0;
    const CalendarSet set(*built_in_calendar("XLON"));
    for (Date date = Date::from(2015, 1, 10); date < Date::from(2025, 1, 10); date = date + 1) {
      if (set.is_business_day(date) && fiscal_year_ended_by(set, date, end)) ++found;
    }
    EXPECT_EQ(found, 10);
  }
}

}  // namespace
}  // namespace wealthjobs::finance
