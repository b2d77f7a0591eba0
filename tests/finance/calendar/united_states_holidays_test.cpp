#include "finance/calendar/united_states_holidays.h"

#include <gtest/gtest.h>

#include "holidays_of_year.h"

namespace wealthjobs::finance {
namespace {

using base::Date;
using testing::Days;
using testing::early_closes_of;
using testing::holidays_of;

// Lists as the exchange published them.
TEST(UnitedStatesExchange, HasTheHolidaysThatNyseAnnounced) {
  const Calendar calendar = united_states_exchange_calendar("XNYS");
  EXPECT_EQ(holidays_of(calendar, 2001),
            (Days{"01-01", "01-15", "02-19", "04-13", "05-28", "07-04", "09-03", "09-11", "09-12",
                  "09-13", "09-14", "11-22", "12-25"}));
  EXPECT_EQ(holidays_of(calendar, 2004), (Days{"01-01", "01-19", "02-16", "04-09", "05-31", "06-11",
                                               "07-05", "09-06", "11-25", "12-24"}));
  EXPECT_EQ(holidays_of(calendar, 2007), (Days{"01-01", "01-02", "01-15", "02-19", "04-06", "05-28",
                                               "07-04", "09-03", "11-22", "12-25"}));
  EXPECT_EQ(holidays_of(calendar, 2012), (Days{"01-02", "01-16", "02-20", "04-06", "05-28", "07-04",
                                               "09-03", "10-29", "10-30", "11-22", "12-25"}));
  EXPECT_EQ(holidays_of(calendar, 2022), (Days{"01-17", "02-21", "04-15", "05-30", "06-20", "07-04",
                                               "09-05", "11-24", "12-26"}));
  EXPECT_EQ(holidays_of(calendar, 2025), (Days{"01-01", "01-09", "01-20", "02-17", "04-18", "05-26",
                                               "06-19", "07-04", "09-01", "11-27", "12-25"}));
  EXPECT_EQ(holidays_of(calendar, 2026), (Days{"01-01", "01-19", "02-16", "04-03", "05-25", "06-19",
                                               "07-03", "09-07", "11-26", "12-25"}));
  EXPECT_EQ(holidays_of(calendar, 2027), (Days{"01-01", "01-18", "02-15", "03-26", "05-31", "06-18",
                                               "07-05", "09-06", "11-25", "12-24"}));
}

TEST(UnitedStatesExchange, DoesNotObserveANewYearOnASaturday) {
  const Calendar calendar = united_states_exchange_calendar("XNYS");
  EXPECT_TRUE(calendar.is_business_day(Date::from(2010, 12, 31)));
  EXPECT_TRUE(calendar.is_business_day(Date::from(2021, 12, 31)));
  EXPECT_TRUE(calendar.is_business_day(Date::from(2022, 1, 3)));
}

TEST(UnitedStatesExchange, ClosesEarlyAsAnnounced) {
  const Calendar calendar = united_states_exchange_calendar("XNYS");
  EXPECT_EQ(early_closes_of(calendar, 2002), (Days{"07-05", "11-29", "12-24"}));
  EXPECT_EQ(early_closes_of(calendar, 2003), (Days{"07-03", "11-28", "12-24", "12-26"}));
  EXPECT_EQ(early_closes_of(calendar, 2004), (Days{"11-26"}));
  EXPECT_EQ(early_closes_of(calendar, 2013), (Days{"07-03", "11-29", "12-24"}));
  EXPECT_EQ(early_closes_of(calendar, 2021), (Days{"11-26"}));
  EXPECT_EQ(early_closes_of(calendar, 2024), (Days{"07-03", "11-29", "12-24"}));
  EXPECT_EQ(early_closes_of(calendar, 2025), (Days{"07-03", "11-28", "12-24"}));
}

// Federal Reserve Bank holiday schedules.
TEST(UnitedStatesBanking, HasTheHolidaysOfTheFederalReserve) {
  const Calendar calendar = united_states_banking_calendar("USNY");
  EXPECT_EQ(holidays_of(calendar, 2001), (Days{"01-01", "01-15", "02-19", "05-28", "07-04", "09-03",
                                               "10-08", "11-12", "11-22", "12-25"}));
  EXPECT_EQ(holidays_of(calendar, 2020), (Days{"01-01", "01-20", "02-17", "05-25", "09-07", "10-12",
                                               "11-11", "11-26", "12-25"}));
  EXPECT_EQ(holidays_of(calendar, 2021), (Days{"01-01", "01-18", "02-15", "05-31", "07-05", "09-06",
                                               "10-11", "11-11", "11-25"}));
  EXPECT_EQ(holidays_of(calendar, 2022), (Days{"01-17", "02-21", "05-30", "06-20", "07-04", "09-05",
                                               "10-10", "11-11", "11-24", "12-26"}));
}

}  // namespace
}  // namespace wealthjobs::finance
