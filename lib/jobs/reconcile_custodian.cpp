// reconcile_custodian: settled quantities and settled cash against the statements of the
// custodians; what differs becomes a break that has an identity, a class and an age (domain job 8,
// RULINGS A10).
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json_document.h"
#include "base/sha256.h"
#include "base/text.h"
#include "jobs/book_calendars.h"
#include "jobs/custodian_result.h"
#include "jobs/definitions.h"
#include "store/database.h"
#include "store/job_run.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;
using base::ExitStatus;

// Statements and settings, and what settlement and valuation made of the day.
std::string inputs_digest(const JobContext& context) {
  const Date day = context.request.business_date;
  const finance::Calendars calendars = load_calendars(context.book);
  const finance::CalendarSet primary(
      calendar_named(calendars, context.request.config->calendar.primary));
  std::string text;
  for (const CustodianSource& source : custodian_sources(
           context.book, context.request, store::Master::load(context.book), primary)) {
    const pipeline::Custodian& settings = source.settings;
    text += settings.name + "|" + source.statement_day.iso() + "|" + source.digest + "|" +
            source.missing() + "|" + std::to_string(source.quarantined_rows) + "|" +
            std::to_string(settings.required) + "|" + std::to_string(settings.nav_tol_bps) + "|" +
            std::to_string(settings.cash_tol_minor) + "|" + std::to_string(settings.qty_tol_e6) +
            "|" + std::to_string(settings.max_abs_minor) + settings.max_abs_currency + "\n";
  }
  for (const std::string_view job : {"settle_trades", "value_portfolios"}) {
    const auto run = store::load_job_run_on(context.book, job, day);
    text += run ? run->fingerprint + run->result_json + "\n" : "not run\n";
  }
  return base::sha256_hex(text);
}

// "<inputs>-<answers>": what people said about breaks since counts while the day is open.
std::string fingerprint(const JobContext& context) {
  const std::string inputs = inputs_digest(context);
  if (context.is_closed && context.previous &&
      context.previous->fingerprint.starts_with(inputs + "-")) {
    return context.previous->fingerprint;
  }
  return inputs + "-" + std::to_string(store::load_last_break_answer(context.book));
}

std::string changed_inputs(const JobContext& /*context*/, std::int64_t /*since_revision*/) {
  return "a statement of a custodian, or what the day settled,";
}

std::vector<finance::Account> cash_accounts(const Parameters& parameters) {
  std::vector<finance::Account> accounts;
  for (const std::string& code : parameters.texts("cash_accounts")) {
    accounts.push_back(code == "1010" ? finance::Account::cash_cma : finance::Account::cash);
  }
  return accounts;
}

void write_reconciliation(JobWrite& write, Date day, const Reconciliation& done) {
  write.revision();
  store::WriteTransaction& transaction = write.transaction();
  write_breaks(transaction, day, done.work);
  if (!done.sources.empty()) store::save_recon_run(transaction, done.run);
  store::save_findings(transaction, day, "reconcile_custodian", done.findings);
  std::vector<finance::PortfolioNo> held;
  for (const store::Hold& hold : done.holds) held.push_back(hold.portfolio);
  store::clear_holds(transaction, day, custodian_hold, held);
  store::save_holds(transaction, done.holds);
}

JobResult run(JobContext& context) {
  // read
  const JobRequest& request = context.request;
  const Date day = request.business_date;
  const store::Master master = store::Master::load(context.book);
  const auto pack = store::load_current_pack(context.book, day);
  JobResult result;
  if (!pack || !store::load_job_run_on(context.book, "value_portfolios", day)) {
    result.status = ExitStatus::gate_blocked;
    result.why = day.iso() + " is not valued";
    result.next = "wealthjobs run cob --date " + day.iso();
    return result;
  }
  const finance::Calendars calendars = load_calendars(context.book);
  const finance::CalendarSet primary(calendar_named(calendars, request.config->calendar.primary));
  const auto done = std::make_shared<Reconciliation>();
  done->sources = custodian_sources(context.book, request, master, primary);

  // compute
  done->comparison =
      compare_with_custodians(context.book, done->sources,
                              {&master, &*pack, &primary, day, cash_accounts(request.parameters),
                               static_cast<int>(request.parameters.integer("explain_bd"))});
  done->work = work_on_breaks(context.book, done->comparison, day, primary, request.actor);
  const CustodianGate gate =
      custodian_gate(context.book, request, done->sources, done->work,
                     {request.parameters.integer("gate_nav_bps"),
                      static_cast<int>(request.parameters.integer("gate_age_bd"))});
  done->holds = custodian_holds(context.book, request, master, *pack, done->work);
  std::optional<std::string> overridden;  // the gate that --override lets pass
  if (request.override_why && gate.status != ExitStatus::ok) overridden = gate.why;
  if (request.override_why && !overridden && !done->holds.empty()) {
    overridden = "held: " + done->holds.front().detail;
  }
  if (overridden) done->holds.clear();
  add_findings(master, day, *done);
  fill_recon_run(day, gate, overridden, *done);

  // write
  result.why = summary(*done);
  result.rows_read = done->comparison.rows;
  result.rows_written =
      static_cast<std::int64_t>(done->work.items.size() + done->work.updates.size());
  if (overridden) {
    result.why += ", overridden: " + *overridden;
  } else if (gate.status != ExitStatus::ok) {
    result.status = gate.status;
    result.why = gate.why;
    result.next = gate.next;
  }
  result.result_json = base::json_line(result_of(*done, overridden, request.override_why));
  result.write = [done, day](JobWrite& write) { write_reconciliation(write, day, *done); };
  return result;
}

}  // namespace

JobDefinition reconcile_custodian() {
  using pipeline::ParameterType;
  JobDefinition job;
  job.name = "reconcile_custodian";
  job.summary = "compare settled positions and cash with the statements of the custodians";
  job.needs_previous_close = true;
  job.can_override = true;
  job.rerun = Rerun::repeat;
  job.after_jobs = {"build_pack", "settle_trades", "value_portfolios"};
  job.parameters = {
      {.key = "gate_nav_bps",
       .unit = "bps",
       .min = 0,
       .max = 10'000,
       .default_value = 5,
       .meaning = "unexplained value above this part of nav is a gate"},
      {.key = "gate_age_bd",
       .unit = "business days",
       .min = 0,
       .max = 250,
       .default_value = 5,
       .meaning = "and so is an unexplained break that is older"},
      {.key = "explain_bd",
       .unit = "business days",
       .min = 0,
       .max = 15,
       .default_value = 5,
       .meaning = "how long a settlement that one side lacks explains a difference"},
      {.key = "cash_accounts",
       .type = ParameterType::text_list,
       .default_value = std::vector<std::string>{"1000"},
       .choices = {"1000", "1010"},
       .meaning = "accounts whose cash lies at the custodian"},
  };
  job.reads =
      "custodian_statement custodian_position custodian_cash custodian_account position delivery "
      "balance journal_entry journal_line settlement entitlement pack portfolio_nav quarantine "
      "break_record break_event";
  job.writes = "recon_run recon_source recon_item break_record break_event finding hold";
  job.fingerprint = fingerprint;
  job.changed_inputs = changed_inputs;
  job.run = run;
  return job;
}

}  // namespace wealthjobs::jobs
