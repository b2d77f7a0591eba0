// settle_trades: turns trades, FX deals, cash flows and corporate actions whose date has come into
// balanced entries, exactly once, delivery against payment (domain job 1).
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json_document.h"
#include "base/text.h"
#include "jobs/definitions.h"
#include "jobs/opening_tie.h"
#include "jobs/settlement_inputs.h"
#include "jobs/settlement_result.h"
#include "jobs/settlement_work.h"
#include "jobs/settlement_world.h"
#include "store/closes.h"
#include "store/database.h"
#include "store/facts.h"
#include "store/findings.h"
#include "store/journal.h"
#include "store/openings.h"
#include "store/portfolio_states.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;
using base::ExitStatus;

std::optional<JobResult> quarantine_gate(const JobContext& context, Settlement& settlement) {
  const Date day = context.request.business_date;
  for (const store::QuarantineRow& row : store::load_open_critical(context.book, day)) {
    const std::string text = row.source + " " + row.row_key + ": " + row.reason;
    if (row.portfolio == finance::the_firm) {
      return JobResult::gate(ExitStatus::data_invalid,
                             "quarantined row without a portfolio: " + text,
                             "wealthjobs quarantine show " + std::to_string(row.no));
    }
    settlement.holds.push_back({day, row.portfolio, "quarantined_row", text, {}, {}, 0});
  }
  return std::nullopt;
}

// Portfolios that are due, and those whose past must be looked at again.
std::vector<finance::PortfolioNo> in_text_order(
    const store::Master& master, std::vector<finance::PortfolioNo> due,
    const std::map<finance::PortfolioNo, std::string>& replays, bool concerns_all) {
  if (concerns_all) return {master.portfolios_by_id().begin(), master.portfolios_by_id().end()};
  for (const auto& [portfolio, cause] : replays) due.push_back(portfolio);
  std::ranges::sort(due, {}, [&](finance::PortfolioNo no) { return master.rank_of(no); });
  const auto repeated = std::ranges::unique(due);
  due.erase(repeated.begin(), repeated.end());
  return due;
}

JobResult run(JobContext& context) {
  // read
  const auto master = std::make_shared<store::Master>(store::Master::load(context.book));
  const SettlementPeriod period = settlement_period(context);
  const auto last_close = store::load_last_close(context.book);
  const SettlementWorldOfBook world(context.book, *master, context.request.parameters,
                                    period.through);
  const FactsOfPeriod facts(context.book, {period.after, period.through});
  const auto replays = portfolios_to_replay(context.book, *master, period);
  const auto due = store::load_due_portfolios(
      context.book, *master, {period.settled_through, period.through, period.since_revision});

  // compute
  const auto settlement = std::make_shared<Settlement>();
  if (auto refusal = quarantine_gate(context, *settlement)) return *std::move(refusal);
  std::optional<Date> last_closed;
  if (last_close) last_closed = last_close->day;
  store::StateReader states(context.book, *master);
  for (const finance::PortfolioNo portfolio :
       in_text_order(*master, due, replays, period.concerns_all)) {
    PortfolioWork work =
        replays.contains(portfolio) || period.is_rerun
            ? settle_by_replay(context.book, *master, portfolio, period, world.world())
            : settle_ordinary_day(states.load(portfolio), period, facts, world.world());
    add_work(*settlement, std::move(work), period.through, last_closed);
  }
  for (store::Finding& finding : opening_differences(
           context.book, *master,
           store::load_openings(context.book, {period.after, period.through}), period.through)) {
    settlement->findings.push_back(std::move(finding));
  }
  settlement->holds = one_hold_each(std::move(settlement->holds));
  if (settlement->missing_rate) {
    JobResult result = JobResult::gate(ExitStatus::data_missing, *settlement->missing_rate,
                                       "load the missing rates, then run the same command again");
    result.write = [settlement, day = period.through](JobWrite& write) {
      write.revision();
      store::save_findings(write.transaction(), day, "settle_trades", settlement->findings);
    };
    return result;
  }
  if (settlement->undone_today && !context.request.restate) {
    const std::string what = changed_facts_text(context, period.since_revision);
    return JobResult::gate(ExitStatus::data_invalid,
                           "input_changed: " + (what.empty() ? "parameters or rates" : what) +
                               " would undo " + *settlement->undone_today,
                           "add --restate --why TEXT to reverse and post again");
  }
  if (!period.is_rerun && facts.count() > 0 && settlement->postings == 0 &&
      settlement->holds.empty()) {
    return JobResult::gate(ExitStatus::data_invalid,
                           base::counted("fact", facts.count()) + " due, nothing posted",
                           "wealthjobs doctor");
  }

  // write
  JobResult result;
  result.why = summary(*settlement);
  result.rows_read = facts.count();
  result.rows_written = settlement->postings + settlement->reversals;
  result.result_json = base::json_line({{"portfolios_settled", settlement->portfolios.size()},
                                        {"entries_posted", settlement->postings},
                                        {"entries_reversed", settlement->reversals},
                                        {"settlements_failed", settlement->fails},
                                        {"portfolios_held", settlement->holds.size()}});
  result.write = [=, options = store::JournalOptions{"settle_trades", period.through, last_closed}](
                     JobWrite& write) { write_settlement(write, *master, *settlement, options); };
  return result;
}

}  // namespace

