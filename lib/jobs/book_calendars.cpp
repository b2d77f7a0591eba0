#include "jobs/book_calendars.h"

#include <vector>

#include "base/error.h"
#include "store/database.h"
#include "store/master.h"

namespace wealthjobs::jobs {

finance::Calendars load_calendars(store::Database& book) {
  std::vector<finance::HolidayRow> rows;
  for (const store::CalendarOverride& row : store::load_calendar_overrides(book)) {
    const auto kind = finance::holiday_kind_named(row.kind);
    rows.push_back({row.calendar, row.day, kind.value_or(finance::HolidayKind::full), row.name});
  }
  auto calendars = finance::Calendars::of(rows);
  if (!calendars) {
    throw base::Error(base::ErrorKind::config, "holidays.csv: " + calendars.error(),
                      "import the missing years of holidays.csv");
  }
  return std::move(*calendars);
}

const finance::Calendar& calendar_named(const finance::Calendars& calendars,
                                        const std::string& id) {
  const finance::Calendar* calendar = calendars.find(id);
  if (calendar == nullptr) {
    throw base::Error(base::ErrorKind::config,
                      "calendar \"" + id + "\" is neither shipped nor in holidays.csv",
                      "import a holidays.csv for it, or name a shipped calendar");
  }
  return *calendar;
}

}  // namespace wealthjobs::jobs
