#include "store/job_run.h"

#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

JobRun job_run_of(const Row& row) {
  return {.key = {.job = row.string(0),
                  .business_date = row.date(1),
                  .scope = row.string(2),
                  .params_sha256 = row.string(3)},
          .rule_version = row.small(4),
          .fingerprint = row.string(5),
          .book_revision = row.integer(6),
          .result_json = row.string(7),
          .run_id = row.string(8)};
}

}  // namespace

std::optional<JobRun> load_job_run(Database& book, const JobRunKey& key) {
  Cursor rows = book.query(
      "SELECT * FROM job_run "
      "WHERE job = ? AND business_date = ? AND scope = ? AND params_sha256 = ?",
      key.job, key.business_date, key.scope, key.params_sha256);
  if (!rows.next()) return std::nullopt;
  return job_run_of(rows);
}

std::vector<JobRun> load_job_runs(Database& book, base::Date business_date) {
  std::vector<JobRun> runs;
  Cursor rows =
      book.query("SELECT * FROM job_run WHERE business_date = ? ORDER BY job, scope, params_sha256",
                 business_date);
  while (rows.next()) runs.push_back(job_run_of(rows));
  return runs;
}

std::optional<JobRun> load_job_run_on(Database& book, std::string_view job,
                                      base::Date business_date) {
  Cursor rows = book.query(
      "SELECT * FROM job_run WHERE job = ? AND business_date = ? ORDER BY book_revision DESC "
      "LIMIT 1",
      job, business_date);
  if (!rows.next()) return std::nullopt;
  return job_run_of(rows);
}

std::optional<JobRun> load_job_run_before(Database& book, std::string_view job,
                                          base::Date business_date) {
  Cursor rows = book.query(
      "SELECT * FROM job_run WHERE job = ? AND business_date < ? "
      "ORDER BY business_date DESC, book_revision DESC LIMIT 1",
      job, business_date);
  if (!rows.next()) return std::nullopt;
  return job_run_of(rows);
}

std::optional<base::Date> last_date_of_job(Database& book, std::string_view job) {
  Cursor rows = book.query("SELECT max(business_date) FROM job_run WHERE job = ?", job);
  if (!rows.next()) return std::nullopt;
  return rows.optional_date(0);
}

void save_job_run(WriteTransaction& write, const JobRun& run) {
  write.database().run(
      "INSERT INTO job_run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
      "rule_version = excluded.rule_version, fingerprint = excluded.fingerprint, "
      "book_revision = excluded.book_revision, result_json = excluded.result_json, "
      "run_id = excluded.run_id",
      run.key.job, run.key.business_date, run.key.scope, run.key.params_sha256, run.rule_version,
      run.fingerprint, run.book_revision, run.result_json, run.run_id);
}

}  // namespace wealthjobs::store
