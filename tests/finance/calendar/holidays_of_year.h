// The full holidays of one calendar in one year as text, so that a test reads like the printed
// list.
#pragma once

#include <string>
#include <vector>

#include "finance/calendar/calendar.h"

namespace wealthjobs::finance::testing {

inline std::vector<std::string> days_of(const Calendar& calendar, int year, HolidayKind kind) {
  std::vector<std::string> days;
  for (const auto& holiday : calendar.holidays()) {
    if (holiday.date.ymd().year == year && holiday.kind == kind) {
      days.push_back(holiday.date.iso().substr(5));
    }
  }
  return days;
}

inline std::vector<std::string> holidays_of(const Calendar& calendar, int year) {
  return days_of(calendar, year, HolidayKind::full);
}

inline std::vector<std::string> early_closes_of(const Calendar& calendar, int year) {
  return days_of(calendar, year, HolidayKind::early_close);
}

using Days = std::vector<std::string>;

}  // namespace wealthjobs::finance::testing
