// The breaks as sections of a report: how far the custodians are reconciled, the breaks by age, and
// every break that stands.
#pragma once

#include <vector>

#include "base/date.h"
#include "finance/calendar/business_day.h"
#include "jobs/custodian_status.h"
#include "render/document.h"
#include "store/breaks.h"

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::jobs {

// One row a break, as `breaks list` and the report show it; ages are those of `day`.
render::Table breaks_table(const std::vector<store::Break>& breaks, base::Date day,
                           const finance::CalendarSet& primary);

// Three sections: custodian, break_ages, breaks. Breaks as they stood at the end of `day`.
std::vector<render::Section> break_sections(store::Database& book, const CustodianStatus& status,
                                            base::Date day, const finance::CalendarSet& primary);

}  // namespace wealthjobs::jobs
