#include "jobs/settlement_result.h"

#include "scratch_book.h"

namespace wealthjobs::jobs::testing {
namespace {

PortfolioWork reversing(const char* date) {
  PortfolioWork work;
  finance::Reversal reversal;
  reversal.posting.cause_key = "trade|T1|td";
  reversal.posting.date = day(date);
  work.corrections.reversals.push_back(reversal);
  return work;
}

TEST(SettlementResult, ReversalOfAnOpenDayIsNamedAndOfAClosedOneNot) {
  Settlement settlement;
  add_work(settlement, reversing("2026-04-01"), day("2026-04-02"), day("2026-04-01"));
  EXPECT_FALSE(settlement.undone_today);
  add_work(settlement, reversing("2026-04-02"), day("2026-04-02"), day("2026-04-01"));
  EXPECT_EQ(settlement.undone_today, "trade|T1|td");
  EXPECT_EQ(settlement.reversals, 2);
}

TEST(SettlementResult, OneHoldAPortfolioAndReason) {
  const auto hold = [](int portfolio, const char* reason, const char* detail) {
    return store::Hold{
        day("2026-04-02"), finance::PortfolioNo{portfolio}, reason, detail, {}, {}, 0};
  };
  const auto kept = one_hold_each({hold(2, "faulty_fact", "x"), hold(1, "faulty_fact", "a"),
                                   hold(1, "faulty_fact", "b"), hold(1, "quarantined_row", "q")});
  ASSERT_EQ(kept.size(), 3U);
  EXPECT_EQ(kept[0].detail, "a (and 1 more)");
  EXPECT_EQ(kept[1].reason, "quarantined_row");
  EXPECT_EQ(kept[2].detail, "x");
}

TEST(SettlementResult, SummaryNamesWhatHappened) {
  Settlement settlement;
  EXPECT_EQ(summary(settlement), "0 entries for 0 portfolios");
  settlement.postings = 12;
  settlement.reversals = 1;
  settlement.fails = 2;
  settlement.portfolios.resize(3);
  EXPECT_EQ(summary(settlement), "12 entries for 3 portfolios, 1 reversal, 2 failed settlements");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
