// close_ledger: proves that the books of the day balance, seals them, and forbids later writes to
// the day (domain job 9).
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/json_document.h"
#include "base/sha256.h"
#include "base/text.h"
#include "finance/ledger/close_record.h"
#include "finance/ledger/closing_entries.h"
#include "finance/ledger/trial_balance.h"
#include "jobs/close_checks.h"
#include "jobs/closing_postings.h"
#include "jobs/custodian_status.h"
#include "jobs/definitions.h"
#include "jobs/witness.h"
#include "store/closes.h"
#include "store/database.h"
#include "store/job_run.h"
#include "store/journal.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;

// A custodian that is required makes its control required, whatever the parameter says.
std::vector<std::string> required_jobs(const JobRequest& request) {
  std::vector<std::string> jobs = request.parameters.texts("required_gates");
  if (std::ranges::any_of(request.config->custodians, &pipeline::Custodian::required) &&
      std::ranges::find(jobs, "reconcile_custodian") == jobs.end()) {
    jobs.emplace_back("reconcile_custodian");
  }
  return jobs;
}

// What the jobs of the day made: the same before and after the close.
std::string fingerprint(const JobContext& context) {
  std::string text;
  for (const std::string& job : required_jobs(context.request)) {
    const auto run = store::load_job_run_on(context.book, job, context.request.business_date);
    text += job + " " + (run ? run->fingerprint + run->result_json : "not run") + "\n";
  }
  text += "reopened " +
          std::to_string(store::load_reopened(context.book, context.request.business_date));
  return base::sha256_hex(text);
}

// The first refusal that no override lifts; overridden ones are added to `overridden`.
std::optional<CloseRefusal> first_refusal(JobContext& context, const store::Master& master,
                                          const store::DayLedger& ledger,
                                          std::int64_t last_sealed_entry,
                                          std::vector<std::string>& overridden) {
  const Date day = context.request.business_date;
  const Parameters& parameters = context.request.parameters;
  const std::optional<CloseRefusal> answers[] = {
      check_balances(context.book, ledger, parameters.integer("allow_suspense_minor")),
      check_entry_chain(context.book, master, last_sealed_entry),
      check_ties(context.book, master),
      check_required_jobs(context.book, day, required_jobs(context.request)),
      check_holds(context.book, master, day,
                  {parameters.integer("max_held"), parameters.integer("max_held_nav_bps")}),
  };
  for (const auto& answer : answers) {
    if (!answer) continue;
    if (!answer->can_override || !context.request.override_why) return answer;
    overridden.push_back(answer->why);
  }
  return std::nullopt;
}

base::Json record_of(JobContext& context, const store::Master& master,
                     const std::vector<std::string>& overridden) {
  base::Json record = base::Json::object();
  record["holds"] = base::Json::array();
  for (const store::Hold& hold : store::load_holds(context.book, context.request.business_date)) {
    record["holds"].push_back({{"portfolio_id", master.portfolio_id(hold.portfolio)},
                               {"reason", hold.reason},
                               {"detail", hold.detail},
                               {"is_released", hold.released_by.has_value()}});
  }
  record["overrides"] = base::Json::array();
  for (const std::string& why : overridden) {
    record["overrides"].push_back({{"gate", why}, {"why", *context.request.override_why}});
  }
  add_custodian_record(custodian_status(context.book, context.request.business_date), record);
  return record;
}

// The trial balance, the count and the head of the chain as they will be with the closing entries.
void add_closing(store::Database& book, const std::vector<finance::Posting>& closing,
                 store::DayLedger& ledger) {
  if (closing.empty()) return;
  const auto count = static_cast<std::int64_t>(closing.size());
  ledger.trial_balance = finance::trial_balance_after(ledger.trial_balance, closing);
  ledger.entry_count += count;
  ledger.last_entry_id = store::load_ledger_head(book).entry_id + count;
}

void write_closing(JobWrite& write, const store::Master& master, const store::PeriodClose& close,
                   const std::vector<finance::Posting>& closing) {
  if (closing.empty()) return;
  store::JournalWriter journal(write.transaction(), master,
                               {"close_ledger", close.day, std::nullopt});
  std::int64_t last_entry_id = 0;
  for (const finance::Posting& posting : closing) last_entry_id = journal.post(posting);
  journal.flush();
  WEALTHJOBS_CHECK(last_entry_id == close.last_entry_id);
}

