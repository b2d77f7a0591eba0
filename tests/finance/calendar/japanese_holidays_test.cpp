#include "finance/calendar/japanese_holidays.h"

#include <gtest/gtest.h>

#include "holidays_of_year.h"

namespace wealthjobs::finance {
namespace {

using testing::Days;
using testing::holidays_of;

// Cabinet Office of Japan, national holidays, with the three days of the banks.
TEST(TokyoBanking, HasTheNationalHolidaysAndTheDaysOfTheBanks) {
  const Calendar calendar = tokyo_banking_calendar("JPTO");
  EXPECT_EQ(holidays_of(calendar, 2002),
            (Days{"01-01", "01-02", "01-03", "01-14", "02-11", "03-21", "04-29", "05-03", "05-06",
                  "09-16", "09-23", "10-14", "11-04", "12-23", "12-31"}));
  EXPECT_EQ(
      holidays_of(calendar, 2009),
      (Days{"01-01", "01-02", "01-12", "02-11", "03-20", "04-29", "05-04", "05-05", "05-06",
            "07-20", "09-21", "09-22", "09-23", "10-12", "11-03", "11-23", "12-23", "12-31"}));
  EXPECT_EQ(holidays_of(calendar, 2019),
            (Days{"01-01", "01-02", "01-03", "01-14", "02-11", "03-21", "04-29",
                  "04-30", "05-01", "05-02", "05-03", "05-06", "07-15", "08-12",
                  "09-16", "09-23", "10-14", "10-22", "11-04", "12-31"}));
  EXPECT_EQ(holidays_of(calendar, 2020),
            (Days{"01-01", "01-02", "01-03", "01-13", "02-11", "02-24", "03-20", "04-29", "05-04",
                  "05-05", "05-06", "07-23", "07-24", "08-10", "09-21", "09-22", "11-03", "11-23",
                  "12-31"}));
  EXPECT_EQ(holidays_of(calendar, 2021),
            (Days{"01-01", "01-11", "02-11", "02-23", "04-29", "05-03", "05-04", "05-05", "07-22",
                  "07-23", "08-09", "09-20", "09-23", "11-03", "11-23", "12-31"}));
  EXPECT_EQ(holidays_of(calendar, 2024),
            (Days{"01-01", "01-02", "01-03", "01-08", "02-12", "02-23", "03-20", "04-29", "05-03",
                  "05-06", "07-15", "08-12", "09-16", "09-23", "10-14", "11-04", "12-31"}));
  EXPECT_EQ(holidays_of(calendar, 2026),
            (Days{"01-01", "01-02", "01-12", "02-11", "02-23", "03-20", "04-29", "05-04", "05-05",
                  "05-06", "07-20", "08-11", "09-21", "09-22", "09-23", "10-12", "11-03", "11-23",
                  "12-31"}));
}

}  // namespace
}  // namespace wealthjobs::finance
