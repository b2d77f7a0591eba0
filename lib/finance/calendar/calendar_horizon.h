// How far the loaded holidays still reach. An expired holiday list silently turns holidays into
// business days, so a run refuses to start on one and warns well before.
//
//   gate   the horizon ends less than min_days after D, or D is outside it        (exit 78)
//   warn   it ends less than warn_days after D
//
//   Source   rule book I.2 (min_horizon_days = 30, warning under 180), RULINGS B1
//   Example  last date 2020-12-31: D = 2020-12-01 is 30 days before, warn; 2020-12-02 is 29, gate
#pragma once

#include <string_view>

#include "base/date.h"
#include "finance/calendar/business_day.h"

namespace wealthjobs::finance {

enum class HorizonState { ok, warn, gate };
std::string_view name_of(HorizonState state);

struct HorizonLimits {
  int min_days = 30;
  int warn_days = 180;
};

HorizonState horizon_state(const CalendarSet& calendars, base::Date date,
                           const HorizonLimits& limits = {});

}  // namespace wealthjobs::finance
