#include "jobs/intake_interest.h"

#include "intake_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

const std::string header =
    "interest_schedule_id,currency,from_date,side,upto,rate,day_count,interest_source\n";

struct IntakeInterest : ::testing::Test {
  IntakeReport take(const std::string& rows) {
    scratch.file("book/interest_tiers.csv", header + rows);
    return scratch.take_in();
  }
  IntakeBook scratch;
};

TEST_F(IntakeInterest, LoadsAScheduleOnce) {
  const std::string rows =
      "S1,AUD,2026-01-01,credit,50000,0.02,,\n"
      "S1,AUD,2026-01-01,credit,,0.035,,\n"
      "S1,AUD,2026-01-01,debit,,0.12,,\n";
  EXPECT_EQ(take(rows).text(), "interest_tiers.csv: 3 rows: 3 added\n");
  EXPECT_EQ(take(rows).text(), "interest_tiers.csv: 3 rows: 3 known already\nnothing new\n");
  EXPECT_EQ(scratch.count("v_interest_tier WHERE upto_minor = 5000000 AND rate_ppm = 20000"), 1);
}

TEST_F(IntakeInterest, ARateIsNeverOverwritten) {
  take("S1,AUD,2026-01-01,credit,,0.02,,\n");
  EXPECT_THROW(take("S1,AUD,2026-01-01,credit,,0.03,,\n"), base::Error);
  EXPECT_EQ(scratch.narrated.back(),
            "book/interest_tiers.csv:2:1: S1 is in the book with other content; such rows are "
            "never overwritten: give it another id, or leave it as it was");
  EXPECT_EQ(take("S1,AUD,2026-01-01,credit,,0.02,,\nS1,AUD,2026-06-01,credit,,0.03,,\n").text(),
            "interest_tiers.csv: 2 rows: 1 added, 1 known already\n");
}

TEST_F(IntakeInterest, HalfAScheduleIsSetAside) {
  const IntakeReport report = take(
      "S1,AUD,2026-01-01,credit,50000,0.02,,\n"
      "S2,AUD,2026-01-01,credit,50000,0.0200001,,\n"
      "S2,AUD,2026-01-01,credit,,0.03,,\n"
      "S3,AUD,2026-01-01,credit,,0.03,ACT/360,\n"
      "S3,AUD,2026-01-01,debit,,0.03,,\n"
      "S4,AUD,2026-01-01,credit,,,,custodian\n"
      "S4,AUD,2026-01-01,debit,,,,custodian\n"
      "S5,AUD,2026-01-01,credit,,0.04,,\n");
  EXPECT_EQ(report.text(), "interest_tiers.csv: 8 rows: 1 added, 7 quarantined\n");
  EXPECT_EQ(report.set_aside.at(1),
            "book/interest_tiers.csv:2:1: S1|AUD|2026-01-01: incomplete_schedule: credit: no tier "
            "is open at the top");
  EXPECT_EQ(report.set_aside.at(2),
            "book/interest_tiers.csv:4:1: S2|AUD|2026-01-01: incomplete_schedule: line 3 of it "
            "cannot be read");
  EXPECT_EQ(scratch.count("v_quarantine WHERE severity = 'warn' AND status = 'open'"), 7);
  EXPECT_EQ(scratch.count("interest_tier"), 1);
}

TEST_F(IntakeInterest, ACorrectedScheduleMarksItsRowsFixed) {
  take("S1,AUD,2026-01-01,credit,50000,2,,\nS1,AUD,2026-01-01,credit,,0.03,,\n");
  EXPECT_EQ(scratch.count("v_quarantine WHERE status = 'open'"), 2);
  const IntakeReport again =
      take("S1,AUD,2026-01-01,credit,50000,0.02,,\nS1,AUD,2026-01-01,credit,,0.03,,\n");
  EXPECT_EQ(again.quarantine_fixed, 2);
  EXPECT_EQ(scratch.count("v_quarantine WHERE status = 'open'"), 0);
}

TEST_F(IntakeInterest, FindsTheGroupOfARow) {
  EXPECT_EQ(interest_group_of("S1|AUD|2026-01-01|credit|"), "S1|AUD|2026-01-01");
  EXPECT_EQ(interest_group_of("S1|AUD|2026-01-01"), "S1|AUD|2026-01-01");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
