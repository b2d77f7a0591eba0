#include "store/job_run.h"

#include <gtest/gtest.h>

#include "store/scratch_book.h"

namespace wealthjobs::store {
namespace {

TEST(JobRun, IsKeptByJobDateScopeAndParameters) {
  ScratchBook scratch;
  Database book = scratch.open();
  const base::Date day = base::Date::from(2020, 6, 30);
  JobRun run;
  run.key = {.job = "settle_trades", .business_date = day, .params_sha256 = "aa"};
  run.rule_version = 3;
  run.fingerprint = "f1";
  run.book_revision = 17;
  run.run_id = "cob-2020-06-30-1";
  {
    WriteTransaction write(book);
    save_job_run(write, run);
    run.key.params_sha256 = "bb";
    save_job_run(write, run);
    run.fingerprint = "f2";
    run.book_revision = 18;
    save_job_run(write, run);
    write.commit();
  }
  EXPECT_EQ(load_job_run(book, run.key)->fingerprint, "f2");
  EXPECT_EQ(load_job_run(book, run.key)->book_revision, 18);
  EXPECT_EQ(load_job_run(book, run.key)->rule_version, 3);
  run.key.params_sha256 = "aa";
  EXPECT_EQ(load_job_run(book, run.key)->fingerprint, "f1");
  run.key.business_date = day + 1;
  EXPECT_FALSE(load_job_run(book, run.key).has_value());
  EXPECT_EQ(load_job_runs(book, day).size(), 2U);
  EXPECT_EQ(last_date_of_job(book, "settle_trades"), day);
  EXPECT_EQ(last_date_of_job(book, "close_ledger"), std::nullopt);
}

}  // namespace
}  // namespace wealthjobs::store
