#include "business_dates.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace wealthjobs::app {
namespace {

using base::Date;

class FixedClock final : public base::Clock {
 public:
  explicit FixedClock(std::int64_t us) : us_(us) {}
  [[nodiscard]] std::int64_t wall_us() const override { return us_; }
  [[nodiscard]] std::int64_t monotonic_us() const override { return us_; }

 private:
  std::int64_t us_;
};

constexpr std::int64_t thursday_evening_utc = 1'593'730'800'000'000;  // 2020-07-02 23:00 UTC

BusinessDates new_york(std::int64_t now_us, pipeline::CalendarSettings settings = {}) {
  static const finance::Calendars calendars;
  return {calendars, "XNYS", "America/New_York", settings, FixedClock(now_us)};
}

TEST(BusinessDates, TakesADayAsCompletedAfterItsEnd) {
  // 19:00 in New York, day_end is 18:00
  EXPECT_EQ(new_york(thursday_evening_utc).last_completed().iso(), "2020-07-02");
  const auto two_hours = std::int64_t{2} * 3'600 * 1'000'000;
  EXPECT_EQ(new_york(thursday_evening_utc - two_hours).last_completed().iso(), "2020-07-01");
}

TEST(BusinessDates, ReadsWhatPeopleType) {
  const BusinessDates dates = new_york(thursday_evening_utc);
  EXPECT_EQ(dates.parse("").iso(), "2020-07-02");
  EXPECT_EQ(dates.parse("last-business-day").iso(), "2020-07-02");
  EXPECT_EQ(dates.parse("today").iso(), "2020-07-02");
  EXPECT_EQ(dates.parse("yesterday").iso(), "2020-07-01");
  EXPECT_EQ(dates.parse("today-3bd").iso(), "2020-06-29");
  EXPECT_EQ(dates.parse("2020-06-30").iso(), "2020-06-30");
  for (const char* text : {"30.06.2020", "2020-02-30", "today-bd", "today-xbd", "tomorrow"}) {
    EXPECT_THROW((void)dates.parse(text), base::Error) << text;
  }
}

TEST(BusinessDates, LetsAPinnedTodayBeOver) {
  pipeline::CalendarSettings settings;
  settings.pinned_today = Date::from(2020, 12, 31);
  EXPECT_EQ(new_york(0, settings).last_completed().iso(), "2020-12-31");
}

TEST(BusinessDates, ListsTheBusinessDaysOfARange) {
  const BusinessDates dates = new_york(thursday_evening_utc);
  const auto days = dates.range("2020-07-01", "2020-07-07");
  ASSERT_EQ(days.size(), 4U);  // Independence Day observed on the 3rd, then a weekend
  EXPECT_EQ(days[2].iso(), "2020-07-06");
  EXPECT_THROW((void)dates.range("2020-07-02", "2020-07-01"), base::Error);
}

TEST(BusinessDates, KnowsWhatADayIs) {
  const BusinessDates dates = new_york(thursday_evening_utc);
  EXPECT_TRUE(dates.facts(Date::from(2020, 6, 30)).is_quarter_end);
  EXPECT_TRUE(dates.facts(Date::from(2020, 7, 1)).is_first_business_day);
  EXPECT_FALSE(dates.facts(Date::from(2020, 7, 3)).is_business_day);
}

TEST(BusinessDates, MovesAClosedDayAsThePipelineSays) {
  const BusinessDates dates = new_york(thursday_evening_utc);
  const Date holiday = Date::from(2020, 7, 3);
  EXPECT_EQ(dates.moved(holiday, pipeline::OnClosed::previous).iso(), "2020-07-02");
  EXPECT_EQ(dates.moved(holiday, pipeline::OnClosed::next).iso(), "2020-07-06");
  EXPECT_EQ(dates.moved(holiday, pipeline::OnClosed::skip), holiday);
}

}  // namespace
}  // namespace wealthjobs::app
