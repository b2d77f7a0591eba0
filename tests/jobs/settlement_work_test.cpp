#include "jobs/settlement_work.h"

#include "jobs/settlement_world.h"
#include "scratch_book.h"
#include "store/portfolio_states.h"

namespace wealthjobs::jobs::testing {
namespace {

constexpr finance::PortfolioNo p1{1};

struct Work : ::testing::Test {
  Work() {
    make_mini_book(scratch);
    scratch.price("BHP", "2026-04-01", "42.00");
    scratch.portfolio("P2");
    scratch.add(Flow{"C1", "2026-04-01", "1000"});
    scratch.add(Buy{.id = "T1", .date = "2026-04-01", .quantity = "10", .price = "42"});
    scratch.cob("2026-04-01");
    period.after = period.settled_through = day("2026-04-01");
    period.through = day("2026-04-02");
    period.since_revision = store::book_revision(scratch.book);
  }
  auto replays() { return portfolios_to_replay(scratch.book, scratch.master, period); }
  ScratchBook scratch;
  SettlementPeriod period;
};

TEST_F(Work, FactsOfTheDayNeedNoReplay) {
  scratch.add(Flow{"C2", "2026-04-02", "50"});
  EXPECT_TRUE(replays().empty());
  const FactsOfPeriod facts(scratch.book, {period.after, period.through});
  EXPECT_EQ(facts.count(), 1);
  EXPECT_EQ(facts.of(p1).flows.size(), 1U);
  EXPECT_TRUE(facts.of(finance::PortfolioNo{2}).flows.empty());
}

TEST_F(Work, LateFactsActionsAndHoldsDo) {
  scratch.add(Flow{.id = "C2", .date = "2026-04-01", .amount = "50", .portfolio = "P2"});
  EXPECT_EQ(replays(), (std::map<finance::PortfolioNo, std::string>{
                           {finance::PortfolioNo{2}, "cash_flow C2 version 1"}}));
  scratch.add(Dividend{.id = "V1", .date = "2026-04-01", .amount = "0.1"});
  EXPECT_EQ(replays().at(p1), "corporate_action V1 version 1");
}

TEST_F(Work, ReplayOfUnchangedFactsCorrectsNothing) {
  const JobRequest request = scratch.start(settle_trades(), "2026-04-02");
  const SettlementWorldOfBook world(scratch.book, scratch.master, request.parameters,
                                    period.through);
  const PortfolioWork work =
      settle_by_replay(scratch.book, scratch.master, p1, period, world.world());
  EXPECT_TRUE(work.is_replay);
  EXPECT_TRUE(work.corrections.empty());
  EXPECT_EQ(work.after.lots, work.before.lots);
}

TEST_F(Work, OrdinaryDayAndReplayAgree) {
  scratch.add(Flow{"C2", "2026-04-02", "50"});
  const JobRequest request = scratch.start(settle_trades(), "2026-04-02");
  const SettlementWorldOfBook world(scratch.book, scratch.master, request.parameters,
                                    period.through);
  const FactsOfPeriod facts(scratch.book, {period.after, period.through});
  const PortfolioWork ordinary = settle_ordinary_day(
      store::StateReader(scratch.book, scratch.master).load(p1), period, facts, world.world());
  const PortfolioWork replay =
      settle_by_replay(scratch.book, scratch.master, p1, period, world.world());
  ASSERT_EQ(ordinary.outcome.postings.size(), 1U);
  ASSERT_EQ(replay.corrections.replacements.size(), 1U);
  EXPECT_EQ(ordinary.outcome.postings[0].lines, replay.corrections.replacements[0].posting.lines);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
