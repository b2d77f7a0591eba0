#include "finance/calendar/built_in_calendar.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <set>

#include "finance/calendar/business_day.h"
#include "shared_calendar_file.h"

namespace wealthjobs::finance {
namespace {

using base::Currency;
using base::Date;

std::string clock_text(int minute) {
  char text[8];
  std::snprintf(text, sizeof text, "%02d:%02d", minute / 60 % 24, minute % 60);
  return text;
}

class SharedCalendar : public ::testing::TestWithParam<const char*> {};

TEST_P(SharedCalendar, IsEqualDayByDay) {
  const auto shared = testing::shared_calendar(GetParam());
  WEALTHJOBS_SKIP_WITHOUT_SHARED(shared.has_value());
  const Calendar* calendar = built_in_calendar(GetParam());
  ASSERT_NE(calendar, nullptr);

  std::vector<std::string> expected;
  for (const auto& day : *shared) {
    expected.push_back(day.date.iso() + " " + day.kind + " " + day.close_local);
  }
  std::vector<std::string> ours;
  for (const auto& holiday : calendar->holidays()) {
    const int year = holiday.date.ymd().year;
    if (year < 2015 || year > 2020) continue;
    const auto minute = calendar->early_close_minute(holiday.date);
    ours.push_back(holiday.date.iso() + " " + std::string(name_of(holiday.kind)) + " " +
                   (minute ? clock_text(*minute) : ""));
  }
  EXPECT_EQ(ours, expected);
}

INSTANTIATE_TEST_SUITE_P(BuiltInCalendar, SharedCalendar,
                         ::testing::Values("XNYS", "XASX", "XLON"));

// 1,511 sessions: README of the shared data.
TEST(BuiltInCalendar, CountsTheSessionsOfNewYork) {
  const Calendar* calendar = built_in_calendar("XNYS");
  EXPECT_EQ(business_days(*calendar, Date::from(2015, 1, 1), Date::from(2020, 12, 31)).size(),
            1511U);
}

// Every price file of the shared data holds exactly the sessions of New York.
TEST(BuiltInCalendar, HasADayForEveryRowOfAPriceFile) {
  std::ifstream file(testing::shared_folder() / "data" / "prices" / "AAPL.csv");
  WEALTHJOBS_SKIP_WITHOUT_SHARED(file.good());
  std::vector<Date> dates;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) dates.push_back(Date::parse(line.substr(0, 10)).value());
  EXPECT_EQ(
      business_days(*built_in_calendar("XNYS"), Date::from(2015, 1, 1), Date::from(2020, 12, 31)),
      dates);
}

// The European Central Bank publishes rates on TARGET days.
TEST(BuiltInCalendar, HasADayForEveryRowOfTheEuroRates) {
  std::ifstream file(testing::shared_folder() / "data" / "fx" / "eurofxref-hist.csv");
  WEALTHJOBS_SKIP_WITHOUT_SHARED(file.good());
  std::set<Date> dates;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) dates.insert(Date::parse(line.substr(0, 10)).value());
  const auto ours =
      business_days(*built_in_calendar("TARGET"), Date::from(2015, 1, 1), Date::from(2020, 12, 31));
  EXPECT_EQ(std::vector<Date>(dates.begin(), dates.end()), ours);
}

TEST(BuiltInCalendar, CoversTheSameYearsInEveryCalendar) {
  for (const std::string_view id : built_in_calendar_ids()) {
    const Calendar* calendar = built_in_calendar(id);
    ASSERT_NE(calendar, nullptr) << id;
    EXPECT_EQ(calendar->id(), id);
    EXPECT_EQ(calendar->first_date(), Date::from(2000, 1, 1)) << id;
    EXPECT_EQ(calendar->last_date(), Date::from(2050, 12, 31)) << id;
    EXPECT_EQ(calendar, built_in_calendar(id)) << "made once";
    for (const auto& holiday : calendar->holidays()) {
      EXPECT_FALSE(calendar->is_weekend(holiday.date)) << id << " " << holiday.date.iso();
      EXPECT_NE(calendar->name_of(holiday), "") << id << " " << holiday.date.iso();
    }
  }
  EXPECT_EQ(built_in_calendar("XHKG"), nullptr);
  EXPECT_EQ(built_in_calendar(""), nullptr);
  EXPECT_EQ(built_in_calendar("xnys"), nullptr);
}

TEST(BuiltInCalendar, GivesNasdaqTheDaysOfNewYork) {
  const auto new_york = built_in_calendar("XNYS")->holidays();
  const auto nasdaq = built_in_calendar("XNAS")->holidays();
  ASSERT_EQ(new_york.size(), nasdaq.size());
  for (std::size_t i = 0; i < nasdaq.size(); ++i) {
    EXPECT_EQ(nasdaq[i].date, new_york[i].date);
    EXPECT_EQ(nasdaq[i].kind, new_york[i].kind);
  }
}

TEST(SettlementCalendarId, IsKnownForEveryCurrency) {
  EXPECT_EQ(settlement_calendar_id(Currency::of("USD")), "USNY");
  EXPECT_EQ(settlement_calendar_id(Currency::of("AUD")), "AUSY");
  EXPECT_EQ(settlement_calendar_id(Currency::of("GBP")), "GBLO");
  EXPECT_EQ(settlement_calendar_id(Currency::of("EUR")), "TARGET");
  EXPECT_EQ(settlement_calendar_id(Currency::of("CHF")), "CHZU");
  EXPECT_EQ(settlement_calendar_id(Currency::of("CAD")), "CATO");
  EXPECT_EQ(settlement_calendar_id(Currency::of("JPY")), "JPTO");
  EXPECT_EQ(settlement_calendar_id(Currency::of("HKD")), "WEEKEND");
  for (const char* code : {"USD", "AUD", "GBP", "EUR", "CHF", "CAD", "JPY", "HKD"}) {
    EXPECT_NE(built_in_calendar(settlement_calendar_id(Currency::of(code))), nullptr);
  }
}

TEST(WeekendCalendar, HasNoHolidays) {
  const Calendar* calendar = built_in_calendar("WEEKEND");
  EXPECT_TRUE(calendar->holidays().empty());
  EXPECT_TRUE(calendar->is_business_day(Date::from(2020, 12, 25)));
  EXPECT_FALSE(calendar->is_business_day(Date::from(2020, 12, 26)));
}

}  // namespace
}  // namespace wealthjobs::finance
