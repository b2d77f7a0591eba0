// update_fx_rates: loads the FX feeds and checks that every currency of the book is quoted,
// recently and credibly (domain job 17).
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/json_document.h"
#include "base/sha256.h"
#include "base/text.h"
#include "jobs/definitions.h"
#include "jobs/feed_load.h"
#include "jobs/held_rates.h"
#include "jobs/rate_coverage.h"
#include "store/book_currencies.h"
#include "store/closes.h"
#include "store/database.h"
#include "store/findings.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using base::Currency;
using base::Date;
using base::ExitStatus;

constexpr Date first_date_of_all{-1'000'000};

// What arrives in a feed after the close of a day belongs to the first open day.
std::string fingerprint(const JobContext& context) {
  if (context.is_closed && context.previous) return context.previous->fingerprint;
  std::string text = feed_glances(context.request, FeedGroup::rates);
  const Date day = context.request.business_date;
  const auto close = store::load_last_close_before(context.book, day);
  for (const Currency currency :
       store::load_book_currencies(context.book, close ? close->day : first_date_of_all, day)) {
    text += currency.code() + "\n";
  }
  return base::sha256_hex(text);
}

// What one attempt read; shared by the write paragraph.
struct Reading {
  FeedLoad feeds;
  std::vector<store::Finding> findings;
};

JobResult gate(const JobContext& context, ExitStatus status, std::string why,
               const std::shared_ptr<Reading>& reading) {
  const std::string day = context.request.business_date.iso();
  JobResult result = JobResult::gate(status, std::move(why), {});
  result.next =
      std::string(status == ExitStatus::data_missing ? "deliver the rates (a [[feed]], or "
                                                       "wealthjobs import with fx_rates.csv)"
                                                     : "mend the file") +
      ", then wealthjobs run " + pipeline_of(context.request) + " --date " + day;
  result.write = [reading, date = context.request.business_date,
                  actor = context.request.actor](JobWrite& write) {
    if (reading->feeds.is_refused()) write_feeds(write, reading->feeds, actor);
    store::save_findings(write.transaction(), date, "update_fx_rates", reading->findings);
  };
  return result;
}

std::vector<store::QuarantineRow> held_rows(const RateCoverage& coverage) {
  std::vector<store::QuarantineRow> rows;
  for (const finance::FxQuote& quote : coverage.held) {
    store::QuarantineRow row;
    row.job = "update_fx_rates";
    row.day = quote.asof;
    row.source = "rate " + quote.source;
    row.row_key = held_rate_key(quote);
    row.reason = "held_rate";
    row.severity = store::Severity::warn;
    row.payload_json = base::json_line({{"reason", "a large move that no second source confirms"}});
    rows.push_back(std::move(row));
  }
  return rows;
}

JobResult run(JobContext& context) {
  // read
  const Date day = context.request.business_date;
  const store::Master master = store::Master::load(context.book);
  const auto reading = std::make_shared<Reading>();
  reading->feeds = read_feeds(context, master, FeedGroup::rates);
  reading->findings = std::move(reading->feeds.findings);
  if (reading->feeds.is_refused()) {
    return gate(context, reading->feeds.status, reading->feeds.why, reading);
  }

  // compute
  RateCoverage coverage = measure_rate_coverage(context.book, day, reading->feeds.rates,
                                                rate_limits(context.request.parameters));
  reading->findings.insert(reading->findings.end(), coverage.findings.begin(),
                           coverage.findings.end());
  if (coverage.gate) return gate(context, ExitStatus::data_missing, *coverage.gate, reading);

  // write
  JobResult result;
  const auto needed = static_cast<long long>(coverage.needed.size());
  result.why =
      reading->feeds.summary() + "; " +
      (needed == 0 ? "one currency: no rate is needed"
                   : base::counted("quote", needed) + " connect the currencies of the book");
  const auto held = held_rows(coverage);
  if (!held.empty()) {
    result.why += "; " + base::counted("rate", static_cast<long long>(held.size())) + " held back";
  }
  result.rows_read = reading->feeds.rows_read;
  result.rows_written = reading->feeds.rows();
  result.result_json = base::json_line({{"rates_needed", needed},
                                        {"files_new", reading->feeds.files_read},
                                        {"files_unchanged", reading->feeds.files_unchanged},
                                        {"rows_new", reading->feeds.rows()},
                                        {"held_rates", held.size()},
                                        {"findings", reading->findings.size()}});
  result.write = [reading, day, held, actor = context.request.actor](JobWrite& write) {
    write_feeds(write, reading->feeds, actor);
    if (!held.empty()) write.revision();
    if (!held.empty()) store::save_quarantine(write.transaction(), held);
    store::save_findings(write.transaction(), day, "update_fx_rates", reading->findings);
  };
  return result;
}

