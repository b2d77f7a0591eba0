// The sequence of closes (RULINGS A1).
#include "jobs/sequence.h"

#include "scratch_book.h"

namespace wealthjobs::jobs::testing {
namespace {

struct Sequence : ::testing::Test {
  Sequence() {
    make_mini_book(scratch);
    scratch.add(Flow{"C1", "2026-04-01", "100.00"});
  }
  std::optional<JobResult> asked(const char* date) {
    JobRequest request;
    request.config = &scratch.config;
    request.business_date = day(date);
    return out_of_sequence(scratch.book, request);
  }
  ScratchBook scratch;
};

TEST_F(Sequence, FirstDayIsAnyDayFromTheFirstInception) {
  EXPECT_FALSE(asked("2026-04-01"));
  EXPECT_FALSE(asked("2026-06-30"));
  const auto early = asked("2026-03-31");
  ASSERT_TRUE(early);
  EXPECT_EQ(early->status, ExitStatus::gate_blocked);
  EXPECT_EQ(early->why, "the first portfolio begins on 2026-04-01");
  EXPECT_EQ(early->next, "wealthjobs run cob --date 2026-04-01");
}

TEST_F(Sequence, FirstDayMayNotGoBackBehindWhatIsSettled) {
  scratch.work("2026-04-08");
  EXPECT_FALSE(asked("2026-04-08"));
  EXPECT_FALSE(asked("2026-04-09"));
  EXPECT_EQ(asked("2026-04-07")->next, "wealthjobs run cob --date 2026-04-08");
}

TEST_F(Sequence, DayBeforeMustBeClosed) {
  scratch.cob("2026-04-02");
  EXPECT_FALSE(asked("2026-04-02"));  // closed: the fingerprint decides
  EXPECT_FALSE(asked("2026-04-07"));  // over Easter
  const auto skipped = asked("2026-04-08");
  ASSERT_TRUE(skipped);
  EXPECT_EQ(skipped->status, ExitStatus::gate_blocked);
  EXPECT_EQ(skipped->why, "2026-04-07 is not closed");
  EXPECT_EQ(skipped->next, "wealthjobs run cob --date 2026-04-07");
}

TEST_F(Sequence, DayBeforeTheFirstCloseStaysOutside) {
  scratch.cob("2026-04-02");
  const auto outside = asked("2026-04-01");
  ASSERT_TRUE(outside);
  EXPECT_EQ(outside->status, ExitStatus::gate_blocked);
  EXPECT_EQ(outside->next, "wealthjobs run cob --date 2026-04-07");
}

// Domain I.2: a gate under min_horizon_days (30), a warning under 180.
TEST_F(Sequence, WarnsWellBeforeACalendarEnds) {
  const auto warned = [&](const char* date) {
    JobRequest request;
    request.config = &scratch.config;
    request.business_date = day(date);
    return horizon_warnings(scratch.book, scratch.master, request);
  };
  EXPECT_TRUE(warned("2026-04-01").empty());
  EXPECT_TRUE(warned("2050-07-04").empty());  // 180 days
  const auto soon = warned("2050-07-05");     // 179
  ASSERT_FALSE(soon.empty());
  EXPECT_EQ(soon[0].kind, "calendar_horizon");
  EXPECT_EQ(soon[0].text, "calendar XASX ends on 2050-12-31, 179 days after 2050-07-05");
  scratch.config.calendar.warn_horizon_days = 100;
  EXPECT_TRUE(warned("2050-07-05").empty());
}

TEST_F(Sequence, JobsRefuseThroughExecute) {
  scratch.cob("2026-04-01");
  for (const char* job : {"build_pack", "settle_trades", "value_portfolios", "close_ledger"}) {
    const Execution done = scratch.run(job, "2026-04-07");
    EXPECT_EQ(done.status, ExitStatus::gate_blocked) << job;
    EXPECT_EQ(done.next, "wealthjobs run cob --date 2026-04-02");
    EXPECT_EQ(scratch.step().state, store::StepState::blocked);
  }
}

TEST_F(Sequence, DayThatTheExchangeIsClosedIsRefused) {
  scratch.cob("2026-04-02");
  for (const char* date : {"2026-04-03", "2026-04-04"}) {  // Good Friday, a Saturday
    const auto refusal = asked(date);
    ASSERT_TRUE(refusal) << date;
    EXPECT_EQ(refusal->status, ExitStatus::gate_blocked);
    EXPECT_EQ(refusal->why, std::string(date) + " is no business day of XASX");
    EXPECT_EQ(refusal->next, "wealthjobs run cob --date 2026-04-07");
  }
}

TEST_F(Sequence, NeedsAPortfolio) {
  ScratchBook empty;
  JobRequest request;
  request.config = &scratch.config;
  request.business_date = day("2026-04-01");
  EXPECT_EQ(out_of_sequence(empty.book, request)->status, ExitStatus::data_missing);
}

TEST_F(Sequence, CalendarMustReachFarEnough) {
  scratch.config.calendar.min_horizon_days = 1'000'000;
  EXPECT_EQ(asked("2026-04-01")->status, ExitStatus::config);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
