// update_fx_rates: loads the FX feeds and checks that every currency of the book is quoted,
// recently and credibly (domain job 17).
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json_document.h"
#include "base/sha256.h"
#include "base/text.h"
#include "finance/calendar/business_day.h"
#include "finance/valuation/fx_checks.h"
#include "jobs/book_calendars.h"
#include "jobs/definitions.h"
#include "jobs/feed_load.h"
#include "jobs/quote_choice.h"
#include "store/book_currencies.h"
#include "store/closes.h"
#include "store/database.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;
using base::ExitStatus;

constexpr Date first_date_of_all{-1'000'000};

std::string fingerprint(const JobContext& context) {
  std::string text = feed_glances(context.request, true);
  for (const finance::FxQuote& quote :
       choose_quotes(store::load_latest_rates(context.book, context.request.business_date))
           .quotes) {
    text += quote.base.code() + quote.quote.code() + quote.asof.iso() + "|" +
            std::to_string(quote.rate_e8) + "\n";
  }
  return base::sha256_hex(text);
}

finance::FxCheckOptions check_options(const Parameters& parameters) {
  finance::FxCheckOptions options;
  options.cross_tol_bps = parameters.integer("cross_tol_bps");
  options.move_tol_bps = parameters.integer("move_tol_bps");
  options.source_tol_bps = parameters.integer("source_tol_bps");
  options.stale_fail_bd = static_cast<int>(parameters.integer("stale_fail_bd"));
  return options;
}

// The book's newest quotes up to the day, with what this run is about to load laid over them.
std::vector<store::LatestRate> rates_with(const JobContext& context, const FeedLoad& load) {
  const Date day = context.request.business_date;
  using Key = std::tuple<base::Currency, base::Currency, std::string>;
  std::map<Key, store::LatestRate> rates;
  for (store::LatestRate& rate : store::load_latest_rates(context.book, day)) {
    rates.emplace(Key(rate.base, rate.quote, rate.source), std::move(rate));
  }
  for (const FeedFile& file : load.files) {
    for (const feeds::FxObservation& row : file.rates.rows) {  // ascending by date
      if (row.date > day) break;
      store::LatestRate& rate = rates[Key(row.base, row.quote, file.source)];
      if (rate.rate_e8 != 0 && rate.day < row.date) {
        rate.previous_day = rate.day;
        rate.previous_rate_e8 = rate.rate_e8;
      }
      if (rate.rate_e8 != 0 && rate.day > row.date) continue;
      rate.base = row.base;
      rate.quote = row.quote;
      rate.source = file.source;
      rate.day = row.date;
      rate.rate_e8 = row.rate_e8;
    }
  }
  std::vector<store::LatestRate> list;
  for (auto& [key, rate] : rates) list.push_back(std::move(rate));
  return list;
}

struct FxVerdict {
  finance::RequiredQuotes required;
  std::vector<store::Finding> findings;
  std::optional<std::string> stale;
};

