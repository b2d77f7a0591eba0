// ingest: loads the price and series feeds and the folder in/{business_date}, and says what is
// missing or hard to believe (domain job 18, RULINGS A8).
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/json_document.h"
#include "base/sha256.h"
#include "base/text.h"
#include "feeds/file_glob.h"
#include "jobs/definitions.h"
#include "jobs/feed_load.h"
#include "jobs/intake_folder.h"
#include "jobs/price_coverage.h"
#include "store/database.h"
#include "store/findings.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using base::ExitStatus;

// The day's own folder, where there is one with files in it.
std::optional<std::string> day_folder(const JobRequest& request) {
  const std::string folder = request.config_dir + "/in/" + request.business_date.iso();
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder, ignored)) return std::nullopt;
  try {
    feeds::expand_path("*.csv", folder);
  } catch (const base::Error& error) {
    if (error.kind() == base::ErrorKind::data_missing) return std::nullopt;
    throw;
  }
  return folder;
}

std::string fingerprint(const JobContext& context) {
  std::string text = feed_glances(context.request, false);
  if (const auto folder = day_folder(context.request)) {
    for (const std::string& path : feeds::expand_path("*.csv", *folder)) {
      const feeds::FileStamp glance = feeds::glance_at(path);
      text +=
          path + "|" + std::to_string(glance.size) + "|" + std::to_string(glance.mtime_us) + "\n";
    }
  }
  const PriceCoverage coverage = measure_price_coverage(context);
  text += std::to_string(coverage.priced) + " of " + std::to_string(coverage.expected);
  return base::sha256_hex(text);
}

JobResult gate(ExitStatus status, std::string why, std::string next) {
  JobResult result;
  result.status = status;
  result.why = std::move(why);
  result.next = std::move(next);
  return result;
}

IntakeOptions intake_options(const JobContext& context) {
  IntakeOptions options;
  options.actor = context.request.actor;
  options.job = "ingest";
  options.config_dir = context.request.config_dir;
  options.business_date = context.request.business_date;
  return options;
}

// What the transaction finds out: read again inside it, so that a gate sees today's prices.
JobResult run(JobContext& context) {
  // read
  const auto master = std::make_shared<store::Master>(store::Master::load(context.book));
  const auto load = std::make_shared<FeedLoad>(read_feeds(context, *master, false));
  const IntakeOptions options = intake_options(context);
  std::shared_ptr<FolderIntake> folder;
  if (const auto path = day_folder(context.request)) {
    folder = std::make_shared<FolderIntake>(read_folder(context.book, *path, options));
  }

  // compute
  if (load->is_refused()) {
    JobResult refused =
        gate(load->status, load->why, "mend or deliver the file, then run the same command again");
    refused.write = [=](JobWrite& write) { write_feeds(write, *load, *master, "ingest"); };
    return refused;
  }
  if (folder && folder->is_refused()) {
    JobResult refused = gate(ExitStatus::data_invalid, folder->book.refusals.front(),
                             "mend the file, then run the same command again");
    refused.write = [=](JobWrite& write) {
      write.revision();
      save_refused_files(write.transaction(), *folder, folder->book.refusals, options);
    };
    return refused;
  }
  const CoverageCheck check(context, *load, folder.get());
  if (check.is_short()) {
    return gate(ExitStatus::data_missing, check.why(),
                "deliver the prices of " + context.request.business_date.iso() +
                    ", then run the same command again");
  }

  // write
  JobResult result;
  const auto files = static_cast<long long>(load->files.size());
  result.why = base::counted("new file", files) + ", " + std::to_string(load->unchanged) +
               " unchanged; " + check.summary();
  result.rows_read = check.coverage().expected;
  result.result_json = base::json_line({{"files_new", files},
                                        {"files_unchanged", load->unchanged},
                                        {"files_unknown", load->unknown.size()},
                                        {"priced", check.coverage().priced},
                                        {"expected", check.coverage().expected}});
  for (const FeedFile& file : load->files) result.rows_written += file.registered.rows;
  result.write = [=, day = context.request.business_date,
                  findings = check.findings(*master)](JobWrite& write) {
    write_feeds(write, *load, *master, "ingest");
    if (folder) {
      write.revision();
      const IntakeReport report = write_folder(write.transaction(), *folder, options);
      if (!report.refusals.empty()) {
        throw base::Error(base::ErrorKind::data_invalid, report.refusals.front(),
                          "wealthjobs import " + folder->folder + " --amend");
      }
    }
    if (!findings.empty() ||
        !store::load_findings(write.transaction().database(), day, "ingest").empty()) {
      write.revision();
      store::save_findings(write.transaction(), day, "ingest", findings);
    }
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
  job.reads = "instrument price file_register corporate_action";
  job.writes =
      "price series_point file_register quarantine finding, and with in/{business_date} "
      "what import writes";
  job.fingerprint = fingerprint;
  job.run = run;
  return job;
}

}  // namespace wealthjobs::jobs
