#include "finance/calendar/united_kingdom_holidays.h"

#include <gtest/gtest.h>

#include "holidays_of_year.h"

namespace wealthjobs::finance {
namespace {

using testing::Days;
using testing::early_closes_of;
using testing::holidays_of;

// gov.uk, UK bank holidays (England and Wales).
TEST(LondonExchange, HasTheBankHolidaysWithTheirRoyalExceptions) {
  const Calendar calendar = london_exchange_calendar("XLON");
  EXPECT_EQ(holidays_of(calendar, 2002), (Days{"01-01", "03-29", "04-01", "05-06", "06-03", "06-04",
                                               "08-26", "12-25", "12-26"}));
  EXPECT_EQ(holidays_of(calendar, 2011), (Days{"01-03", "04-22", "04-25", "04-29", "05-02", "05-30",
                                               "08-29", "12-26", "12-27"}));
  EXPECT_EQ(holidays_of(calendar, 2012), (Days{"01-02", "04-06", "04-09", "05-07", "06-04", "06-05",
                                               "08-27", "12-25", "12-26"}));
  EXPECT_EQ(holidays_of(calendar, 2020),
            (Days{"01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"}));
  EXPECT_EQ(holidays_of(calendar, 2021),
            (Days{"01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"}));
  EXPECT_EQ(holidays_of(calendar, 2022), (Days{"01-03", "04-15", "04-18", "05-02", "06-02", "06-03",
                                               "08-29", "09-19", "12-26", "12-27"}));
  EXPECT_EQ(holidays_of(calendar, 2023), (Days{"01-02", "04-07", "04-10", "05-01", "05-08", "05-29",
                                               "08-28", "12-25", "12-26"}));
  EXPECT_EQ(early_closes_of(calendar, 2022), (Days{"12-23", "12-30"}));
  EXPECT_EQ(early_closes_of(calendar, 2025), (Days{"12-24", "12-31"}));
}

TEST(LondonBanking, HasTheSameHolidaysAndNoHalfDays) {
  const Calendar exchange = london_exchange_calendar("XLON");
  const Calendar banking = london_banking_calendar("GBLO");
  for (int year = 2000; year <= 2050; ++year) {
    EXPECT_EQ(holidays_of(exchange, year), holidays_of(banking, year));
    EXPECT_TRUE(early_closes_of(banking, year).empty());
  }
}

}  // namespace
}  // namespace wealthjobs::finance
