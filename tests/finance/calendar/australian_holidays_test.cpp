#include "finance/calendar/australian_holidays.h"

#include <gtest/gtest.h>

#include "holidays_of_year.h"

namespace wealthjobs::finance {
namespace {

using base::Date;
using testing::Days;
using testing::early_closes_of;
using testing::holidays_of;

// ASX trading calendars.
TEST(AustralianExchange, HasTheClosedDaysOfTheTradingCalendar) {
  const Calendar calendar = australian_exchange_calendar("XASX");
  EXPECT_EQ(holidays_of(calendar, 2010),
            (Days{"01-01", "01-26", "04-02", "04-05", "04-26", "06-14", "12-27", "12-28"}));
  EXPECT_EQ(holidays_of(calendar, 2011),
            (Days{"01-03", "01-26", "04-22", "04-25", "04-26", "06-13", "12-26", "12-27"}));
  EXPECT_EQ(holidays_of(calendar, 2021),
            (Days{"01-01", "01-26", "04-02", "04-05", "06-14", "12-27", "12-28"}));
  EXPECT_EQ(holidays_of(calendar, 2022), (Days{"01-03", "01-26", "04-15", "04-18", "04-25", "06-13",
                                               "09-22", "12-26", "12-27"}));
  EXPECT_EQ(holidays_of(calendar, 2026),
            (Days{"01-01", "01-26", "04-03", "04-06", "06-08", "12-25", "12-28"}));
}

TEST(AustralianExchange, ClosesEarlyBeforeChristmasAndNewYearButNotIn2022) {
  const Calendar calendar = australian_exchange_calendar("XASX");
  EXPECT_EQ(early_closes_of(calendar, 2021), (Days{"12-24", "12-31"}));
  EXPECT_EQ(early_closes_of(calendar, 2022), Days{});
  EXPECT_EQ(early_closes_of(calendar, 2023), (Days{"12-22", "12-29"}));
}

TEST(SydneyBanking, KeptLocalBankHolidaysUntil2016) {
  const Calendar calendar = sydney_banking_calendar("AUSY");
  EXPECT_EQ(holidays_of(calendar, 2016),
            (Days{"01-01", "01-26", "03-14", "03-25", "03-28", "04-25", "06-13", "08-01", "10-03",
                  "11-01", "12-26", "12-27"}));
  EXPECT_EQ(holidays_of(calendar, 2017),
            (Days{"01-02", "01-26", "04-14", "04-17", "04-25", "06-12", "12-25", "12-26"}));
}

TEST(SydneyBanking, IsOpenOnTheExtraAnzacMondaysOfNewSouthWales) {
  const Calendar calendar = sydney_banking_calendar("AUSY");
  EXPECT_TRUE(calendar.is_business_day(Date::from(2026, 4, 27)));
  EXPECT_TRUE(calendar.is_business_day(Date::from(2027, 4, 26)));
}

}  // namespace
}  // namespace wealthjobs::finance