Currency currency_of(const std::string& code, const char* what) {
  const auto currency = Currency::parse(code);
  if (currency) return *currency;
  throw base::Error(
      base::ErrorKind::config,
      "[jobs.update_fx_rates] " + std::string(what) + ": \"" + code + "\" is no currency",
      "three capital letters of ISO 4217, for example EUR");
}

std::int64_t integer_of(const pipeline::ParameterRow& row, const char* key) {
  const auto at = row.find(key);
  if (at != row.end() && std::holds_alternative<std::int64_t>(at->second)) {
    return std::get<std::int64_t>(at->second);
  }
  throw base::Error(base::ErrorKind::config,
                    "[jobs.update_fx_rates] pegs: a row needs " + std::string(key),
                    R"({ base = "USD", quote = "HKD", low_e8 = 775000000, high_e8 = 785000000 })");
}

std::string text_of(const pipeline::ParameterRow& row, const char* key) {
  const auto at = row.find(key);
  return at != row.end() && std::holds_alternative<std::string>(at->second)
             ? std::get<std::string>(at->second)
             : std::string();
}

std::vector<pipeline::ParameterSpec> parameter_specs() {
  using pipeline::ParameterType;
  const auto bps = [](const char* key, std::int64_t value, const char* meaning) {
    return pipeline::ParameterSpec{.key = key,
                                   .unit = "bps",
                                   .min = 0,
                                   .max = 100'000,
                                   .default_value = value,
                                   .meaning = meaning};
  };
  return {
      {.key = "anchor",
       .type = ParameterType::text,
       .unit = "currency",
       .default_value = "EUR",
       .meaning = "the currency through which quotes are connected"},
      bps("cross_tol_bps", 10, "a quoted cross of majors may differ so much from the derived one"),
      bps("cross_tol_other_bps", 50, "the same of other currencies"),
      bps("move_tol_bps", 300, "a larger day move of majors is listed"),
      bps("move_tol_other_bps", 800, "the same of other currencies"),
      {.key = "move_action",
       .type = ParameterType::text,
       .default_value = "use",
       .choices = {"use", "hold"},
       .meaning = "use and list movers, or hold back those that no second source confirms"},
      bps("source_tol_bps", 20, "two sources further apart contradict each other"),
      {.key = "stale_fail_bd",
       .unit = "business days",
       .min = 0,
       .max = 60,
       .default_value = 3,
       .meaning = "an older quote of a held currency closes the gate"},
      {.key = "pegs",
       .type = ParameterType::rows,
       .default_value = std::vector<pipeline::ParameterRow>{},
       .columns = {{.key = "base", .type = ParameterType::text, .unit = "currency"},
                   {.key = "quote", .type = ParameterType::text, .unit = "currency"},
                   {.key = "low_e8", .unit = "e8", .min = 1},
                   {.key = "high_e8", .unit = "e8", .min = 1}},
       .meaning = "bands of pegged pairs; a quote outside is listed"},
  };
}

}  // namespace

RateLimits rate_limits(const Parameters& parameters) {
  RateLimits limits;
  limits.anchor = currency_of(parameters.text("anchor"), "anchor");
  limits.checks.cross_tol_bps = parameters.integer("cross_tol_bps");
  limits.checks.cross_tol_other_bps = parameters.integer("cross_tol_other_bps");
  limits.checks.move_tol_bps = parameters.integer("move_tol_bps");
  limits.checks.move_tol_other_bps = parameters.integer("move_tol_other_bps");
  limits.checks.hold_moves = parameters.text("move_action") == "hold";
  limits.checks.source_tol_bps = parameters.integer("source_tol_bps");
  limits.checks.stale_fail_bd = static_cast<int>(parameters.integer("stale_fail_bd"));
  for (const pipeline::ParameterRow& row : parameters.rows("pegs")) {
    limits.pegs.push_back({currency_of(text_of(row, "base"), "pegs"),
                           currency_of(text_of(row, "quote"), "pegs"), integer_of(row, "low_e8"),
                           integer_of(row, "high_e8")});
  }
  return limits;
}

JobDefinition update_fx_rates() {
  JobDefinition job;
  job.name = "update_fx_rates";
  job.summary = "load the FX feeds and check that every currency is quoted";
  job.needs_previous_close = true;
  job.may_follow_close = true;
  job.rerun = Rerun::repeat;
  job.parameters = parameter_specs();
  job.reads =
      "instrument portfolio balance position trade cash_flow fx_trade fx_rate file_register";
  job.writes = "fx_rate file_register quarantine finding";
  job.fingerprint = fingerprint;
  job.run = run;
  return job;
}

}  // namespace wealthjobs::jobs
