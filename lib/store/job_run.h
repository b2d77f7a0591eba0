// What a job last did for a date, a scope and a set of parameters: the key of re-runs (RULINGS B4).
//
//   An equal fingerprint means that there is nothing to do again; book_revision is what the job had
//   read when it wrote, so that facts known since can be named.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace wealthjobs::store {

class Database;
class WriteTransaction;

struct JobRunKey {
  std::string job = {};
  base::Date business_date = {};
  std::string scope = "ALL";  // or what the step's parameters narrow it to
  std::string params_sha256 = {};
};

struct JobRun {
  JobRunKey key = {};
  int rule_version = 0;
  std::string fingerprint = {};
  std::int64_t book_revision = 0;
  std::string result_json = "{}";
  std::string run_id = {};
};

std::optional<JobRun> load_job_run(Database& book, const JobRunKey& key);
// Of one date, by job and scope.
std::vector<JobRun> load_job_runs(Database& book, base::Date business_date);
// The job's last date before `business_date`, and there the run that had read the newest book.
std::optional<JobRun> load_job_run_before(Database& book, std::string_view job,
                                          base::Date business_date);
// The same on the date itself, with any parameters.
std::optional<JobRun> load_job_run_on(Database& book, std::string_view job,
                                      base::Date business_date);
// The last date for which the job succeeded, with any parameters.
std::optional<base::Date> last_date_of_job(Database& book, std::string_view job);

void save_job_run(WriteTransaction& write, const JobRun& run);

}  // namespace wealthjobs::store