FxVerdict judge(const JobContext& context, const std::vector<store::LatestRate>& rates) {
  const Date day = context.request.business_date;
  const finance::FxCheckOptions options = check_options(context.request.parameters);
  FxVerdict verdict;
  const auto find = [&](std::string kind, std::string text) {
    verdict.findings.push_back({day, "update_fx_rates", std::move(kind), store::Severity::warn,
                                finance::the_firm, finance::no_instrument, std::move(text)});
  };
  const QuoteChoice choice = choose_quotes(rates, options);
  for (const QuoteRemark& remark : choice.remarks)
    find(remark.kind, remark.pair + ": " + remark.text);
  const auto close = store::load_last_close_before(context.book, day);
  const auto currencies =
      store::load_book_currencies(context.book, close ? close->day : first_date_of_all, day);
  verdict.required = finance::required_quotes(
      choice.quotes, currencies, base::Currency::of(context.request.parameters.text("anchor")));
  const finance::Calendars calendars = load_calendars(context.book);
  const finance::CalendarSet target(calendar_named(calendars, "TARGET"));
  const auto needed = finance::FxRates::build(verdict.required.quotes);
  for (const finance::FxQuote& quote : verdict.required.quotes) {
    const int age = finance::business_days_between(target, quote.asof, day);
    const std::string pair = quote.base.code() + "/" + quote.quote.code();
    if (finance::fx_age(age, options) == finance::FxAge::stale) {
      verdict.stale =
          pair + " is of " + quote.asof.iso() + ", " + base::counted("business day", age) + " old";
    }
    for (const store::LatestRate& rate : rates) {
      if (rate.base != quote.base || rate.quote != quote.quote || !rate.previous_day ||
          rate.day != day) {
        continue;
      }
      const finance::FxQuote before{rate.base, rate.quote, *rate.previous_day,
                                    rate.previous_rate_e8, rate.source};
      const auto move = finance::check_move(before, quote, false, options);
      if (move.move == finance::FxMove::ordinary) continue;
      find("fx_mover", pair + " moved " + std::to_string(move.change_e8 / 10'000) + " bps since " +
                           before.asof.iso());
    }
  }
  if (!needed) return verdict;
  for (const finance::FxQuote& quote : choice.quotes) {
    const bool is_needed =
        std::ranges::find(verdict.required.quotes, quote) != verdict.required.quotes.end();
    if (is_needed) continue;
    const auto cross = finance::check_cross(quote, *needed, options);
    if (cross && !cross->is_within) {
      find("cross_difference",
           quote.base.code() + "/" + quote.quote.code() + " as quoted is away from its cross");
    }
  }
  return verdict;
}

JobResult gate(ExitStatus status, std::string why) {
  JobResult result;
  result.status = status;
  result.why = std::move(why);
  result.next = "deliver the rates, then run the same command again";
  return result;
}

JobResult run(JobContext& context) {
  // read
  const auto master = std::make_shared<store::Master>(store::Master::load(context.book));
  const auto load = std::make_shared<FeedLoad>(read_feeds(context, *master, true));

  // compute
  if (load->is_refused()) {
    JobResult refused = gate(load->status, load->why);
    refused.write = [=](JobWrite& write) { write_feeds(write, *load, *master, "update_fx_rates"); };
    return refused;
  }
  const FxVerdict verdict = judge(context, rates_with(context, *load));
  if (!verdict.required.missing.empty()) {
    std::vector<std::string> codes;
    for (const base::Currency currency : verdict.required.missing) codes.push_back(currency.code());
    return gate(ExitStatus::data_missing, "no quote connects " + base::join_text(codes, ", ") +
                                              " on or before " +
                                              context.request.business_date.iso());
  }
  if (verdict.stale) return gate(ExitStatus::data_missing, *verdict.stale);

  // write
  JobResult result;
  const auto needed = static_cast<long long>(verdict.required.quotes.size());
  result.why = needed == 0 ? "one currency: no rate is needed"
                           : base::counted("quote", needed) + " connect the book's currencies";
  result.rows_read = needed;
  for (const FeedFile& file : load->files) result.rows_written += file.registered.rows;
  result.result_json = base::json_line({{"rates_needed", needed},
                                        {"files_new", load->files.size()},
                                        {"files_unchanged", load->unchanged},
                                        {"findings", verdict.findings.size()}});
  result.write = [=, day = context.request.business_date,
                  findings = verdict.findings](JobWrite& write) {
    write_feeds(write, *load, *master, "update_fx_rates");
    const bool had_findings =
        !store::load_findings(write.transaction().database(), day, "update_fx_rates").empty();
    if (findings.empty() && !had_findings) return;
    write.revision();
    store::save_findings(write.transaction(), day, "update_fx_rates", findings);
  };
  return result;
}

}  // namespace

JobDefinition update_fx_rates() {
  using pipeline::ParameterType;
  JobDefinition job;
  job.name = "update_fx_rates";
  job.summary = "load the FX feeds and check that every currency is quoted";
  job.needs_previous_close = true;
  job.may_follow_close = true;
  job.rerun = Rerun::repeat;
  job.parameters = {
      {.key = "anchor",
       .type = ParameterType::text,
       .unit = "currency",
       .default_value = "EUR",
       .meaning = "the currency through which quotes are connected"},
      {.key = "cross_tol_bps",
       .unit = "bps",
       .min = 0,
       .max = 10'000,
       .default_value = 10,
       .meaning = "a quoted cross may differ so much from the derived one"},
      {.key = "move_tol_bps",
       .unit = "bps",
       .min = 1,
       .max = 100'000,
       .default_value = 300,
       .meaning = "a larger day move is listed"},
      {.key = "source_tol_bps",
       .unit = "bps",
       .min = 0,
       .max = 10'000,
       .default_value = 20,
       .meaning = "two sources further apart contradict each other"},
      {.key = "stale_fail_bd",
       .unit = "business days",
       .min = 0,
       .max = 60,
       .default_value = 3,
       .meaning = "an older quote of a currency of the book closes the gate"},
  };
  job.reads = "instrument portfolio balance cash_flow fx_trade fx_rate file_register";
  job.writes = "fx_rate file_register quarantine finding";
  job.fingerprint = fingerprint;
  job.run = run;
  return job;
}

}  // namespace wealthjobs::jobs
