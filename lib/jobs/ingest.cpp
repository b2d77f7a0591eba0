// ingest: loads the price and series feeds and the folder in/{business_date}, and says what is
// missing or hard to believe (domain job 18, RULINGS A8).
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json_document.h"
#include "base/sha256.h"
#include "base/text.h"
#include "jobs/definitions.h"
#include "jobs/feed_load.h"
#include "jobs/intake_day_folder.h"
#include "jobs/price_coverage.h"
#include "jobs/sequence.h"
#include "store/database.h"
#include "store/findings.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using base::ExitStatus;

// "<feeds>-<folder>". Loading a file changes neither half. What arrives in a feed after the close
// of a day belongs to the first open day; the folder of the day itself must stay as it was.
std::string fingerprint(const JobContext& context) {
  const std::string folder = base::sha256_hex(day_folder_digest(context.request));
  if (context.is_closed && context.previous && context.previous->fingerprint.ends_with(folder)) {
    return context.previous->fingerprint;
  }
  // files of instruments that were unknown are read once their instrument is there
  const auto known = store::Master::load(context.book).instruments().size();
  return base::sha256_hex(feed_glances(context.request, FeedGroup::prices_and_series) +
                          std::to_string(known)) +
         "-" + folder;
}

std::string changed_inputs(const JobContext& context, std::int64_t /*since_revision*/) {
  const std::string day = context.request.business_date.iso();
  return context.is_closed ? "the folder in/" + day : "the feeds or the folder in/" + day;
}

// What one attempt read; shared by the write paragraph.
struct Reading {
  FeedLoad feeds;
  std::optional<DayFolder> folder;
  std::vector<store::Finding> findings;
};

void write_findings(JobWrite& write, base::Date day, const std::vector<store::Finding>& findings) {
  store::save_findings(write.transaction(), day, "ingest", findings);
}

JobResult gate(const JobContext& context, ExitStatus status, std::string why, std::string next,
               const std::shared_ptr<Reading>& reading) {
  JobResult result = JobResult::gate(status, std::move(why), std::move(next));
  result.write = [reading, day = context.request.business_date,
                  actor = context.request.actor](JobWrite& write) {
    if (reading->feeds.is_refused()) write_feeds(write, reading->feeds, actor);
    if (reading->folder && reading->folder->is_refused()) write_day_folder(write, *reading->folder);
    write_findings(write, day, reading->findings);
  };
  return result;
}

PriceLimits price_limits(const Parameters& parameters) {
  return {.min_coverage_bps = parameters.integer("min_coverage_bps"),
          .max_gap_bd = static_cast<int>(parameters.integer("max_gap_bd")),
          .z_max = static_cast<double>(parameters.integer("z_max"))};
}

std::optional<JobResult> refusal(const JobContext& context,
                                 const std::shared_ptr<Reading>& reading) {
  const std::string day = context.request.business_date.iso();
  const std::string again = "wealthjobs run " + pipeline_of(context.request) + " --date " + day;
  const FeedLoad& load = reading->feeds;
  if (load.is_refused()) {
    return gate(context, load.status, load.why,
                (load.status == ExitStatus::data_missing ? "deliver the file, then "
                                                         : "mend the file, then ") +
                    again,
                reading);
  }
  if (reading->folder && reading->folder->is_refused()) {
    const std::vector<std::string>& refusals = reading->folder->report.refusals;
    const auto more = static_cast<long long>(refusals.size()) - 1;
    return gate(
        context, ExitStatus::data_invalid,
        refusals.front() + (more > 0 ? " (and " + base::counted("more refusal", more) + ")" : ""),
        "mend the file, or: wealthjobs import " + reading->folder->intake.folder +
            " --amend; then " + again,
        reading);
  }
  return std::nullopt;
}

