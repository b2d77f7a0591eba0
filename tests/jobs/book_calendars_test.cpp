#include "jobs/book_calendars.h"

#include "base/error.h"
#include "scratch_book.h"

namespace wealthjobs::jobs::testing {
namespace {

TEST(BookCalendars, ShippedCalendarsNeedNoFile) {
  ScratchBook scratch;
  const finance::Calendars calendars = load_calendars(scratch.book);
  EXPECT_FALSE(calendar_named(calendars, "XASX").is_business_day(day("2026-04-03")));
  EXPECT_TRUE(calendar_named(calendars, "XASX").is_business_day(day("2026-04-02")));
}

TEST(BookCalendars, HolidaysOfTheBookStandOverThem) {
  ScratchBook scratch;
  scratch.write([](auto& transaction) {
    save_calendar_overrides(transaction, std::vector<store::CalendarOverride>{
                                             {"XASX", day("2026-04-02"), "holiday", "flood"}});
  });
  const finance::Calendars calendars = load_calendars(scratch.book);
  EXPECT_FALSE(calendar_named(calendars, "XASX").is_business_day(day("2026-04-02")));
}

TEST(BookCalendars, UnknownCalendarIsAConfigurationError) {
  ScratchBook scratch;
  const finance::Calendars calendars = load_calendars(scratch.book);
  try {
    (void)calendar_named(calendars, "XMOON");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::config);
  }
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
