#include "finance/ledger/break_age.h"

#include <algorithm>

namespace wealthjobs::finance {

int break_age_bd(const CalendarSet& calendars, base::Date first_seen, base::Date day) {
  return std::max(0, business_days_between(calendars, first_seen, day));
}

std::string_view age_bucket(int age_bd) {
  if (age_bd <= 1) return age_buckets[0];
  if (age_bd <= 3) return age_buckets[1];
  if (age_bd <= 5) return age_buckets[2];
  return age_bd <= 10 ? age_buckets[3] : age_buckets[4];
}

}  // namespace wealthjobs::finance
