#include "jobs/settlement_inputs.h"

#include "scratch_book.h"
#include "store/job_run.h"

namespace wealthjobs::jobs::testing {
namespace {

struct Inputs : ::testing::Test {
  Inputs() {
    make_mini_book(scratch);
    scratch.add(Flow{"C1", "2026-04-01", "100.00"});
    scratch.add(Flow{"C2", "2026-04-02", "100.00"});
  }
  std::string fingerprint(const char* date, bool is_closed = false) {
    request.business_date = day(date);
    JobContext context{scratch.book, request, std::nullopt, is_closed};
    if (const auto run = store::load_job_run_on(scratch.book, "settle_trades", day(date))) {
      context.previous = {run->fingerprint, run->book_revision, run->rule_version};
    }
    return settlement_fingerprint(context);
  }
  ScratchBook scratch;
  JobRequest request;
};

TEST_F(Inputs, FingerprintSeesFactsOfThePeriodOnly) {
  const std::string before = fingerprint("2026-04-01");
  scratch.add(Flow{"C3", "2026-04-02", "1.00"});
  EXPECT_EQ(fingerprint("2026-04-01"), before);
  scratch.add(Flow{"C4", "2026-04-01", "1.00"});
  EXPECT_NE(fingerprint("2026-04-01"), before);
}

TEST_F(Inputs, FingerprintStaysWhenTheRunItselfRaisedTheRevision) {
  const std::string before = fingerprint("2026-04-01");
  scratch.run("settle_trades", "2026-04-01");
  EXPECT_EQ(fingerprint("2026-04-01"), before);
}

TEST_F(Inputs, LateFactsCountOnAnOpenDayAndNotOnAClosedOne) {
  scratch.run("settle_trades", "2026-04-01");
  scratch.run("settle_trades", "2026-04-02");
  const std::string before = fingerprint("2026-04-02");
  scratch.add(Flow{"C3", "2026-04-01", "1.00"});
  EXPECT_NE(fingerprint("2026-04-02"), before);
  EXPECT_EQ(fingerprint("2026-04-02", true), before);
}

TEST_F(Inputs, PeriodBeginsAfterTheLastSettledDay) {
  scratch.run("settle_trades", "2026-04-01");
  request.business_date = day("2026-04-07");
  const SettlementPeriod period = settlement_period({scratch.book, request, std::nullopt, false});
  EXPECT_EQ(period.after, day("2026-04-01"));
  EXPECT_EQ(period.settled_through, day("2026-04-01"));
  EXPECT_EQ(period.through, day("2026-04-07"));
  EXPECT_FALSE(period.is_rerun);
}

TEST_F(Inputs, OtherParametersMakeARerunThatConcernsAll) {
  scratch.run("settle_trades", "2026-04-01");
  request.business_date = day("2026-04-01");  // its parameters are none at all: other ones
  const SettlementPeriod period = settlement_period({scratch.book, request, std::nullopt, false});
  EXPECT_TRUE(period.is_rerun);
  EXPECT_TRUE(period.concerns_all);
  EXPECT_EQ(period.settled_through, day("2026-04-01"));
}

TEST_F(Inputs, NamesThreeChangedFactsAndHowManyMore) {
  request.business_date = day("2026-04-02");
  const JobContext context{scratch.book, request, std::nullopt, false};
  EXPECT_EQ(changed_facts_text(context, 0), "cash_flow C1 version 1, cash_flow C2 version 1");
  for (const char* id : {"C3", "C4", "C5"}) scratch.add(Flow{id, "2026-04-02", "1.00"});
  EXPECT_EQ(changed_facts_text(context, 0),
            "cash_flow C1 version 1, cash_flow C2 version 1, cash_flow C3 version 1, 2 more");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
