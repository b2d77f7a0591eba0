#include "finance/calendar/statement_period.h"

#include <gtest/gtest.h>

namespace wealthjobs::finance {
namespace {

using base::Date;

TEST(StatementPeriod, IsAYearAQuarterOrAMonth) {
  EXPECT_EQ(statement_period("2024"),
            (StatementPeriod{Date::from(2024, 1, 1), Date::from(2024, 12, 31)}));
  EXPECT_EQ(statement_period("2024Q1"),
            (StatementPeriod{Date::from(2024, 1, 1), Date::from(2024, 3, 31)}));
  EXPECT_EQ(statement_period("2023Q4"),
            (StatementPeriod{Date::from(2023, 10, 1), Date::from(2023, 12, 31)}));
  EXPECT_EQ(statement_period("2024-02"),
            (StatementPeriod{Date::from(2024, 2, 1), Date::from(2024, 2, 29)}));
}

TEST(StatementPeriod, RefusesAnythingElse) {
  for (const char* text : {"", "24", "2024Q0", "2024Q5", "2024q1", "2024-00", "2024-13", "2024-1",
                           "2024-01-31", "1024", "9999", "Q1 2024", "2024Q11"}) {
    EXPECT_FALSE(statement_period(text)) << text;
  }
}

}  // namespace
}  // namespace wealthjobs::finance
