// build_pack: one immutable, content-addressed snapshot of every price and FX quote used for the
// day (domain job 10).
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/json_document.h"
#include "base/text.h"
#include "jobs/definitions.h"
#include "jobs/pack_assembly.h"
#include "jobs/parameter_changes.h"
#include "store/database.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;
using base::ExitStatus;

std::string fingerprint(const JobContext& context) {
  const store::Master master = store::Master::load(context.book);
  return assemble_pack(context, master).pack.header.sha256;
}

// The lines of the pack before that the new one contradicts: the same observation with another
// value. A newer observation is a new key and needs no --restate (RULINGS B4).
std::vector<std::string> contradicted_lines(const std::string& before, const std::string& after) {
  std::vector<std::string> lines;
  for (const finance::PackChange& change : finance::pack_changes(before, after)) {
    if (change.kind == finance::PackChangeKind::added) continue;
    const auto was = base::split_text(change.before, '|');
    const auto is = base::split_text(change.after, '|');
    const bool is_newer = was.size() > 3 && is.size() > 3 && is[3] > was[3];
    if (!is_newer) lines.push_back(change.before);
  }
  return lines;
}

std::string changed_inputs(const JobContext& context, std::int64_t /*since_revision*/) {
  const store::Master master = store::Master::load(context.book);
  const auto current = store::load_current_pack(context.book, context.request.business_date);
  if (!current) return {};
  auto lines = contradicted_lines(canonical_text(*current, master),
                                  assemble_pack(context, master).canonical);
  if (lines.size() > 3) lines.resize(3);
  return base::join_text(lines, ", ");
}

JobResult gate(ExitStatus status, const PackAssembly& assembly, std::string why, std::string next) {
  JobResult result = JobResult::gate(status, std::move(why), std::move(next));
  result.write = [findings = assembly.findings, quarantine = assembly.quarantine,
                  day = assembly.pack.header.day](JobWrite& write) {
    write.revision();
    store::save_findings(write.transaction(), day, "build_pack", findings);
    store::save_quarantine(write.transaction(), quarantine);
  };
  return result;
}

JobResult run(JobContext& context) {
  // read
  const Date day = context.request.business_date;
  const store::Master master = store::Master::load(context.book);
  const auto current = store::load_current_pack(context.book, day);

  // compute
  const auto assembly = std::make_shared<PackAssembly>(assemble_pack(context, master));
  if (!assembly->missing_currencies.empty()) {
    return gate(ExitStatus::data_missing, *assembly,
                "no FX quote connects " + base::join_text(assembly->missing_currencies, ", "),
                "load the rates, then run the same command again");
  }
  if (!assembly->coverage.is_enough) {
    return gate(
        ExitStatus::data_missing, *assembly,
        "only " + std::to_string(assembly->coverage.bps) + " bps of what is held has a price",
        "load the prices of " + base::join_text(assembly->coverage.missing, ", "));
  }
  // known under these parameters: its lines are compared below, newer observations are new keys
  const bool has_other_parameters = current && !context.previous && context.request.force;
  if (has_other_parameters && !context.request.restate &&
      current->header.sha256 != assembly->pack.header.sha256) {
    const auto changed = changed_parameters(context.book, build_pack(), context.request);
    return gate(ExitStatus::data_invalid, *assembly,
                "input_changed: " + changed.value_or("parameters") + " gives another pack than " +
                    current->header.id,
                "add --restate --why TEXT to supersede the pack");
  }
  if (current && !context.request.restate) {
    const auto lines = contradicted_lines(canonical_text(*current, master), assembly->canonical);
    if (!lines.empty()) {
      return gate(ExitStatus::data_invalid, *assembly,
                  "input_changed: " + lines.front() + " of pack " + current->header.id,
                  "add --restate --why TEXT to supersede the pack");
    }
  }

  // write
  JobResult result;
  const auto n_prices = static_cast<long long>(assembly->pack.prices.size());
  const auto n_rates = static_cast<long long>(assembly->pack.rates.size());
  const auto n_held = static_cast<long long>(assembly->quarantine.size());
  result.why = assembly->pack.header.id + ": " + base::counted("price", n_prices) + ", " +
               base::counted("rate", n_rates);
  if (n_held > 0) result.why += ", " + base::counted("price", n_held) + " held back";
  result.rows_read = n_prices + n_rates;
  result.rows_written = n_prices + n_rates + 1;
  result.result_json = base::json_line({{"pack_id", assembly->pack.header.id},
                                        {"prices", n_prices},
                                        {"rates", n_rates},
                                        {"held_prices", n_held},
                                        {"coverage_bps", assembly->coverage.bps}});
  result.write = [assembly, day](JobWrite& write) {
    write.revision();
    store::save_pack(write.transaction(), assembly->pack, "built for " + day.iso());
    store::save_findings(write.transaction(), day, "build_pack", assembly->findings);
    store::save_quarantine(write.transaction(), assembly->quarantine);
  };
  return result;
}

}  // namespace

JobDefinition build_pack() {
  using pipeline::ParameterType;
  JobDefinition job;
  job.name = "build_pack";
  job.summary = "freeze every price and FX quote of the day under one hash";
  job.posts = true;
  job.needs_previous_close = true;
  job.rerun = Rerun::new_keys;
  job.after_jobs = {"ingest", "update_fx_rates"};
  job.parameters = {
      {.key = "policy",
       .type = ParameterType::text,
       .default_value = "close",
       .meaning = "name of the pricing policy; stands in the pack id"},
      {.key = "anchor",
       .type = ParameterType::text,
       .unit = "currency",
       .default_value = "EUR",
       .meaning = "the currency through which quotes are connected"},
      {.key = "source_priority",
       .type = ParameterType::text_list,
       .default_value = std::vector<std::string>{},
       .meaning = "price sources, best first; others follow by name"},
      {.key = "min_coverage_bps",
       .unit = "bps",
       .min = 0,
       .max = 10'000,
       .default_value = 9'950,
       .meaning = "part of held value that must have a price"},
      {.key = "move_warn_bps",
       .unit = "bps",
       .min = 1,
       .max = 100'000,
       .default_value = 1'000,
       .meaning = "a larger move is listed as a mover"},
      {.key = "move_action",
       .type = ParameterType::text,
       .default_value = "use",
       .choices = {"use", "hold"},
       .meaning = "use and list movers, or hold them back"},
      {.key = "split_tol_bps",
       .unit = "bps",
       .min = 0,
       .max = 5'000,
       .default_value = 200,
       .meaning = "how near a move must be to a simple ratio to look like a split"},
      {.key = "source_tol_bps",
       .unit = "bps",
       .min = 0,
       .max = 10'000,
       .default_value = 20,
       .meaning = "two sources further apart contradict each other"},
  };
  job.reads =
      "price price_override fx_rate corporate_action instrument portfolio position lot quarantine";
  job.writes = "pack pack_price pack_rate pack_waiver pack_event finding quarantine";
  job.fingerprint = fingerprint;
  job.changed_inputs = changed_inputs;
  job.run = run;
  return job;
}

}  // namespace wealthjobs::jobs
