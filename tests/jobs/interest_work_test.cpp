#include "jobs/interest_work.h"

#include "interest_book.h"

namespace wealthjobs::jobs::testing {
namespace {

struct WorkOnInterest : ::testing::Test {
  WorkOnInterest() {
    scratch.saver("P1");
    scratch.tiers({{}});
    scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
  }
  InterestWork work(const char* date, const char* portfolio = "P1",
                    std::vector<finance::Account> accounts = {finance::Account::cash}) {
    const JobRequest request = scratch.start(accrue_interest(), date);
    const JobContext context{scratch.book, request, std::nullopt, false};
    const InterestBook terms(scratch.book, scratch.master, request.parameters, day(date));
    InterestAccounts work(scratch.book, terms, interest_period(context), {std::move(accounts)});
    return work.work(scratch.master.portfolio(scratch.master.portfolio_no(portfolio).value()));
  }
  InterestBookFixture scratch;
};

TEST_F(WorkOnInterest, BeginsWithTheFirstDay) {
  scratch.work("2026-04-01");
  const InterestWork first = work("2026-04-01");
  EXPECT_EQ(first.start, day("2026-04-01"));
  ASSERT_EQ(first.days.size(), 1U);
  EXPECT_EQ(first.days[0].balance_minor, 2'000'000);
  ASSERT_EQ(first.wanted.size(), 1U);
  EXPECT_EQ(first.wanted[0].cause_key, "int|P1|2026-04-01");
  EXPECT_EQ(first.corrections.replacements.size(), 1U);
  EXPECT_TRUE(first.corrections.reversals.empty());
}

TEST_F(WorkOnInterest, FindsNothingNewInADayThatIsDone) {
  scratch.evening("2026-04-01");
  const InterestWork again = work("2026-04-01");
  EXPECT_FALSE(again.start);
  EXPECT_TRUE(again.days.empty());
  EXPECT_EQ(again.days_accrued, 1);
  EXPECT_EQ(again.wanted.size(), 1U);
  EXPECT_TRUE(again.corrections.empty());
}

TEST_F(WorkOnInterest, ComputesOnlyFromTheDayThatChanged) {
  for (const char* date : {"2026-04-01", "2026-04-02", "2026-04-07"}) scratch.night(date);
  scratch.add(Flow{"C2", "2026-04-05", "100.00"});
  scratch.work("2026-04-08");
  const InterestWork late = work("2026-04-08");
  ASSERT_EQ(late.days.size(), 4U);  // 5, 6, 7 again and the 8th
  EXPECT_EQ(late.days[0].day, day("2026-04-05"));
  EXPECT_EQ(late.days[0].version, 2);
  EXPECT_EQ(late.days[3].version, 1);
  EXPECT_EQ(late.wanted.at(0).cause_key, "intadj|P1|2026-04-08");
}

TEST_F(WorkOnInterest, AHeldPortfolioAccruesNothing) {
  scratch.saver("P2", "S2");
  scratch.add(Flow{.id = "C2", .date = "2026-04-01", .amount = "5.00", .portfolio = "P2"});
  scratch.work("2026-04-01");
  const InterestWork held = work("2026-04-01", "P2");
  ASSERT_TRUE(held.hold);
  EXPECT_EQ(held.hold->reason, "no_interest_rate");
  EXPECT_EQ(held.start, day("2026-04-01"));  // no day is lost
  EXPECT_TRUE(held.days.empty() && held.wanted.empty() && held.corrections.empty());
  EXPECT_EQ(held.findings.size(), 1U);
}

TEST_F(WorkOnInterest, APortfolioWithoutScheduleIsNotLookedAt) {
  scratch.saver("P2", nullptr);
  scratch.work("2026-04-01");
  const InterestWork none = work("2026-04-01", "P2");
  EXPECT_FALSE(none.start || none.hold);
  EXPECT_EQ(none.days_accrued, 0);
}

TEST_F(WorkOnInterest, LooksAtItsBaseAccountsOnly) {
  scratch.work("2026-04-01");
  const InterestWork other = work("2026-04-01", "P1", {finance::Account::cash_cma});
  EXPECT_EQ(other.days_accrued, 0);
  EXPECT_TRUE(other.wanted.empty());
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
