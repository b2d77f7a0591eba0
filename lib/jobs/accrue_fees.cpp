// accrue_fees: accrues management fees for every calendar day and performance fees as if they
// crystallised, and writes the net asset value of the day (domain job 3, RULINGS A11, A13, A14).
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/json_document.h"
#include "base/sha256.h"
#include "base/text.h"
#include "finance/calendar/business_day.h"
#include "jobs/book_calendars.h"
#include "jobs/definitions.h"
#include "jobs/fee_day.h"
#include "store/closes.h"
#include "store/database.h"
#include "store/job_run.h"
#include "store/packs.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;
using base::ExitStatus;

// The valuation and the interest of the day, which run made them, and every schedule.
std::string fingerprint(const JobContext& context) {
  const Date day = context.request.business_date;
  const store::Master master = store::Master::load(context.book);
  std::string text = FeeTerms(context.book, master).text();
  for (const std::string_view job : {"accrue_interest", "value_portfolios"}) {
    const auto run = store::load_job_run_on(context.book, job, day);
    text += "\n" + std::string(job) + " " +
            (run ? run->fingerprint + " " + std::to_string(run->book_revision) : "not run");
  }
  return base::sha256_hex(text);
}

std::string changed_inputs(const JobContext&, std::int64_t) {
  return "values, interest or fee schedules";
}

std::string summary(const FeeDay& day) {
  std::string text = base::counted("entry", day.entries, "entries");
  for (const auto& [currency, amount] : day.expense_minor) {
    text += ", " + base::format_money(amount, currency) + " " + currency.code();
  }
  if (day.without_schedule > 0) {
    text += ", " + base::counted("portfolio", day.without_schedule) + " without a fee schedule";
  }
  if (!day.holds.empty()) {
    text += ", " + base::counted("hold", static_cast<long long>(day.holds.size()));
  }
  return text;
}

base::Json result_of(const FeeDay& day) {
  base::Json expense = base::Json::object();
  for (const auto& [currency, amount] : day.expense_minor) expense[currency.code()] = amount;
  return {{"entries_posted", day.entries},
          {"expense_minor", expense},
          {"portfolios_without_schedule", day.without_schedule},
          {"portfolios_held", day.holds.size()}};
}

JobResult run(JobContext& context) {
  // read
  const Date day = context.request.business_date;
  if (!store::load_job_run_on(context.book, "value_portfolios", day)) {
    return JobResult::gate(ExitStatus::gate_blocked, day.iso() + " is not valued",
                           "wealthjobs run cob --date " + day.iso());
  }
  const auto pack = store::load_current_pack(context.book, day);
  if (!pack) {
    return JobResult::gate(ExitStatus::data_missing, "there is no pack of " + day.iso(),
                           "wealthjobs run-job build_pack --date " + day.iso());
  }
  const auto master = std::make_shared<store::Master>(store::Master::load(context.book));
  const finance::Calendars calendars = load_calendars(context.book);
  const finance::CalendarSet primary(
      calendar_named(calendars, context.request.config->calendar.primary));
  const FeeTerms terms(context.book, *master);
  const Date through = finance::is_month_end(primary, day) ? day.last_of_month() : day;
  const auto last_close = store::load_last_close(context.book);

  // compute
  ManagementAccruals management(
      context.book, *master, terms,
      {day, through, context.request.parameters.integer("max_catchup_days"),
       context.request.restate});
  const bool is_rerun = store::load_job_run_on(context.book, "accrue_fees", day).has_value();
  const auto fees = std::make_shared<FeeDay>(context.book, *master, terms, management, *pack,
                                             FeeDay::Inputs{day, through, is_rerun});
  for (const finance::PortfolioNo no : master->portfolios_by_id()) fees->accrue(no);
  if (fees->undone && !context.request.restate) {
    return JobResult::gate(
        ExitStatus::data_invalid,
        "input_changed: values, interest or fee schedules would undo " + *fees->undone,
        "add --restate --why TEXT to reverse and post again");
  }

  // write
  JobResult result;
  result.why = summary(*fees);
  result.rows_read = static_cast<std::int64_t>(master->portfolios().size());
  result.rows_written = fees->entries + static_cast<std::int64_t>(fees->portfolios.size());
  result.result_json = base::json_line(result_of(*fees));
  std::optional<Date> last_closed;
  if (last_close) last_closed = last_close->day;
  result.write = [=, options = store::JournalOptions{"accrue_fees", day, last_closed}](
                     JobWrite& write) { write_fee_day(write, *master, *fees, options); };
  return result;
}

}  // namespace

JobDefinition accrue_fees() {
  JobDefinition job;
  job.name = "accrue_fees";
  job.summary = "accrue management and performance fees and write net asset values";
  job.posts = true;
  job.needs_previous_close = true;
  job.rerun = Rerun::new_keys;
  job.after_jobs = {"value_portfolios"};
  job.parameters = {
      {.key = "max_catchup_days",
       .unit = "days",
       .min = 1,
       .max = 366,
       .default_value = 10,
       .meaning = "a longer gap since the last accrued day holds the portfolio"},
  };
  job.reads =
      "portfolio_nav pack balance fee_schedule fee_accrual performance_accrual high_water_mark";
  job.writes =
      "journal_entry journal_line balance fee_accrual performance_accrual unit_movement "
      "portfolio_nav cash_value finding hold";
  job.fingerprint = fingerprint;
  job.changed_inputs = changed_inputs;
  job.run = run;
  return job;
}

}  // namespace wealthjobs::jobs
