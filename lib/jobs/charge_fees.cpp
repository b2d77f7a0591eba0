// charge_fees: charges the fees of the month before from its final accruals, once, after approval
// where that is asked for (domain job 3, RULINGS A11).
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/error.h"
#include "base/json_document.h"
#include "base/sha256.h"
#include "base/text.h"
#include "jobs/definitions.h"
#include "jobs/fee_charging.h"
#include "store/closes.h"
#include "store/database.h"
#include "store/job_run.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;
using base::ExitStatus;

Date month_of(const JobRequest& request) {
  const std::string& text = request.parameters.text("month");
  if (text.empty()) return (request.business_date.first_of_month() - 1).first_of_month();
  if (const auto month = month_from(text)) return *month;
  throw base::Error(base::ErrorKind::config,
                    "[jobs.charge_fees] month: \"" + text + "\" is no month", "write 2026-04");
}

// The bills with their charges, and what the fees of the day are.
std::string fingerprint(const JobContext& context) {
  const store::Master master = store::Master::load(context.book);
  const FeeTerms terms(context.book, master);
  const Date month = month_of(context.request);
  const auto bills = load_fee_bills(context.book, master, terms, month);
  const std::string amounts = bills_sha256(master, bills);
  const Date day = context.request.business_date;
  // what may be tried again on an open day is no longer a question on a closed one
  if (context.is_closed && context.previous) {
    return amounts + context.previous->fingerprint.substr(
                         std::min(amounts.size(), context.previous->fingerprint.size()));
  }
  std::string text;
  for (const FeeBill& bill : bills) text += "\n" + std::to_string(bill.reversals);
  const auto settled = store::load_job_run_on(context.book, "settle_trades", day);
  text += "\n" + (settled ? settled->fingerprint : std::string("not settled"));
  for (const store::Hold& hold : store::load_holds(context.book, day)) {
    if (!hold.released_by) text += "\n" + std::to_string(finance::number_of(hold.portfolio));
  }
  return amounts + base::sha256_hex(text);
}

std::string changed_inputs(const JobContext&, std::int64_t) { return "the amounts of the month"; }

std::optional<JobResult> approval_gate(JobContext& context, const store::Master& master,
                                       const std::vector<FeeBill>& bills, Date month) {
  if (bills.empty() || !context.request.parameters.boolean("require_approval")) {
    return std::nullopt;
  }
  const auto approval = store::load_fee_approval(context.book, month);
  const std::string named = month_text(month);
  if (approval && approval->sha256 == bills_sha256(master, bills)) return std::nullopt;
  return JobResult::gate(
      ExitStatus::gate_blocked,
      "fees of " + named + (approval ? " changed after they were approved" : " are not approved"),
      "wealthjobs fees preview --month " + named + ", then wealthjobs fees approve --month " +
          named + " --why TEXT");
}

FeeCharging::Inputs charging_inputs(JobContext& context, const store::Master& master) {
  FeeCharging::Inputs inputs;
  inputs.day = context.request.business_date;
  inputs.policy = finance::charge_policy_from(context.request.parameters.text("charge_policy"))
                      .value_or(finance::ChargePolicy::partial);
  inputs.actor = context.request.actor;
  for (const store::Hold& hold : store::load_holds(context.book, inputs.day)) {
    if (!hold.released_by && hold.reason != "fee_incomplete") inputs.held.insert(hold.portfolio);
  }
  for (const store::BalanceRow& row : store::load_current_balances(context.book)) {
    if (row.account != finance::Account::cash || row.portfolio == finance::the_firm) continue;
    if (row.currency == master.portfolio(row.portfolio).base_currency) {
      inputs.cash_minor[row.portfolio] = row.amount_minor;
    }
  }
  return inputs;
}

std::string summary(const FeeCharging& charging, Date month) {
  std::string text = base::counted("charge", static_cast<long long>(charging.charges.size())) +
                     " of " + month_text(month);
  for (const auto& [currency, amount] : charging.paid_minor) {
    text += ", " + base::format_money(amount, currency) + " " + currency.code();
  }
  if (!charging.findings.empty()) {
    text += ", " + base::counted("finding", static_cast<long long>(charging.findings.size()));
  }
  return text;
}

JobResult run(JobContext& context) {
  // read
  const Date day = context.request.business_date;
  const Date month = month_of(context.request);
  if (month.last_of_month() >= day) {
    return JobResult::gate(ExitStatus::gate_blocked,
                           month_text(month) + " is not over on " + day.iso(),
                           "wealthjobs fees preview --month " + month_text(month));
  }
  const auto master = std::make_shared<store::Master>(store::Master::load(context.book));
  const FeeTerms terms(context.book, *master);
  std::vector<FeeBill> bills = load_fee_bills(context.book, *master, terms, month);
  const auto last_close = store::load_last_close(context.book);
  const auto open = store::load_open_periods(context.book, finance::FeeKind::management);
  const auto crystallised = store::load_open_periods(context.book, finance::FeeKind::performance);

  // compute
  if (auto refusal = approval_gate(context, *master, bills, month)) return *std::move(refusal);
  const auto charging = std::make_shared<FeeCharging>(*master, charging_inputs(context, *master));
  for (const store::OpenPeriod& at : open) {
    if (at.period == month) continue;
    if (const auto bill = load_fee_bill(context.book, *master, terms, at.portfolio, at.period)) {
      charging->charge(*bill);
    }
  }
  for (const FeeBill& bill : bills) charging->charge(bill);
  for (const store::OpenPeriod& at : crystallised) {
    charging->charge_performance(store::load_fee_charges(context.book, at.portfolio,
                                                         finance::FeeKind::performance, at.period));
  }

  // write
  JobResult result;
  result.why = summary(*charging, month);
  result.rows_read = static_cast<std::int64_t>(bills.size());
  result.rows_written = static_cast<std::int64_t>(charging->charges.size());
  base::Json paid = base::Json::object();
  for (const auto& [currency, amount] : charging->paid_minor) paid[currency.code()] = amount;
  result.result_json = base::json_line(
      {{"month", month_text(month)}, {"charges", charging->charges.size()}, {"paid_minor", paid}});
  std::optional<Date> last_closed;
  if (last_close) last_closed = last_close->day;
  result.write = [=, options = store::JournalOptions{"charge_fees", day, last_closed}](
                     JobWrite& write) { write_charges(write, *master, *charging, options); };
  return result;
}

}  // namespace

JobDefinition charge_fees() {
  using pipeline::ParameterType;
  JobDefinition job;
  job.name = "charge_fees";
  job.summary = "charge the fees of the month before";
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
      {.key = "month",
       .type = ParameterType::text,
       .default_value = "",
       .meaning = "the month to charge, 2026-04; empty: the one before the business date"},
      {.key = "require_approval",
       .type = ParameterType::boolean,
       .default_value = false,
       .meaning = "charge only amounts that fees approve has seen"},
  };
  job.reads = "fee_accrual fee_charge fee_instruction fee_approval fee_schedule balance hold";
  job.writes =
      "journal_entry journal_line balance fee_charge portfolio_nav cash_value finding hold";
  job.fingerprint = fingerprint;
  job.changed_inputs = changed_inputs;
  job.run = run;
  return job;
}

}  // namespace wealthjobs::jobs
