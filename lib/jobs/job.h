// A job: one built-in unit of work of a pipeline, tried by one child process.
//
// Every job is two functions in one file of this folder and one line in registry.cpp:
//   fingerprint   what the job reads for this date, digested: equal means nothing to do again
//   run           three paragraphs: read (store, feeds), compute (rules of lib/finance), write
// The write paragraph is returned, not done: execute.cpp runs it inside the one transaction that
// also marks the step, records job_run and appends the event (RULINGS B2). A gate returns a write
// paragraph too: it may only keep findings (quarantine, holds, finding rows), never effects (B1).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/exit_status.h"
#include "base/json.h"
#include "pipeline/parameter.h"
#include "pipeline/spec.h"

namespace wealthjobs::store {
class Database;
class WriteTransaction;
}  // namespace wealthjobs::store

namespace wealthjobs::jobs {

// The effective parameters of a step: defaults of the catalogue, [jobs.<job>] of jobs.toml, the
// step's `with` and --param, later ones win. Asking for a key that the job does not declare, or
// with another type, aborts: that is a bug of the job.
class Parameters {
 public:
  Parameters() = default;
  explicit Parameters(std::vector<pipeline::Parameter> values) : values_(std::move(values)) {}
  [[nodiscard]] std::int64_t integer(std::string_view key) const;
  [[nodiscard]] bool boolean(std::string_view key) const;
  [[nodiscard]] const std::string& text(std::string_view key) const;
  [[nodiscard]] const std::vector<std::int64_t>& integers(std::string_view key) const;
  [[nodiscard]] const std::vector<std::string>& texts(std::string_view key) const;
  [[nodiscard]] const std::vector<pipeline::ParameterRow>& rows(std::string_view key) const;
  [[nodiscard]] const std::vector<pipeline::Parameter>& all() const { return values_; }
  // SHA-256 of the canonical JSON of all values: part of the key of table job_run.
  [[nodiscard]] std::string sha256() const;

 private:
  [[nodiscard]] const pipeline::ParameterValue& value(std::string_view key) const;
  std::vector<pipeline::Parameter> values_;
};

// What one attempt is asked to do.
struct JobRequest {
  const pipeline::Config* config = nullptr;  // calendars, feeds, custodians
  std::string config_dir;                    // relative paths start here
  base::Date business_date;
  Parameters parameters;
  std::string run_id;
  std::string step;
  int attempt = 1;
  std::string actor;
  bool force = false;
  bool restate = false;
  std::optional<std::string> override_why;  // --override of this step (RULINGS A15)
  // RULINGS B7: the date is the pipeline's default date at its start, so that times of day mean
  // something; on any other date nothing is late.
  bool deadlines_apply = false;
  std::function<void(std::string_view)> report_progress = [](std::string_view) {};
};

// The job's last success for this date and these parameters.
struct PreviousRun {
  std::string fingerprint;
  std::int64_t book_revision = 0;  // what it had read
  int rule_version = 0;
};

// The write paragraph's view of the one transaction.
class JobWrite {
 public:
  JobWrite(store::WriteTransaction& transaction, std::string actor, std::string cause,
           std::int64_t now_us)
      : transaction_(transaction),
        actor_(std::move(actor)),
        cause_(std::move(cause)),
        now_us_(now_us) {}
  [[nodiscard]] store::WriteTransaction& transaction() { return transaction_; }
  // The known_rev of every row written here; the first call raises the book's revision.
  std::int64_t revision();

 private:
  store::WriteTransaction& transaction_;
  std::string actor_;
  std::string cause_;
  std::int64_t now_us_;
};

struct JobContext {
  store::Database& book;
  const JobRequest& request;
  std::optional<PreviousRun> previous;
  bool is_closed = false;  // the business date is closed already
};

struct JobResult {
  base::ExitStatus status = base::ExitStatus::ok;  // anything else: a gate, effects are not written
  std::string why;   // the step's reason, one line, for ok as for a gate
  std::string next;  // a gate: the next command to type
  std::int64_t rows_read = 0;
  std::int64_t rows_written = 0;
  std::string result_json = "{}";  // typed results: portfolios_valued, total_value_minor
  std::function<void(JobWrite&)> write = [](JobWrite&) {};

  // A closed gate: what is wrong on one line, and the next command to type. It writes nothing
  // unless `write` is set to keep findings.
  static JobResult gate(base::ExitStatus status, std::string why, std::string next);
};

// What happens when the fingerprint differs from the last success on an open day.
enum class Rerun {
  repeat,    // the job runs again and replaces or completes its own results
  new_keys,  // the job runs; it answers 65 itself where a fact it has posted changed (--restate)
  refuse,    // 65 naming what changed, unless --restate
};

struct JobDefinition {
  std::string_view name;
  std::string_view summary;           // one line for `wealthjobs jobs`
  int rule_version = 1;               // raised when results change (RULINGS B4)
  bool posts = false;                 // writes journal entries
  bool needs_previous_close = false;  // RULINGS A1
  bool may_follow_close = false;      // first done after the close: final reports
  bool can_override = false;          // RULINGS A15
  Rerun rerun = Rerun::repeat;
  std::string_view edition_key =
      {};  // a parameter whose values are results of their own: "edition"
  std::vector<std::string> after_jobs;  // jobs that come before it in any pipeline (B8)
  std::vector<pipeline::ParameterSpec> parameters;
  std::string_view reads;  // tables, for the catalogue
  std::string_view writes;
  std::string (*fingerprint)(const JobContext&) = nullptr;
  // One line naming what changed since `since_revision`; null: "its inputs".
  std::string (*changed_inputs)(const JobContext&, std::int64_t since_revision) = nullptr;
  JobResult (*run)(JobContext&) = nullptr;
};

// Every job, in the order of the catalogue.
std::span<const JobDefinition> registry();
const JobDefinition* find_job(std::string_view name);

// What app hands to the validation of jobs.toml (RULINGS B9).
pipeline::Catalogue catalogue();

}  // namespace wealthjobs::jobs
