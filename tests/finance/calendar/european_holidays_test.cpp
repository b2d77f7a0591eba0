#include "finance/calendar/european_holidays.h"

#include <gtest/gtest.h>

#include "holidays_of_year.h"

namespace wealthjobs::finance {
namespace {

using testing::Days;
using testing::early_closes_of;
using testing::holidays_of;

TEST(Target, HasTheClosingDaysOfTheEcb) {
  const Calendar calendar = target_calendar("TARGET");
  EXPECT_EQ(holidays_of(calendar, 2000), (Days{"04-21", "04-24", "05-01", "12-25", "12-26"}));
  EXPECT_EQ(holidays_of(calendar, 2001),
            (Days{"01-01", "04-13", "04-16", "05-01", "12-25", "12-26", "12-31"}));
  EXPECT_EQ(holidays_of(calendar, 2020), (Days{"01-01", "04-10", "04-13", "05-01", "12-25"}));
  EXPECT_EQ(holidays_of(calendar, 2026), (Days{"01-01", "04-03", "04-06", "05-01", "12-25"}));
}

TEST(Xetra, HasTheClosedDaysOfDeutscheBoerse) {
  const Calendar calendar = xetra_calendar("XETR");
  EXPECT_EQ(holidays_of(calendar, 2017),
            (Days{"04-14", "04-17", "05-01", "06-05", "10-03", "10-31", "12-25", "12-26"}));
  EXPECT_EQ(holidays_of(calendar, 2022), (Days{"04-15", "04-18", "12-26"}));
  EXPECT_EQ(early_closes_of(calendar, 2018), (Days{"12-28"}));
  EXPECT_EQ(early_closes_of(calendar, 2022), (Days{"12-30"}));
}

TEST(EuronextParis, HasTheClosedDaysOfEuronext) {
  const Calendar calendar = euronext_paris_calendar("XPAR");
  EXPECT_EQ(holidays_of(calendar, 2001),
            (Days{"01-01", "04-13", "04-16", "05-01", "06-04", "12-25", "12-26", "12-31"}));
  EXPECT_EQ(holidays_of(calendar, 2024),
            (Days{"01-01", "03-29", "04-01", "05-01", "12-25", "12-26"}));
  EXPECT_EQ(early_closes_of(calendar, 2024), (Days{"12-24", "12-31"}));
}

TEST(ZurichBanking, HasTheHolidaysOfTheCanton) {
  const Calendar calendar = zurich_banking_calendar("CHZU");
  EXPECT_EQ(holidays_of(calendar, 2024), (Days{"01-01", "01-02", "03-29", "04-01", "05-01", "05-09",
                                               "05-20", "08-01", "12-25", "12-26"}));
}

}  // namespace
}  // namespace wealthjobs::finance
