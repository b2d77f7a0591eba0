#include "jobs/interest_inputs.h"

#include "interest_book.h"

namespace wealthjobs::jobs::testing {
namespace {

struct InterestInputs : ::testing::Test {
  InterestInputs() {
    scratch.saver("P1");
    scratch.tiers({{}});
    scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
  }
  JobContext context(const char* date) {
    request = scratch.start(accrue_interest(), date);
    return {scratch.book, request, std::nullopt, false};
  }
  InterestBookFixture scratch;
  JobRequest request;
};

TEST_F(InterestInputs, ThePeriodEndsWithTheDayOrWithTheMonth) {
  EXPECT_EQ(interest_period(context("2026-04-02")).through, day("2026-04-02"));
  EXPECT_EQ(interest_period(context("2026-05-29")).through, day("2026-05-31"));
  EXPECT_EQ(interest_period(context("2026-05-28")).through, day("2026-05-28"));
}

TEST_F(InterestInputs, ThePeriodKnowsTheRunAndTheCloseBefore) {
  InterestPeriod period = interest_period(context("2026-04-01"));
  EXPECT_EQ(period.first_open_day, day("2026-04-01"));
  EXPECT_FALSE(period.run_before || period.last_closed || period.is_rerun);
  scratch.night("2026-04-01");
  scratch.night("2026-04-02");
  period = interest_period(context("2026-04-07"));
  EXPECT_EQ(period.first_open_day, day("2026-04-03"));
  EXPECT_EQ(period.run_before, day("2026-04-02"));
  EXPECT_EQ(period.last_closed, day("2026-04-02"));
  EXPECT_EQ(period.entries_before, 2);  // the deposit and the interest of 1 April
  EXPECT_FALSE(period.is_rerun);
  EXPECT_TRUE(interest_period(context("2026-04-02")).is_rerun);
}

TEST_F(InterestInputs, TheFingerprintFollowsSchedulesAndTheDaysWork) {
  scratch.work("2026-04-01");
  const std::string first = interest_fingerprint(context("2026-04-01"));
  EXPECT_EQ(interest_fingerprint(context("2026-04-01")), first);
  scratch.tiers({{.from = "2026-05-01", .rate_ppm = 1}});  // not in force yet
  EXPECT_EQ(interest_fingerprint(context("2026-04-01")), first);
  scratch.tiers({{.from = "2026-03-01", .rate_ppm = 1}});
  const std::string changed = interest_fingerprint(context("2026-04-01"));
  EXPECT_NE(changed, first);
  scratch.add(Flow{"C2", "2026-04-01", "1.00"});
  scratch.work("2026-04-01", {.force = true});
  EXPECT_NE(interest_fingerprint(context("2026-04-01")), changed);
}

TEST_F(InterestInputs, NamesWhatChanged) {
  const std::int64_t before = scratch.book.integer_or(0, "SELECT revision FROM book_revision");
  scratch.tiers({{.schedule = "S2", .from = "2026-03-01"},
                 {.schedule = "S2", .from = "2026-03-01", .side = finance::InterestSide::debit}});
  scratch.add(Flow{"C2", "2026-04-01", "1.00"});
  EXPECT_EQ(changed_interest_inputs(context("2026-04-01"), before),
            "interest schedule S2 of 2026-03-01, cash_flow C2 version 1");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
