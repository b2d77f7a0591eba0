#include "finance/calendar/day_count.h"

#include <gtest/gtest.h>

#include <cmath>

#include "shared_calendar_file.h"

namespace wealthjobs::finance {
namespace {

base::Date day(const char* iso) { return base::Date::parse(iso).value(); }

TEST(DayCount, HasSixNamesAndNoOther) {
  for (const std::string_view name : day_count_names()) {
    ASSERT_TRUE(day_count_from(name)) << name;
    EXPECT_EQ(name_of(*day_count_from(name)), name);
  }
  EXPECT_EQ(day_count_names().size(), 6U);
  for (const char* name : {"ACT/365", "act/365f", "ACT/365 F", "ACT/ACT", "30/360", "Actual/360",
                           "ACT/365.25", "", "30E/360 ISDA"}) {
    EXPECT_FALSE(day_count_from(name)) << name;
  }
}

TEST(DayCount, ActualThreeSixFiveFixedIgnoresTheLeapYear) {
  EXPECT_EQ(year_fraction(DayCount::act_365f, day("2024-01-01"), day("2025-01-01")),
            (YearFraction{366, 365}));
  EXPECT_EQ(year_fraction(DayCount::act_360, day("2024-01-01"), day("2025-01-01")),
            (YearFraction{366, 360}));
}

// ISDA's own example: 61 days of 2003 and 121 days of 2004.
TEST(DayCount, IsdaSplitsThePeriodAtTheYear) {
  EXPECT_EQ(year_fraction(DayCount::act_act_isda, day("2003-11-01"), day("2004-05-01")),
            (YearFraction{61 * 366 + 121 * 365, 133'590}));
  EXPECT_EQ(year_fraction(DayCount::act_act_isda, day("2024-01-01"), day("2025-01-01")),
            (YearFraction{133'590, 133'590}));
}

TEST(DayCount, ThirtyDayMonthsDifferAtTheEndOfFebruary) {
  const base::Date february = day("2007-02-28");
  const base::Date march = day("2007-03-31");
  EXPECT_EQ(day_count_days(DayCount::thirty_360_bond, february, march), 33);
  EXPECT_EQ(day_count_days(DayCount::thirty_e_360, february, march), 32);
  EXPECT_EQ(day_count_days(DayCount::thirty_360_us, day("2006-02-28"), february), 360);
}

TEST(DayCount, AnEndBeforeTheStartIsNegative) {
  for (const std::string_view name : day_count_names()) {
    const DayCount convention = *day_count_from(name);
    const base::Date from = day("2023-12-30");
    const base::Date to = day("2024-03-31");
    EXPECT_EQ(day_count_days(convention, to, from), -day_count_days(convention, from, to));
    EXPECT_EQ(year_fraction(convention, to, from).numerator,
              -year_fraction(convention, from, to).numerator);
    EXPECT_EQ(day_count_days(convention, from, from), 0);
  }
}

TEST(DayCount, AgreesWithEveryReferenceRow) {
  const auto path = testing::shared_folder() / "reference" / "analytics" / "daycount.csv";
  std::ifstream file(path);
  WEALTHJOBS_SKIP_WITHOUT_SHARED(file.is_open());
  std::string line;
  std::getline(file, line);
  ASSERT_EQ(line, "convention,start,end,days,year_fraction");
  int rows = 0;
  while (std::getline(file, line)) {
    const auto cells = base::split_text(line, ',');
    const auto convention = day_count_from(cells.at(0));
    ASSERT_TRUE(convention) << line;
    const base::Date start = day(cells.at(1).c_str());
    const base::Date end = day(cells.at(2).c_str());
    EXPECT_EQ(day_count_days(*convention, start, end), std::stoi(cells.at(3))) << line;
    const double expected = std::stod(cells.at(4));
    EXPECT_NEAR(year_fraction(*convention, start, end).value(), expected,
                1e-12 + 1e-9 * std::abs(expected))
        << line;
    ++rows;
  }
  EXPECT_EQ(rows, 1218);
}

}  // namespace
}  // namespace wealthjobs::finance
