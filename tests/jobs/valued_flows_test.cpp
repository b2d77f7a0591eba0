#include "jobs/valued_flows.h"

#include "scratch_book.h"

namespace wealthjobs::jobs::testing {
namespace {

struct ValuedFlows : ::testing::Test {
  ValuedFlows() {
    make_mini_book(scratch);
    scratch.portfolio("P2", "AUD", "2026-04-02");
    scratch.add(Flow{"C1", "2026-04-01", "1000"});
  }
  std::int64_t flow(const char* date, const char* portfolio = "P1") {
    return scratch.nav(date, portfolio).external_flow_minor;
  }
  ScratchBook scratch;
};

TEST_F(ValuedFlows, FirstDayHasEverythingBeforeIt) {
  scratch.add(Flow{"C2", "2026-04-02", "-100"});
  scratch.cob("2026-04-02");
  EXPECT_EQ(flow("2026-04-02"), 90'000);
  EXPECT_EQ(flow("2026-04-02", "P2"), 0);
}

TEST_F(ValuedFlows, WeekendFlowsBelongToTheNextDay) {
  scratch.add(Flow{"C2", "2026-04-04", "50"});
  scratch.cob("2026-04-02");
  scratch.cob("2026-04-07");
  EXPECT_EQ(flow("2026-04-02"), 100'000);
  EXPECT_EQ(flow("2026-04-07"), 5'000);
}

TEST_F(ValuedFlows, LateAndCancelledFlowsCountWhereTheyChangeTheNav) {
  scratch.cob("2026-04-01");
  scratch.cob("2026-04-02");
  scratch.add(Flow{"C2", "2026-04-01", "500"});
  scratch.cob("2026-04-07");
  EXPECT_EQ(flow("2026-04-07"), 50'000);
  scratch.add(
      Flow{.id = "C2", .date = "2026-04-01", .amount = "500", .action = FactAction::cancel});
  scratch.cob("2026-04-08");
  EXPECT_EQ(flow("2026-04-08"), -50'000);
  EXPECT_EQ(flow("2026-04-01"), 100'000);
}

TEST_F(ValuedFlows, PurchasesAreNoFlow) {
  scratch.add(Buy{.id = "T1", .date = "2026-04-02", .quantity = "10", .price = "42"});
  scratch.cob("2026-04-01");
  scratch.cob("2026-04-02");
  EXPECT_TRUE(flows_since_last_nav(scratch.book, scratch.master, day("2026-04-02")).empty());
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
