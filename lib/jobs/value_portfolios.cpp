// value_portfolios: marks every trade-date position and cash balance to the pack of the day, in
// local and base currency, with the age of every price (domain job 2).
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/json_document.h"
#include "base/sha256.h"
#include "base/text.h"
#include "finance/calendar/business_day.h"
#include "jobs/book_calendars.h"
#include "jobs/day_holds.h"
#include "jobs/definitions.h"
#include "jobs/own_movements.h"
#include "jobs/portfolio_valuation.h"
#include "jobs/valuation_result.h"
#include "jobs/valued_flows.h"
#include "store/database.h"
#include "store/findings.h"
#include "store/job_run.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;
using base::ExitStatus;

// The pack of the day, what settle_trades made of it, approved haircuts, and holds that somebody
// has released (before the close, where there is one).
std::string fingerprint(const JobContext& context) {
  const Date date = context.request.business_date;
  const auto pack = store::load_current_pack_header(context.book, date);
  const auto settled = store::load_job_run_on(context.book, "settle_trades", date);
  std::string text = (pack ? pack->sha256 : "no pack") + "\n" +
                     (settled ? settled->fingerprint + settled->result_json : "not settled");
  text += terms_digest(context.book, date);
  for (const store::Suspension& row : store::load_suspensions(context.book, date)) {
    text += "\n" + std::to_string(finance::number_of(row.instrument)) + " " +
            std::to_string(row.haircut_bps);
  }
  if (!store::load_holds(context.book, date).empty()) {
    const store::Master master = store::Master::load(context.book);
    text += valuation_holds(holds_of_day(context.book, master, date)).released_text;
  }
  return base::sha256_hex(text);
}

finance::StalenessOptions staleness_options(const Parameters& parameters) {
  finance::StalenessOptions options;
  options.fresh_bd = static_cast<int>(parameters.integer("fresh_bd"));
  options.late_market_bd = static_cast<int>(parameters.integer("late_market_bd"));
  options.stale_warn_bd = static_cast<int>(parameters.integer("stale_warn_bd"));
  options.stale_fail_bd = static_cast<int>(parameters.integer("stale_fail_bd"));
  options.max_stale_nav_bps = parameters.integer("max_stale_nav_bps");
  return options;
}

// Instruments whose price of the day build_pack did not believe.
std::set<finance::InstrumentNo> held_back(store::Database& book, Date day) {
  std::set<finance::InstrumentNo> instruments;
  for (const store::Finding& finding : store::load_findings(book, day, "build_pack")) {
    if (finding.kind == "held_price") instruments.insert(finding.instrument);
  }
  return instruments;
}

void write_valuation(JobWrite& write, const PortfolioValuation& valuation, Date day,
                     Date first_kept, const std::function<bool(Date)>& is_kept) {
  write.revision();
  store::WriteTransaction& transaction = write.transaction();
  store::ValuationWriter values(transaction, day);
  for (const store::PortfolioNav& nav : valuation.navs) values.add(nav);
  for (const store::PositionValueRow& position : valuation.positions) values.add(position);
  for (const store::CashValueRow& cash : valuation.cash) values.add(cash);
  store::prune_position_values(transaction, first_kept, is_kept);
  store::save_findings(transaction, day, "value_portfolios", valuation.findings);
  for (const std::string_view reason : {"no_price", "stale_prices"}) {
    std::vector<finance::PortfolioNo> held;
    for (const store::Hold& hold : valuation.holds) {
      if (hold.reason == reason) held.push_back(hold.portfolio);
    }
    store::clear_holds(transaction, day, reason, held);
  }
  store::save_holds(transaction, valuation.holds);
}

// What closes the gate for the whole book; an empty why lets it pass.
JobResult gate_of(const PortfolioValuation& valuation, const AccountDays& accounts, Date day) {
  if (valuation.is_any_rate_missing()) {
    return JobResult::gate(
        ExitStatus::data_missing,
        "no FX rate for " + *valuation.missing_currencies().begin() + " on " + day.iso(),
        "load the rate, then run the same command again");
  }
  if (valuation.gates_for_stale_book()) {
    return JobResult::gate(ExitStatus::data_invalid, "too much of the book rests on stale prices",
                           "deliver fresh prices, then run the same command again");
  }
  if (valuation.navs.empty() && valuation.holds.empty() && accounts.is_any_open()) {
    return JobResult::gate(ExitStatus::data_invalid, "no portfolio could be valued",
                           "wealthjobs doctor");
  }
  return {};
}

