// accrue_interest: what the cash of a portfolio earns or owes for every calendar day, with an exact
// carry, and its credit at the end of the month (domain job 6).
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/error.h"
#include "base/text.h"
#include "jobs/definitions.h"
#include "jobs/interest_inputs.h"
#include "jobs/interest_result.h"
#include "jobs/interest_work.h"
#include "store/database.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;
using base::ExitStatus;

// Cash of the chart only: interest on anything else is no interest.
std::vector<finance::Account> base_accounts(const Parameters& parameters) {
  std::vector<finance::Account> accounts;
  for (const std::string& text : parameters.texts("accounts")) {
    const auto account = text == "1000"   ? finance::Account::cash
                         : text == "1010" ? finance::Account::cash_cma
                                          : finance::Account{};
    if (account == finance::Account{} || std::ranges::find(accounts, account) != accounts.end()) {
      throw base::Error(base::ErrorKind::config,
                        "[jobs.accrue_interest] accounts: " + text + " cannot stand here",
                        "write accounts = [\"1000\", \"1010\"], or one of them");
    }
    accounts.push_back(account);
  }
  if (accounts.empty()) {
    throw base::Error(base::ErrorKind::config, "[jobs.accrue_interest] accounts is empty",
                      "write accounts = [\"1000\", \"1010\"]");
  }
  return accounts;
}

InterestAccounts::Rules rules_of(const Parameters& parameters) {
  const auto credit_on = finance::credit_on_from(parameters.text("credit_on"));
  WEALTHJOBS_CHECK(credit_on.has_value());
  return {base_accounts(parameters), *credit_on, parameters.integer("min_credit_minor"),
          parameters.integer("max_catchup_days")};
}

std::string nothing_to_do(const store::Master& master, const InterestBook& terms) {
  const bool has_schedule = std::ranges::any_of(
      master.portfolios(),
      [&](const store::PortfolioRow& row) { return !terms.currencies_of(row.no).empty(); });
  return has_schedule ? "every interest schedule is left to the custodian"
                      : "no portfolio has an interest schedule";
}

// Where not one portfolio could be accrued it is no portfolio's own fault.
JobResult gate_of(const InterestResult& interest, const std::string& day) {
  const auto held = std::ranges::find_if(
      interest.works, [](const InterestWork& work) { return work.hold.has_value(); });
  if (interest.portfolios > 0 || held == interest.works.end()) return {};
  const std::string why =
      held->hold->detail + (interest.held > 1
                                ? " (and " + std::to_string(interest.held - 1) + " more portfolios)"
                                : std::string());
  if (held->hold->reason == "interest_gap") {
    return JobResult::gate(
        ExitStatus::gate_blocked, why,
        "raise max_catchup_days of [jobs.accrue_interest], then run " + day + " again");
  }
  return JobResult::gate(ExitStatus::config, why,
                         "import an interest_tiers.csv that covers the day");
}

JobResult refusal_of(const JobContext& context, const InterestResult& interest) {
  const std::string day = context.request.business_date.iso();
  if (interest.missing_rate) {
    return JobResult::gate(ExitStatus::data_missing,
                           "no FX rate for " + *interest.missing_rate + " on " + day,
                           "load the rate, then run the same command again");
  }
  if (interest.undone && !context.request.restate) {
    return JobResult::gate(ExitStatus::data_invalid,
                           "input_changed: what the day rests on would undo " + *interest.undone,
                           "add --restate --why TEXT to reverse and post again");
  }
  return gate_of(interest, day);
}

JobResult run(JobContext& context) {
  // read
  const Date day = context.request.business_date;
  const Parameters& parameters = context.request.parameters;
  const InterestAccounts::Rules rules = rules_of(parameters);
  const auto master = std::make_shared<store::Master>(store::Master::load(context.book));
  const InterestPeriod period = interest_period(context);
  const InterestBook terms(context.book, *master, parameters, day);
  InterestAccounts accounts(context.book, terms, period, rules);

  // compute
  const auto interest = std::make_shared<InterestResult>();
  std::int64_t expected = 0;
  for (const finance::PortfolioNo no : master->portfolios_by_id()) {
    const store::PortfolioRow& portfolio = master->portfolio(no);
    if (portfolio.inception_date > day) continue;
    if (terms.accrues(no)) ++expected;
    InterestWork work = accounts.work(portfolio);
    if (work.start || work.days_accrued > 0 || work.hold || !work.corrections.empty()) {
      add_work(*interest, std::move(work));
    }
  }
  value_effects(context.book, *master, day, *interest);
  JobResult result = refusal_of(context, *interest);
  if (result.status != ExitStatus::ok) {
    result.write = [interest, day](JobWrite& write) {
      write_interest_findings(write, *interest, day);
    };
    return result;
  }

  // write
  result.why = expected == 0 && interest->portfolios == 0 ? nothing_to_do(*master, terms)
                                                          : summary(*interest);
  result.rows_read = interest->days;
  result.rows_written = interest->postings + interest->reversals + interest->days;
  result.result_json = result_json_of(*interest);
  result.write = [=, options = store::JournalOptions{"accrue_interest", day, period.last_closed}](
                     JobWrite& write) { write_interest(write, *master, *interest, options); };
  return result;
}

std::vector<std::string> day_count_choices() {
  const auto names = finance::day_count_names();
  return {names.begin(), names.end()};
}

}  // namespace

JobDefinition accrue_interest() {
  using pipeline::ParameterType;
  JobDefinition job;
  job.name = "accrue_interest";
  job.summary = "accrue interest on cash for every calendar day and credit it at the month end";
  job.rule_version = interest_rule_version;
  job.posts = true;
  job.needs_previous_close = true;
  job.rerun = Rerun::new_keys;
  job.after_jobs = {"build_pack", "settle_trades", "value_portfolios"};
  job.parameters = {
      {.key = "accounts",
       .type = ParameterType::text_list,
       .default_value = std::vector<std::string>{"1000", "1010"},
       .meaning = "whose balances earn; the first one gets the credits"},
      {.key = "day_count",
       .type = ParameterType::text,
       .default_value = "ACT/365F",
       .choices = day_count_choices(),
       .meaning = "of schedules that name none"},
      {.key = "tier_mode",
       .type = ParameterType::text,
       .default_value = "marginal",
       .choices = {"marginal", "whole"},
       .meaning = "of schedules that name none: each slice at its own rate, or all at one"},
      {.key = "credit_on",
       .type = ParameterType::text,
       .default_value = "month_end",
       .choices = {"month_end", "quarter_end"},
       .meaning = "when what was accrued becomes cash"},
      {.key = "min_credit_minor",
       .unit = "minor",
       .min = 1,
       .default_value = 1,
       .meaning = "a smaller credit waits for the next one"},
      {.key = "wht_ppm",
       .unit = "ppm",
       .min = 0,
       .max = 1'000'000,
       .default_value = 0,
       .meaning = "withheld from a credit, of schedules that name none"},
      {.key = "max_catchup_days",
       .unit = "days",
       .min = 0,
       .max = 3'660,
       .default_value = 7,
       .meaning = "so many missing calendar days are accrued by themselves"},
  };
  job.reads =
      "journal_entry journal_line balance interest_tier portfolio_terms opening_accrual "
      "interest_accrual portfolio_nav pack";
  job.writes =
      "journal_entry journal_line balance interest_start interest_accrual interest_credit "
      "interest_posting portfolio_nav cash_value finding hold";
  job.fingerprint = interest_fingerprint;
  job.changed_inputs = changed_interest_inputs;
  job.run = run;
  return job;
}

}  // namespace wealthjobs::jobs
