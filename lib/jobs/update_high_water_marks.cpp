// update_high_water_marks: crystallises performance fees at the end of their period, raises the
// mark then and only then, and observes the peak of every day (domain job 5, RULINGS A14).
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/json_document.h"
#include "base/sha256.h"
#include "base/text.h"
#include "jobs/definitions.h"
#include "jobs/mark_work.h"
#include "store/closes.h"
#include "store/database.h"
#include "store/job_run.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;
using base::ExitStatus;

// The accruals of the day: which run made them, from what.
std::string fingerprint(const JobContext& context) {
  const auto run =
      store::load_job_run_on(context.book, "accrue_fees", context.request.business_date);
  const auto& calendar = context.request.config->calendar;
  return base::sha256_hex(
      (run ? run->fingerprint + " " + std::to_string(run->book_revision) : "not run") + " " +
      std::to_string(calendar.fiscal_year_end_month) + "-" +
      std::to_string(calendar.fiscal_year_end_day));
}

std::string changed_inputs(const JobContext&, std::int64_t) { return "the accrued fees"; }

JobResult run(JobContext& context) {
  // read
  const Date day = context.request.business_date;
  if (!store::load_job_run_on(context.book, "accrue_fees", day)) {
    return JobResult::gate(ExitStatus::gate_blocked, "fees of " + day.iso() + " are not accrued",
                           "wealthjobs run cob --date " + day.iso());
  }
  const auto master = std::make_shared<store::Master>(store::Master::load(context.book));
  const FeeTerms terms(context.book, *master);
  const auto last_close = store::load_last_close(context.book);
  const Parameters& parameters = context.request.parameters;
  const auto& calendar = context.request.config->calendar;

  // compute
  MarkWork::Inputs inputs;
  inputs.day = day;
  inputs.fiscal_year_end = {calendar.fiscal_year_end_month, calendar.fiscal_year_end_day};
  inputs.policy = finance::charge_policy_from(parameters.text("charge_policy"))
                      .value_or(finance::ChargePolicy::partial);
  inputs.max_jump_bps = parameters.integer("max_jump_bps");
  inputs.peak_daily = parameters.boolean("peak_daily");
  inputs.actor = context.request.actor;
  const auto work = std::make_shared<MarkWork>(context.book, *master, terms, std::move(inputs));
  for (const finance::PortfolioNo no : master->portfolios_by_id()) work->update(no);
  if (work->undone && !context.request.restate) {
    return JobResult::gate(ExitStatus::data_invalid,
                           "input_changed: the accrued fees would undo " + *work->undone,
                           "add --restate --why TEXT to reverse and post again");
  }

  // write
  JobResult result;
  std::int64_t raised = 0;
  for (const PortfolioMarks& marks : work->portfolios) {
    for (const store::HighWaterMark& mark : marks.marks) raised += mark.reason == "crystallisation";
  }
  result.why = base::counted("portfolio", static_cast<long long>(work->portfolios.size())) +
               " in units, " + base::counted("crystallisation", work->crystallised) + ", " +
               base::counted("mark", raised) + " raised";
  result.rows_read = static_cast<std::int64_t>(work->portfolios.size());
  result.rows_written = result.rows_read + raised;
  result.result_json = base::json_line({{"portfolios", work->portfolios.size()},
                                        {"crystallisations", work->crystallised},
                                        {"marks_raised", raised}});
  std::optional<Date> last_closed;
  if (last_close) last_closed = last_close->day;
  result.write = [=, options = store::JournalOptions{"update_high_water_marks", day, last_closed}](
                     JobWrite& write) { write_marks(write, *master, *work, options); };
  return result;
}

}  // namespace

JobDefinition update_high_water_marks() {
  using pipeline::ParameterType;
  JobDefinition job;
  job.name = "update_high_water_marks";
  job.summary = "crystallise performance fees, raise marks, observe peaks";
  job.posts = true;
  job.needs_previous_close = true;
  job.rerun = Rerun::new_keys;
  job.after_jobs = {"accrue_fees"};
  job.parameters = {
      {.key = "charge_policy",
       .type = ParameterType::text,
       .default_value = "partial",
       .choices = {"partial", "sell_down_task", "defer"},
       .meaning = "where cash is short: pay a part, ask for a sale, or wait"},
      {.key = "max_jump_bps",
       .unit = "bps",
       .min = 1,
       .max = 100'000,
       .default_value = 2'000,
       .meaning = "a larger move of a unit without a flow does not change the peak"},
      {.key = "peak_daily",
       .type = ParameterType::boolean,
       .default_value = true,
       .meaning = "observe the highest price of a unit each day"},
  };
  job.reads = "performance_accrual high_water_mark fee_schedule fee_charge balance";
  job.writes =
      "journal_entry journal_line balance high_water_mark fee_charge peak_observation "
      "portfolio_nav cash_value finding";
  job.fingerprint = fingerprint;
  job.changed_inputs = changed_inputs;
  job.run = run;
  return job;
}

}  // namespace wealthjobs::jobs
