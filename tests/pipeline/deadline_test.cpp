#include "pipeline/deadline.h"

#include <gtest/gtest.h>

#include "base/clock.h"
#include "base/error.h"

namespace wealthjobs::pipeline {
namespace {

using base::Date;

std::string utc(const char* text, Date date, const char* zone) {
  return base::format_utc(deadline_us(*parse_deadline(text), date, zone));
}

TEST(Deadline, ReadsTheTwoForms) {
  EXPECT_EQ(*parse_deadline("18:15"), (Deadline{0, 18 * 60 + 15}));
  EXPECT_EQ(*parse_deadline("+1d 00:15"), (Deadline{1, 15}));
  EXPECT_EQ(*parse_deadline("+30d 23:59"), (Deadline{30, 1439}));
}

TEST(Deadline, RefusesImpossibleTimes) {
  for (const char* text : {"25:00", "24:00", "12:60", "9:15", "1815", "", "+d 10:00", "+1d",
                           "+1d00:15", "+1d  00:15", "-1d 10:00", "+31d 10:00", "+1d 24:00",
                           "18:15 ", " 18:15", "ab:cd", "+9999999999d 10:00", "+1d ", "+"}) {
    EXPECT_FALSE(parse_deadline(text)) << text;
  }
  EXPECT_EQ(parse_deadline("25:00").error(), "an hour is 00 to 23");
}

TEST(Deadline, FormatsWhatItReads) {
  for (const char* text : {"00:00", "18:15", "+1d 00:15", "+30d 23:59"}) {
    EXPECT_EQ(format_deadline(*parse_deadline(text)), text);
  }
}

TEST(Deadline, IsCivilTimeOfTheZone) {
  const Date winter = Date::from(2020, 1, 15);
  const Date summer = Date::from(2020, 7, 15);
  EXPECT_EQ(utc("18:15", winter, "America/New_York"), "2020-01-15T23:15:00Z");
  EXPECT_EQ(utc("18:15", summer, "America/New_York"), "2020-07-15T22:15:00Z");
  EXPECT_EQ(utc("+1d 00:15", summer, "Australia/Sydney"), "2020-07-15T14:15:00Z");
}

TEST(Deadline, TakesTheEndOfAGapAndTheFirstPassOfAnOverlap) {
  EXPECT_EQ(utc("02:30", Date::from(2020, 3, 8), "America/New_York"), "2020-03-08T07:00:00Z");
  EXPECT_EQ(utc("01:30", Date::from(2020, 11, 1), "America/New_York"), "2020-11-01T05:30:00Z");
}

TEST(Deadline, RefusesAnUnknownZone) {
  EXPECT_THROW(deadline_us({}, Date::from(2020, 1, 1), "Mars/Olympus"), base::Error);
}

}  // namespace
}  // namespace wealthjobs::pipeline
