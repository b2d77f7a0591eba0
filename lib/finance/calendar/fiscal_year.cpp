#include "finance/calendar/fiscal_year.h"

namespace wealthjobs::finance {
namespace {

base::Date end_date(int year, FiscalYearEnd end) {
  if (end.month == 2 && end.day == 28) return base::Date::from(year, 3, 1) - 1;
  return base::Date::from(year, end.month, end.day);
}

}  // namespace

std::optional<int> fiscal_year_ended_by(const CalendarSet& calendars, base::Date date,
                                        FiscalYearEnd end) {
  const int year = date.ymd().year;
  for (const int candidate : {year, year + 1}) {
    const base::Date last = end_date(candidate, end);
    // no market is closed for longer, and the horizon is asked no further than needed
    constexpr int longest_closure_days = 31;
    if (last < date || last - date > longest_closure_days || !calendars.covers(last)) continue;
    if (roll(calendars, last, RollConvention::preceding) == date) return candidate;
  }
  return std::nullopt;
}

}  // namespace wealthjobs::finance
