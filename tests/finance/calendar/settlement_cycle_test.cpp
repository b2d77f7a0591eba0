#include "finance/calendar/settlement_cycle.h"

#include <gtest/gtest.h>

#include <random>

#include "base/error.h"
#include "finance/calendar/built_in_calendar.h"

namespace wealthjobs::finance {
namespace {

using base::Currency;
using base::Date;

Date settled(Date trade_date, const SettlementPlace& place) {
  return settle_date(SettlementCycles(), Calendars(), trade_date, place).value();
}

struct CycleCase {
  const char* market;
  Date trade_date;
  int t_plus;
};

// RULINGS A4, both sides of every change.
TEST(SettlementCycles, ChangeOnTheRuledTradeDates) {
  const SettlementCycles cycles;
  const std::vector<CycleCase> cases{
      {"XNYS", Date::from(2000, 1, 3), 3},   {"XNYS", Date::from(2017, 9, 4), 3},
      {"XNYS", Date::from(2017, 9, 5), 2},   {"XNYS", Date::from(2024, 5, 27), 2},
      {"XNYS", Date::from(2024, 5, 28), 1},  {"XNAS", Date::from(2017, 9, 4), 3},
      {"XNAS", Date::from(2017, 9, 5), 2},   {"XNAS", Date::from(2024, 5, 27), 2},
      {"XNAS", Date::from(2024, 5, 28), 1},  {"XASX", Date::from(2016, 3, 6), 3},
      {"XASX", Date::from(2016, 3, 7), 2},   {"XASX", Date::from(2050, 1, 3), 2},
      {"XLON", Date::from(2014, 10, 5), 3},  {"XLON", Date::from(2014, 10, 6), 2},
      {"XLON", Date::from(2027, 10, 10), 2}, {"XLON", Date::from(2027, 10, 11), 1},
      {"XETR", Date::from(2014, 10, 5), 3},  {"XETR", Date::from(2014, 10, 6), 2},
      {"XPAR", Date::from(2027, 10, 10), 2}, {"XPAR", Date::from(2027, 10, 11), 1},
  };
  for (const CycleCase& expected : cases) {
    EXPECT_EQ(cycles.t_plus(expected.market, expected.trade_date), expected.t_plus)
        << expected.market << " " << expected.trade_date.iso();
  }
}

TEST(SettlementCycles, RefuseWhatTheyDoNotKnow) {
  const SettlementCycles cycles;
  EXPECT_EQ(cycles.t_plus("XHKG", Date::from(2020, 1, 2)).error(),
            SettlementRefusal::unknown_market);
  EXPECT_EQ(cycles.t_plus("XNYS", Date::from(1999, 12, 31)).error(),
            SettlementRefusal::before_first_cycle);
}

TEST(SettlementCycles, TakeTheUsersRowsOfAMarketInsteadOfTheShippedOnes) {
  const std::vector<SettlementCycle> rows{{"XASX", Date::from(2016, 3, 7), 2},
                                          {"XHKG", Date::from(2020, 6, 1), 1},
                                          {"XHKG", Date::from(2000, 1, 1), 2}};
  const SettlementCycles cycles(rows);
  EXPECT_EQ(cycles.t_plus("XASX", Date::from(2016, 3, 4)).error(),
            SettlementRefusal::before_first_cycle);
  EXPECT_EQ(cycles.t_plus("XASX", Date::from(2016, 3, 7)), 2);
  EXPECT_EQ(cycles.t_plus("XHKG", Date::from(2020, 5, 29)), 2);
  EXPECT_EQ(cycles.t_plus("XHKG", Date::from(2020, 6, 1)), 1);
  EXPECT_EQ(cycles.t_plus("XNYS", Date::from(2016, 3, 4)), 3);
}

// Golden numbers set_asx, set_us.
TEST(SettleDate, ReproducesTheWorkedExamples) {
  const Date sydney = settled(Date::from(2026, 4, 2), {"XASX", Currency::of("AUD")});
  EXPECT_EQ(sydney.iso(), "2026-04-08");
  EXPECT_EQ(sydney.weekday(), base::Weekday::wednesday);
  const Date friday = Date::from(2026, 5, 22);
  ASSERT_EQ(friday.weekday(), base::Weekday::friday);
  const Date new_york = settled(friday, {"XNYS", Currency::of("USD")});
  EXPECT_EQ(new_york.iso(), "2026-05-26");
  EXPECT_EQ(new_york.weekday(), base::Weekday::tuesday);
}

TEST(SettleDate, WaitsForTheBanksOnColumbusDay) {
  EXPECT_EQ(settled(Date::from(2020, 10, 8), {"XNYS", Currency::of("USD")}),
            Date::from(2020, 10, 13));
}

// ASX Settlement kept the local bank holidays until 2016.
TEST(SettleDate, CrossesTheLabourDayOfNewSouthWalesOnlyUntil2016) {
  EXPECT_EQ(settled(Date::from(2016, 9, 29), {"XASX", Currency::of("AUD")}),
            Date::from(2016, 10, 4));
  EXPECT_EQ(settled(Date::from(2017, 9, 28), {"XASX", Currency::of("AUD")}),
            Date::from(2017, 10, 2));
}

TEST(SettleDate, RefusesAMarketWithoutACalendar) {
  const auto refused = settle_date(SettlementCycles(), Calendars(), Date::from(2020, 1, 2),
                                   {"XMIL", Currency::of("EUR")});
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error(), SettlementRefusal::no_market_calendar);
  EXPECT_EQ(name_of(refused.error()), "no_market_calendar");
  EXPECT_EQ(name_of(SettlementRefusal::unknown_market), "unknown_market");
  EXPECT_EQ(name_of(SettlementRefusal::before_first_cycle), "before_first_cycle");
}

TEST(SettleDate, ThrowsBeyondTheCalendars) {
  EXPECT_THROW(settled(Date::from(2050, 12, 30), {"XNYS", Currency::of("USD")}), base::Error);
}

// Property, rule book VIII 15.
TEST(SettleDate, IsNeverAHolidayOfEitherCalendar) {
  std::mt19937 random(15);
  const std::vector<SettlementPlace> places{
      {"XNYS", Currency::of("USD")}, {"XASX", Currency::of("AUD")}, {"XLON", Currency::of("GBP")},
      {"XLON", Currency::of("USD")}, {"XETR", Currency::of("EUR")}, {"XPAR", Currency::of("JPY")}};
  for (int i = 0; i < 3000; ++i) {
    const auto& place = places[random() % places.size()];
    const Date trade_date = Date::from(2000, 1, 3) + static_cast<int>(random() % 18500);
    const Date date = settled(trade_date, place);
    ASSERT_TRUE(built_in_calendar(place.market)->is_business_day(date));
    ASSERT_TRUE(built_in_calendar(settlement_calendar_id(place.currency))->is_business_day(date));
    ASSERT_GT(date, trade_date);
    ASSERT_LE(date - trade_date, 20);
  }
}

}  // namespace
}  // namespace wealthjobs::finance