JobResult run(JobContext& context) {
  // read
  const Date day = context.request.business_date;
  const auto master = std::make_shared<store::Master>(store::Master::load(context.book));
  const auto head = store::load_chain_head(context.book);
  const auto ledger = std::make_shared<store::DayLedger>(store::load_day_ledger(context.book, day));
  std::vector<std::string> overridden;

  // compute
  if (const auto refusal =
          first_refusal(context, *master, *ledger, head ? head->last_entry_id : 0, overridden)) {
    return JobResult::gate(refusal->status, refusal->why, refusal->next);
  }
  const auto closing =
      std::make_shared<std::vector<finance::Posting>>(closing_postings(context, *master));
  add_closing(context.book, *closing, *ledger);
  store::PeriodClose close;
  close.day = day;
  close.prev_hash = head ? head->hash : std::string(base::zero_hash);
  close.tb_hash = base::sha256_hex(finance::trial_balance_text(ledger->trial_balance));
  close.entry_count = ledger->entry_count;
  close.last_entry_id = ledger->last_entry_id;
  close.hash = finance::close_hash(
      {day, "MAIN", close.prev_hash, close.entry_count, close.last_entry_id}, close.tb_hash);
  close.record_json = base::json_line(record_of(context, *master, overridden));
  close.closed_by = context.request.actor;

  // write
  JobResult result;
  result.why = day.iso() + " closed with " + base::counted("entry", close.entry_count, "entries") +
               ", hash " + close.hash.substr(0, 12);
  if (!closing->empty()) {
    result.why +=
        ", " +
        base::counted("closing entry", static_cast<long long>(closing->size()), "closing entries") +
        " of the fiscal year";
  }
  if (!overridden.empty()) result.why += ", overridden: " + overridden.front();
  result.rows_read = static_cast<std::int64_t>(ledger->trial_balance.size());
  result.rows_written = result.rows_read + 1;
  result.result_json = base::json_line({{"hash", close.hash},
                                        {"entries", close.entry_count},
                                        {"last_entry", close.last_entry_id},
                                        {"closing_entries", closing->size()},
                                        {"overrides", overridden}});
  const std::string witness =
      witness_path(context.request.parameters.text("witness_file"), context.request.config_dir);
  result.write = [=](JobWrite& write) {
    write.revision();
    write_closing(write, *master, close, *closing);
    store::save_close(write.transaction(), close, ledger->trial_balance);
    if (!witness.empty()) append_witness(witness, close.day, close.hash);
  };
  return result;
}

}  // namespace

JobDefinition close_ledger() {
  using pipeline::ParameterType;
  JobDefinition job;
  job.name = "close_ledger";
  job.summary = "prove that the books of the day balance and seal them";
  job.posts = true;
  job.needs_previous_close = true;
  job.can_override = true;
  job.rerun = Rerun::repeat;
  job.after_jobs = {"build_pack", "settle_trades", "value_portfolios", "reconcile_custodian"};
  job.parameters = {
      {.key = "required_gates",
       .type = ParameterType::text_list,
       .default_value = std::vector<std::string>{"build_pack", "settle_trades", "value_portfolios"},
       .meaning = "jobs that must have succeeded for the day"},
      {.key = "allow_suspense_minor",
       .unit = "minor",
       .min = 0,
       .default_value = 0,
       .meaning = "suspense (1900) may hold so much"},
      {.key = "max_held",
       .unit = "portfolios",
       .min = 0,
       .default_value = 0,
       .meaning = "the day closes with so many portfolios on hold"},
      {.key = "max_held_nav_bps",
       .unit = "bps",
       .min = 0,
       .max = 10'000,
       .default_value = 10'000,
       .meaning = "and with so large a part of nav on hold"},
      {.key = "closing_entries",
       .type = ParameterType::text,
       .default_value = "none",
       .choices = {"none", "year_end"},
       .meaning = "on the last day of the fiscal year, move income and expense into 3900"},
      {.key = "witness_file",
       .type = ParameterType::text,
       .unit = "path",
       .default_value = "",
       .meaning = "a file outside the book that gets one line for each close"},
  };
  job.reads =
      "journal_entry journal_line balance position lot settlement entitlement hold job_run "
      "recon_run break_event";
  job.writes = "period_close trial_balance journal_entry journal_line balance";
  job.fingerprint = fingerprint;
  job.run = run;
  return job;
}

}  // namespace wealthjobs::jobs
