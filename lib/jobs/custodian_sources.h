// Which custodian's statement of which day an evening compares with the book (RULINGS A10).
//
//   day of a statement  = business date - lag_bd business days of the primary calendar
//   expected            those of [custodian.NAME], and those that have delivered: one that
//   jobs.toml
//                       does not name and that has been silent for more than 10 business days has
//                       left. A day before the book's first inception is nobody's
//   settings            of [custodian.NAME]; of others the defaults: lag 1, not required
//   Incomplete          a statement is not compared while a row of it waits in quarantine, or while
//                       the positions or the cash are not here that the custodian usually delivers
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "finance/calendar/business_day.h"
#include "jobs/job.h"
#include "store/custodian_statements.h"
#include "store/master.h"

namespace wealthjobs::jobs {

struct CustodianSource {
  pipeline::Custodian settings;
  base::Date statement_day;
  base::Date newest_day;  // of its newest statement up to statement_day
  std::string digest;     // of what it delivered; empty: nothing
  std::int64_t quarantined_rows = 0;
  std::string first_quarantined;  // file:line:column
  store::StatementKinds kinds;    // what it delivered for the day
  store::StatementKinds usual;    // what it has ever delivered up to it
  [[nodiscard]] bool is_delivered() const {
    return !digest.empty() && (kinds.positions || !usual.positions) && (kinds.cash || !usual.cash);
  }
  [[nodiscard]] bool is_here() const { return is_delivered() && quarantined_rows == 0; }
  // "no statement of BNY for 2020-06-03", "no cash in the statement of ..."; empty: it is here.
  [[nodiscard]] std::string missing() const;
};

pipeline::Custodian custodian_settings(const pipeline::Config& config, const std::string& name);

base::Date statement_day(const pipeline::Custodian& settings, const finance::CalendarSet& primary,
                         base::Date business_date);

// By name.
std::vector<CustodianSource> custodian_sources(store::Database& book, const JobRequest& request,
                                               const store::Master& master,
                                               const finance::CalendarSet& primary);

}  // namespace wealthjobs::jobs
