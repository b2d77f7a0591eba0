// Which custodian's statement of which day an evening compares with the book (RULINGS A10).
//
//   day of a statement  = business date - lag_bd business days of the primary calendar
//   expected            those of [custodian.NAME], and those that have delivered: one that jobs.toml
//                       does not name and that has been silent for more than 10 business days has
//                       left. A day before the book's first inception is nobody's
//   settings            of [custodian.NAME]; of others the defaults: lag 1, not required
//   Incomplete          a statement of which a row waits in quarantine is not compared
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "finance/calendar/business_day.h"
#include "jobs/job.h"
#include "store/master.h"

namespace wealthjobs::jobs {

struct CustodianSource {
  pipeline::Custodian settings;
  base::Date statement_day;
  base::Date newest_day;             // of its newest statement up to statement_day
  std::string digest;                // of what it delivered; empty: nothing
  std::int64_t quarantined_rows = 0;
  std::string first_quarantined;  // file:line:column
  [[nodiscard]] bool is_here() const { return !digest.empty() && quarantined_rows == 0; }
};

pipeline::Custodian custodian_settings(const pipeline::Config& config, const std::string& name);

base::Date statement_day(const pipeline::Custodian& settings, const finance::CalendarSet& primary,
                         base::Date business_date);

// By name.
std::vector<CustodianSource> custodian_sources(store::Database& book, const JobRequest& request,
                                               const store::Master& master,
                                               const finance::CalendarSet& primary);

}  // namespace wealthjobs::jobs