JobDefinition settle_trades() {
  using pipeline::ParameterType;
  JobDefinition job;
  job.name = "settle_trades";
  job.summary = "turn trades, flows and corporate actions into cash and stock movements";
  job.rule_version = settlement_rule_version;
  job.posts = true;
  job.needs_previous_close = true;
  job.rerun = Rerun::new_keys;
  job.after_jobs = {"build_pack"};
  job.parameters = {
      {.key = "confirm_mode",
       .type = ParameterType::text,
       .default_value = "contractual",
       .choices = {"contractual", "custodian"},
       .meaning = "settle on the contractual date, or what the custodian confirms"},
      {.key = "allow_partial",
       .type = ParameterType::boolean,
       .default_value = true,
       .meaning = "settle a part of what was traded"},
      {.key = "min_partial_qty_e6",
       .unit = "e6",
       .min = 1,
       .default_value = 1'000'000,
       .meaning = "a smaller partial delivery counts as none"},
      {.key = "cash_tol_minor",
       .unit = "minor",
       .min = 0,
       .max = 10'000,
       .default_value = 2,
       .meaning = "confirmed cash may differ by so much"},
      {.key = "buyin_after_bd",
       .unit = "business days",
       .min = 1,
       .max = 100,
       .default_value = 5,
       .meaning = "age of a failed settlement at which a buy-in task rises"},
      {.key = "retry_failed_daily",
       .type = ParameterType::boolean,
       .default_value = true,
       .meaning = "try a failed settlement again each business day"},
      {.key = "lot_method",
       .type = ParameterType::text,
       .default_value = "fifo",
       .choices = {"fifo", "lifo", "hifo", "average", "specific"},
       .meaning = "which lots a sale takes; specific: those its lot_id column names"},
      {.key = "lot_cost",
       .type = ParameterType::text,
       .default_value = "capitalised",
       .choices = {"capitalised", "expensed"},
       .meaning = "commission and tax belong to the lot, or are an expense"},
      {.key = "cycles",
       .type = ParameterType::rows,
       .default_value = std::vector<pipeline::ParameterRow>{},
       .columns = {{.key = "market", .type = ParameterType::text},
                   {.key = "from", .type = ParameterType::text, .unit = "date"},
                   {.key = "t", .unit = "business days", .min = 0, .max = 10}},
       .meaning = "dated settlement cycles that replace the shipped rows of their market"},
  };
  job.reads =
      "trade fx_trade cash_flow corporate_action confirmation transfer opening_position "
      "opening_cash opening_accrual pack price lot settlement";
  job.writes =
      "journal_entry journal_line delivery balance position lot settlement entitlement "
      "realised settlement_fail finding hold";
  job.fingerprint = settlement_fingerprint;
  job.changed_inputs = changed_facts_text;
  job.run = run;
  return job;
}

}  // namespace wealthjobs::jobs
