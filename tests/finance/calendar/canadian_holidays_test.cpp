#include "finance/calendar/canadian_holidays.h"

#include <gtest/gtest.h>

#include "holidays_of_year.h"

namespace wealthjobs::finance {
namespace {

using testing::Days;
using testing::holidays_of;

// Bank of Canada, schedules of observed holidays.
TEST(TorontoBanking, HasTheHolidaysOfTheBanks) {
  const Calendar calendar = toronto_banking_calendar("CATO");
  EXPECT_EQ(holidays_of(calendar, 2007), (Days{"01-01", "04-06", "05-21", "07-02", "08-06", "09-03",
                                               "10-08", "11-12", "12-25", "12-26"}));
  EXPECT_EQ(holidays_of(calendar, 2023),
            (Days{"01-02", "02-20", "04-07", "05-22", "07-03", "08-07", "09-04", "10-02", "10-09",
                  "11-13", "12-25", "12-26"}));
  EXPECT_EQ(holidays_of(calendar, 2024),
            (Days{"01-01", "02-19", "03-29", "05-20", "07-01", "08-05", "09-02", "09-30", "10-14",
                  "11-11", "12-25", "12-26"}));
}

}  // namespace
}  // namespace wealthjobs::finance
