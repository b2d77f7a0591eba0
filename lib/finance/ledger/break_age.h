// How old a break is, in business days, and the bucket that reports put it into.
//
//   age     = business days in (first seen, day]
//   buckets   0-1, 2-3, 4-5, 6-10, >10
//
//   Source   domain job 8
//   Example  first seen 2026-04-02, on 2026-04-14 with XASX closed on 2026-04-03 and 2026-04-06:
//            age 6 (12 civil days), bucket 6-10
//   Failure  a day outside the calendar throws Error(config)
#pragma once

#include <array>
#include <string_view>

#include "base/date.h"
#include "finance/calendar/business_day.h"

namespace wealthjobs::finance {

inline constexpr std::array<std::string_view, 5> age_buckets{"0-1", "2-3", "4-5", "6-10", ">10"};

// Zero where `day` lies before the first sight.
int break_age_bd(const CalendarSet& calendars, base::Date first_seen, base::Date day);

std::string_view age_bucket(int age_bd);

}  // namespace wealthjobs::finance
