// Which business day closes a fiscal year: the last one on or before [calendar] fiscal_year_end.
//
//   End        month and day; 02-28 is the end of February, the 29th of a leap year
//   Name       a fiscal year bears the calendar year of its end date
//   Example    06-30 under XASX: 2024-06-30 is a Sunday, so 2024-06-28 ends fiscal year 2024.
//              01-01 under XNYS: 2026-12-31 ends fiscal year 2027
//   Source     domain job 9 (closing entries of the year), RULINGS C5 (the year's end is a setting)
#pragma once

#include <optional>

#include "base/date.h"
#include "finance/calendar/business_day.h"

namespace wealthjobs::finance {

struct FiscalYearEnd {
  int month = 12;
  int day = 31;
};

// The fiscal year that `date` ends; nothing for every other day.
std::optional<int> fiscal_year_ended_by(const CalendarSet& calendars, base::Date date,
                                        FiscalYearEnd end);

}  // namespace wealthjobs::finance