JobResult run(JobContext& context) {
  // read
  const Date day = context.request.business_date;
  const Parameters& parameters = context.request.parameters;
  const auto pack = store::load_current_pack(context.book, day);
  if (!pack) {
    return JobResult::gate(ExitStatus::data_missing, "there is no pack of " + day.iso(),
                           "wealthjobs run-job build_pack --date " + day.iso());
  }
  const auto master = std::make_shared<store::Master>(store::Master::load(context.book));
  const auto calendars = std::make_shared<finance::Calendars>(load_calendars(context.book));
  const finance::CalendarSet primary(
      calendar_named(*calendars, context.request.config->calendar.primary));
  DayPrices prices(*master, *pack, *calendars, staleness_options(parameters),
                   held_back(context.book, day));
  prices.suspend(store::load_suspensions(context.book, day));
  const ValuationHolds holds = valuation_holds(holds_of_day(context.book, *master, day));

  // compute
  const AccountDays accounts(context.book, *master, day);
  auto valuation = std::make_shared<PortfolioValuation>(PortfolioValuation::Inputs{
      master.get(), &*pack, &prices, day, staleness_options(parameters), holds.held,
      flows_since_last_nav(context.book, *master, day),
      store::load_interest_posted(context.book, day), &accounts, holds.released_stale});
  const OwnMovements own(context.book, day);
  store::for_each_holding(context.book, [&](const store::PortfolioHoldings& holdings) {
    if (accounts.is_valued(holdings, valuation->findings)) {
      valuation->value(own.taken_out_of(holdings));
    }
  });
  valuation->value_empty_ones();
  if (JobResult closed = gate_of(*valuation, accounts, day); closed.status != ExitStatus::ok) {
    closed.write = [valuation, day](JobWrite& write) {
      write.revision();
      store::save_findings(write.transaction(), day, "value_portfolios", valuation->findings);
    };
    return closed;
  }

  // write
  JobResult result;
  result.why = base::counted("portfolio", static_cast<long long>(valuation->navs.size())) +
               " valued: " + totals_text(valuation->navs);
  result.rows_read = static_cast<std::int64_t>(valuation->positions.size());
  result.rows_written = static_cast<std::int64_t>(
      valuation->navs.size() + valuation->positions.size() + valuation->cash.size());
  result.result_json = base::json_line(valuation_result(*valuation));
  const Date first_kept = day - static_cast<std::int32_t>(parameters.integer("keep_days"));
  result.write = [=](JobWrite& write) {
    const auto is_kept = [&](Date date) { return finance::is_month_end(primary, date); };
    write_valuation(write, *valuation, day, first_kept, is_kept);
    (void)calendars;  // what `primary` points into
  };
  return result;
}

}  // namespace

JobDefinition value_portfolios() {
  JobDefinition job;
  job.name = "value_portfolios";
  job.summary = "mark every position and cash balance to the pack of the day";
  job.posts = true;
  job.needs_previous_close = true;
  job.rerun = Rerun::repeat;
  job.after_jobs = {"build_pack", "settle_trades"};
  job.parameters = {
      {.key = "fresh_bd",
       .unit = "business days",
       .min = 0,
       .max = 10,
       .default_value = 0,
       .meaning = "a price so old is fresh"},
      {.key = "late_market_bd",
       .unit = "business days",
       .min = 0,
       .max = 10,
       .default_value = 1,
       .meaning = "likewise where the market closes after the cut"},
      {.key = "stale_warn_bd",
       .unit = "business days",
       .min = 0,
       .max = 60,
       .default_value = 3,
       .meaning = "a price so old is listed"},
      {.key = "stale_fail_bd",
       .unit = "business days",
       .min = 0,
       .max = 250,
       .default_value = 5,
       .meaning = "an older price counts as stale"},
      {.key = "max_stale_nav_bps",
       .unit = "bps",
       .min = 0,
       .max = 10'000,
       .default_value = 200,
       .meaning = "stale value above this part of nav holds a portfolio, or the book"},
      {.key = "keep_days",
       .unit = "days",
       .min = 1,
       .max = 100'000,
       .default_value = 400,
       .meaning = "how long daily position values are kept; month ends always are"},
  };
  job.reads =
      "pack pack_price pack_rate position balance lot cash_flow transfer portfolio_terms "
      "suspension finding hold";
  job.writes = "portfolio_nav position_value cash_value finding hold";
  job.fingerprint = fingerprint;
  job.run = run;
  return job;
}

}  // namespace wealthjobs::jobs