void note_folder(const DayFolder& folder, base::Date day, std::vector<store::Finding>& findings) {
  const auto note = [&](const char* kind, const std::string& text) {
    findings.push_back({day, "ingest", kind, store::Severity::warn, finance::the_firm,
                        finance::no_instrument, text});
  };
  for (const std::string& warning : folder.report.warnings) note("unknown_file", warning);
  for (const std::string& change : folder.report.changes) note("changed_value", change);
}

JobResult run(JobContext& context) {
  // read
  const base::Date day = context.request.business_date;
  const store::Master master = store::Master::load(context.book);
  const auto reading = std::make_shared<Reading>();
  reading->feeds = read_feeds(context, master, FeedGroup::prices_and_series);
  reading->folder = read_day_folder(context);
  reading->findings = std::move(reading->feeds.findings);
  if (auto refused = refusal(context, reading)) return *std::move(refused);

  // compute
  const feeds::BookFolder* const folder = reading->folder ? &reading->folder->intake.book : nullptr;
  const PriceCoverage coverage =
      measure_price_coverage(context.book, master, day, reading->feeds.prices, folder,
                             price_limits(context.request.parameters));
  if (reading->folder) note_folder(*reading->folder, day, reading->findings);
  const auto horizon = horizon_warnings(context.book, master, context.request);
  reading->findings.insert(reading->findings.end(), horizon.begin(), horizon.end());
  reading->findings.insert(reading->findings.end(), coverage.findings.begin(),
                           coverage.findings.end());
  if (!coverage.is_enough) {
    return gate(context, ExitStatus::data_missing, coverage.why(),
                "deliver the prices of " + day.iso() + ", then wealthjobs run " +
                    pipeline_of(context.request) + " --date " + day.iso(),
                reading);
  }

  // write
  JobResult result;
  result.why = reading->feeds.summary() + "; " + std::to_string(coverage.priced) + " of " +
               base::counted("instrument", coverage.expected) + " priced";
  if (!horizon.empty()) result.why += "; warning: " + horizon.front().text;
  result.rows_read = reading->feeds.rows_read;
  result.rows_written = reading->feeds.rows();
  if (reading->folder) {
    for (const FileIntake& file : reading->folder->report.files) {
      result.rows_read += file.received;
      result.rows_written += file.added + file.amended + file.cancelled + file.changed;
    }
  }
  result.result_json = base::json_line({{"files_new", reading->feeds.files_read},
                                        {"files_unchanged", reading->feeds.files_unchanged},
                                        {"files_unknown", reading->feeds.files_unknown},
                                        {"rows_new", result.rows_written},
                                        {"priced", coverage.priced},
                                        {"expected", coverage.expected},
                                        {"findings", reading->findings.size()}});
  result.write = [reading, day, actor = context.request.actor](JobWrite& write) {
    write_feeds(write, reading->feeds, actor);
    if (reading->folder) write_day_folder(write, *reading->folder);
    write_findings(write, day, reading->findings);
  };
  return result;
}

}  // namespace

JobDefinition ingest() {
  JobDefinition job;
  job.name = "ingest";
  job.summary = "load the price and series feeds and the folder of the day";
  job.needs_previous_close = true;
  job.may_follow_close = true;
  job.rerun = Rerun::repeat;
  job.parameters = {
      {.key = "min_coverage_bps",
       .unit = "bps",
       .min = 0,
       .max = 10'000,
       .default_value = 9'800,
       .meaning = "part of the instruments due that must have a price of the day"},
      {.key = "max_gap_bd",
       .unit = "business days",
       .min = 0,
       .max = 60,
       .default_value = 3,
       .meaning = "longer holes in a series are listed"},
      {.key = "z_max",
       .unit = "robust deviations",
       .min = 1,
       .max = 100,
       .default_value = 6,
       .meaning = "a return further out is listed as an outlier"},
  };
  job.reads = "instrument price suspension corporate_action file_register quarantine";
  job.writes =
      "price series_point file_register quarantine finding, and with in/{business_date} "
      "what import writes";
  job.fingerprint = fingerprint;
  job.changed_inputs = changed_inputs;
  job.run = run;
  return job;
}

}  // namespace wealthjobs::jobs
