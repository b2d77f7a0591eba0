#include "base/time_zone.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/clock.h"
#include "base/error.h"

namespace wealthjobs::base {
namespace {

constexpr int minute = 60;
constexpr int hour = 3600;

std::string utc_of(const char* zone, Date date, int second_of_day) {
  return format_utc(wall_us_of(zone, date, second_of_day));
}

TEST(WallUsOf, TakesTheOffsetOfTheDay) {
  EXPECT_EQ(utc_of("America/New_York", Date::from(2020, 6, 30), 18 * hour), "2020-06-30T22:00:00Z");
  EXPECT_EQ(utc_of("America/New_York", Date::from(2020, 1, 2), 18 * hour), "2020-01-02T23:00:00Z");
  EXPECT_EQ(utc_of("Australia/Sydney", Date::from(2020, 6, 30), 18 * hour), "2020-06-30T08:00:00Z");
  EXPECT_EQ(utc_of("Australia/Sydney", Date::from(2020, 1, 2), 18 * hour), "2020-01-02T07:00:00Z");
  EXPECT_EQ(utc_of("UTC", Date::from(2020, 6, 30), 0), "2020-06-30T00:00:00Z");
}

// RULINGS B7: the end of the gap.
TEST(WallUsOf, EndsTheSpringGap) {
  const Date new_york = Date::from(2020, 3, 8);
  EXPECT_EQ(utc_of("America/New_York", new_york, 2 * hour), "2020-03-08T07:00:00Z");
  EXPECT_EQ(utc_of("America/New_York", new_york, 2 * hour + 30 * minute), "2020-03-08T07:00:00Z");
  EXPECT_EQ(utc_of("America/New_York", new_york, 3 * hour), "2020-03-08T07:00:00Z");
  EXPECT_EQ(utc_of("America/New_York", new_york, 2 * hour - 1), "2020-03-08T06:59:59Z");
  const Date sydney = Date::from(2020, 10, 4);
  EXPECT_EQ(utc_of("Australia/Sydney", sydney, 2 * hour + 30 * minute), "2020-10-03T16:00:00Z");
  EXPECT_EQ(utc_of("Australia/Sydney", sydney, 3 * hour), "2020-10-03T16:00:00Z");
}

// Samoa left 2011-12-30 out: its gap is a whole day.
TEST(WallUsOf, EndsAGapOfAWholeDay) {
  EXPECT_EQ(utc_of("Pacific/Apia", Date::from(2011, 12, 30), 12 * hour), "2011-12-30T10:00:00Z");
  EXPECT_EQ(utc_of("Pacific/Apia", Date::from(2011, 12, 29), 23 * hour), "2011-12-30T09:00:00Z");
  EXPECT_EQ(utc_of("Pacific/Apia", Date::from(2011, 12, 31), hour), "2011-12-30T11:00:00Z");
}

// RULINGS B7: the first pass.
TEST(WallUsOf, TakesTheFirstPassOfTheAutumnOverlap) {
  EXPECT_EQ(utc_of("America/New_York", Date::from(2020, 11, 1), hour + 30 * minute),
            "2020-11-01T05:30:00Z");
  EXPECT_EQ(utc_of("America/New_York", Date::from(2020, 11, 1), 2 * hour), "2020-11-01T07:00:00Z");
  EXPECT_EQ(utc_of("Australia/Sydney", Date::from(2020, 4, 5), 2 * hour + 30 * minute),
            "2020-04-04T15:30:00Z");
}

TEST(CivilTime, TellsBothPassesOfTheOverlapApartByTheirOffset) {
  const std::int64_t first = wall_us_of("America/New_York", Date::from(2020, 11, 1), hour);
  const CivilTime before = civil_time("America/New_York", first);
  const CivilTime after = civil_time("America/New_York", first + std::int64_t{hour} * 1'000'000);
  EXPECT_EQ(before.second_of_day, after.second_of_day);
  EXPECT_EQ(before.utc_offset_s, -4 * hour);
  EXPECT_EQ(after.utc_offset_s, -5 * hour);
}

TEST(CivilTime, IsInvertedByWallUsOf) {
  for (const char* zone : {"America/New_York", "Australia/Sydney", "Europe/London", "Asia/Tokyo",
                           "Asia/Kolkata", "UTC"}) {
    for (int day = 0; day < 366; ++day) {
      const Date date = Date::from(2020, 1, 1) + day;
      const CivilTime time = civil_time(zone, wall_us_of(zone, date, 18 * hour));
      ASSERT_EQ(time.date, date) << zone;
      ASSERT_EQ(time.second_of_day, 18 * hour) << zone << " " << date.iso();
    }
  }
}

TEST(CivilTime, CountsDownBefore1970) {
  const CivilTime time = civil_time("UTC", -1);
  EXPECT_EQ(time.date, Date::from(1969, 12, 31));
  EXPECT_EQ(time.second_of_day, 86'399);
}

TEST(CivilTime, LeavesTheEnvironmentAlone) {
  setenv("TZ", "Asia/Tokyo", 1);
  EXPECT_EQ(civil_time("America/New_York", 0).utc_offset_s, -5 * hour);
  EXPECT_STREQ(getenv("TZ"), "Asia/Tokyo");
  unsetenv("TZ");
  EXPECT_EQ(civil_time("Europe/London", 0).utc_offset_s, hour);
  EXPECT_EQ(getenv("TZ"), nullptr);
  EXPECT_EQ(civil_time("America/New_York", 0).utc_offset_s, -5 * hour);
}

TEST(FormatCivil, WritesTheOffset) {
  EXPECT_EQ(format_civil({Date::from(2020, 6, 30), 18 * hour, -4 * hour}),
            "2020-06-30T18:00:00-04:00");
  EXPECT_EQ(format_civil({Date::from(2020, 6, 30), 5, 5 * hour + 30 * minute}),
            "2020-06-30T00:00:05+05:30");
  EXPECT_EQ(format_civil({Date::from(2020, 6, 30), 86'399, 0}), "2020-06-30T23:59:59+00:00");
}

TEST(TimeZone, RefusesAZoneThatDoesNotExist) {
  EXPECT_TRUE(is_time_zone("America/New_York"));
  EXPECT_TRUE(is_time_zone("UTC"));
  for (const char* zone : {"", "Mars/Olympus", "America", "../etc/passwd", "america/new_york "}) {
    EXPECT_FALSE(is_time_zone(zone)) << zone;
  }
  try {
    (void)civil_time("Mars/Olympus", 0);
    FAIL() << "known";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::config);
    EXPECT_EQ(error.message(), "unknown time zone \"Mars/Olympus\"");
  }
  EXPECT_THROW(wall_us_of("", Date::from(2020, 1, 1), 0), Error);
}

}  // namespace
}  // namespace wealthjobs::base
