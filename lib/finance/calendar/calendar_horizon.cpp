#include "finance/calendar/calendar_horizon.h"

namespace wealthjobs::finance {

std::string_view name_of(HorizonState state) {
  switch (state) {
    case HorizonState::ok:
      return "ok";
    case HorizonState::warn:
      return "warn";
    case HorizonState::gate:
      return "gate";
  }
  return "gate";
}

HorizonState horizon_state(const CalendarSet& calendars, base::Date date,
                           const HorizonLimits& limits) {
  if (!calendars.covers(date)) return HorizonState::gate;
  const int days_left = calendars.last_date() - date;
  if (days_left < limits.min_days) return HorizonState::gate;
  return days_left < limits.warn_days ? HorizonState::warn : HorizonState::ok;
}

}  // namespace wealthjobs::finance
