#include "jobs/sequence.h"

#include <algorithm>
#include <set>
#include <string>

#include "base/text.h"
#include "finance/calendar/business_day.h"
#include "finance/calendar/calendar_horizon.h"
#include "jobs/book_calendars.h"
#include "store/closes.h"
#include "store/database.h"
#include "store/job_run.h"
#include "store/master.h"
#include "store/portfolio_terms.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;

std::string run_cob(Date date) { return "wealthjobs run cob --date " + date.iso(); }

std::optional<JobResult> before_first_close(store::Database& book, Date date) {
  const store::Master master = store::Master::load(book);
  if (master.portfolios().empty()) {
    return JobResult::gate(base::ExitStatus::data_missing, "the book has no portfolio yet",
                           "wealthjobs import DIR");
  }
  const auto terms = store::PortfolioTermsBook::load(book, master);
  const auto first_day = [&](const store::PortfolioRow& row) { return terms.first_day(row.no); };
  const Date inception = first_day(std::ranges::min(master.portfolios(), {}, first_day));
  if (date < inception) {
    return JobResult::gate(base::ExitStatus::gate_blocked,
                           "the first portfolio begins on " + inception.iso(), run_cob(inception));
  }
  const auto settled = store::last_date_of_job(book, "settle_trades");
  if (settled && date < *settled) {
    return JobResult::gate(base::ExitStatus::gate_blocked,
                           "the book is settled through " + settled->iso() + " already",
                           run_cob(*settled));
  }
  return std::nullopt;
}

finance::HorizonLimits horizon_limits(const pipeline::CalendarSettings& settings) {
  return {static_cast<int>(settings.min_horizon_days),
          static_cast<int>(settings.warn_horizon_days)};
}

}  // namespace

std::vector<store::Finding> horizon_warnings(store::Database& book, const store::Master& master,
                                             const JobRequest& request) {
  const pipeline::CalendarSettings& settings = request.config->calendar;
  const finance::Calendars calendars = load_calendars(book);
  std::set<std::string> ids{settings.primary};
  for (const store::InstrumentRow& row : master.instruments()) ids.insert(row.calendar);
  std::vector<store::Finding> findings;
  const Date date = request.business_date;
  for (const std::string& id : ids) {
    const finance::Calendar* const calendar = calendars.find(id);
    if (calendar == nullptr) continue;
    const finance::CalendarSet set(*calendar);
    if (finance::horizon_state(set, date, horizon_limits(settings)) == finance::HorizonState::ok) {
      continue;
    }
    findings.push_back({date, "ingest", "calendar_horizon", store::Severity::warn,
                        finance::the_firm, finance::no_instrument,
                        "calendar " + id + " ends on " + set.last_date().iso() + ", " +
                            base::counted("day", set.last_date() - date) + " after " + date.iso()});
  }
  return findings;
}

std::optional<JobResult> out_of_sequence(store::Database& book, const JobRequest& request) {
  const Date date = request.business_date;
  const finance::Calendars calendars = load_calendars(book);
  const pipeline::CalendarSettings& settings = request.config->calendar;
  const finance::CalendarSet primary(calendar_named(calendars, settings.primary));
  if (finance::horizon_state(primary, date, horizon_limits(settings)) ==
      finance::HorizonState::gate) {
    return JobResult::gate(base::ExitStatus::config,
                           "calendar " + settings.primary + " ends on " +
                               primary.last_date().iso() + ", too soon after " + date.iso(),
                           "import a holidays.csv that reaches further");
  }
  const auto close = store::load_last_close(book);
  if (!primary.is_business_day(date)) {
    const Date next = finance::next_business_day(primary, close ? close->day : date);
    return JobResult::gate(base::ExitStatus::gate_blocked,
                           date.iso() + " is no business day of " + settings.primary,
                           run_cob(next));
  }
  if (!close) return before_first_close(book, date);
  if (date <= close->day) {
    if (store::load_close(book, date)) return std::nullopt;  // the fingerprint decides
    return JobResult::gate(base::ExitStatus::gate_blocked,
                           date.iso() + " lies before or between the closed days",
                           run_cob(finance::next_business_day(primary, close->day)));
  }
  const Date due = finance::next_business_day(primary, close->day);
  if (date > due) {
    return JobResult::gate(base::ExitStatus::gate_blocked, due.iso() + " is not closed",
                           run_cob(due));
  }
  return std::nullopt;
}

}  // namespace wealthjobs::jobs
