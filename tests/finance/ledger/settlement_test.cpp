#include "finance/ledger/settlement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "finance/ledger/small_world.h"

namespace wealthjobs::finance::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Settlement, KeepsTheOrderOfTheDay) {
  SmallWorld w;
  w.dates.t_plus = 0;
  w.facts.flow("START", "2026-03-02", "1000.00", aud);
  w.facts.trade("T0", Side::buy, bhp, "2026-03-02", "10", "10", aud);
  w.facts.trade("T1", Side::buy, bhp, "2026-04-01", "1", "10", aud);
  w.facts.trade("T2", Side::sell, bhp, "2026-04-01", "1", "10", aud);
  w.facts.trade("T3", Side::sell, bhp, "2026-04-01", "2", "10", aud);
  w.facts.flow("C1", "2026-04-01", "-5.00", aud, FlowKind::withdrawal);
  w.facts.flow("C2", "2026-04-01", "5.00", aud);
  w.facts.fx("F1", "2026-04-01", "2026-04-01", "1.00", aud, "0.66", usd);
  w.actions = ActionsByInstrument({dividend("D1", bhp, "2026-04-01", "2026-04-01", "1", aud),
                                   split("S1", bhp, "2026-04-01", "2", "1")});
  auto state = w.replay_through("2026-03-31").state;
  const auto outcome =
      advance(state, day("2026-03-31"), day("2026-04-01"), w.facts.view(), w.world());
  EXPECT_THAT(keys_of(outcome),
              ElementsAre("ca|S1|v1|P1|split", "ca|D1|v1|P1|ex", "ca|D1|v1|P1|pay", "flow|C2",
                          "fx|F1|td", "fx|F1|set", "flow|C1", "trade|T2|td", "trade|T3|td",
                          "trade|T1|td", "trade|T2|set|1", "trade|T3|set|1", "trade|T1|set|1"));
}

TEST(Settlement, TakesEverythingDatedAfterTheLastDayAndKeepsTheTrueDate) {
  SmallWorld w;
  w.facts.flow("FRI", "2026-04-03", "1.00", aud);
  w.facts.flow("SAT", "2026-04-04", "1.00", aud);
  w.facts.flow("MON", "2026-04-06", "1.00", aud);
  w.facts.flow("TUE", "2026-04-07", "1.00", aud);
  auto state = w.empty_state();
  const auto outcome =
      advance(state, day("2026-04-03"), day("2026-04-06"), w.facts.view(), w.world());
  EXPECT_THAT(keys_of(outcome), ElementsAre("flow|SAT", "flow|MON"));
  EXPECT_EQ(outcome.postings[0].date, day("2026-04-04"));
}

TEST(Settlement, GivenOnATradeWinsOverTheCycle) {
  SmallWorld w;
  w.facts.flow("C1", "2026-04-01", "100.00", aud);
  w.facts.trade("T1", Side::buy, bhp, "2026-04-01", "10", "10", aud).settle_date =
      day("2026-04-01");
  const auto result = w.replay_through("2026-04-01");
  EXPECT_THAT(keys_of(result.outcome), ElementsAre("flow|C1", "trade|T1|td", "trade|T1|set|1"));
  EXPECT_EQ(result.state.holdings.at(bhp), (Holding{e6("10"), e6("10")}));
}

TEST(Settlement, WarnsWhenSettledCashIsNegative) {
  SmallWorld w;
  w.facts.flow("C1", "2026-04-01", "-1.00", aud, FlowKind::fee);
  const auto result = w.replay_through("2026-04-30");
  ASSERT_EQ(result.outcome.findings.size(), 1U);
  EXPECT_EQ(result.outcome.findings[0].kind, "negative_cash");
  EXPECT_EQ(result.outcome.findings[0].text, "settled cash -1.00 AUD");
}

TEST(Settlement, LeavesCancelledFactsAndActionsAlone) {
  SmallWorld w;
  w.facts.flow("C1", "2026-04-01", "1.00", aud).is_cancelled = true;
  w.facts.trade("T1", Side::buy, bhp, "2026-04-01", "10", "10", aud);
  auto action = dividend("D1", bhp, "2026-04-02", "2026-04-02", "1", aud);
  action.is_cancelled = true;
  w.actions = ActionsByInstrument({action});
  EXPECT_THAT(keys_of(w.replay_through("2026-04-02").outcome), ElementsAre("trade|T1|td"));
}

TEST(Settlement, DoesNothingOnDaysOnWhichNothingHappens) {
  SmallWorld w;
  w.facts.trade("T1", Side::buy, bhp, "2026-04-01", "10", "10", aud);
  auto state = w.replay_through("2026-04-01").state;
  const auto before = state.lots;
  const auto outcome =
      advance(state, day("2026-04-01"), day("2026-04-02"), w.facts.view(), w.world());
  EXPECT_THAT(outcome.postings, IsEmpty());
  EXPECT_EQ(state.lots, before);
}

TEST(Settlement, DropsWhatIsSettledAndPaid) {
  SmallWorld w;
  w.facts.flow("C1", "2026-03-02", "100.00", aud);
  w.facts.trade("T1", Side::buy, bhp, "2026-03-02", "10", "10", aud);
  w.facts.trade("T2", Side::buy, bhp, "2026-04-01", "10", "10", aud);
  w.actions = ActionsByInstrument({dividend("D1", bhp, "2026-03-31", "2026-04-01", "1", aud),
                                   dividend("D2", bhp, "2026-04-01", "2026-04-30", "1", aud)});
  auto state = w.replay_through("2026-04-01").state;
  EXPECT_EQ(state.settlements.size(), 2U);
  EXPECT_EQ(state.entitlements.size(), 2U);
  drop_finished_items(state);
  ASSERT_EQ(state.settlements.size(), 1U);
  EXPECT_EQ(state.settlements[0].key, "trade|T2");
  ASSERT_EQ(state.entitlements.size(), 1U);
  EXPECT_EQ(state.entitlements[0].action_id, "D2");
}

TEST(ActionsByInstrument, FindsByInstrumentInOrderOfTheExDate) {
  const ActionsByInstrument actions({dividend("B", aapl, "2026-04-02", "2026-04-02", "1", usd),
                                     dividend("C", bhp, "2026-04-01", "2026-04-01", "1", aud),
                                     dividend("A", aapl, "2026-04-01", "2026-04-01", "1", usd)});
  ASSERT_EQ(actions.of(aapl).size(), 2U);
  EXPECT_EQ(actions.of(aapl)[0].id, "A");
  EXPECT_TRUE(actions.of(sony).empty());
  EXPECT_EQ(actions.find(bhp, "C")->id, "C");
  EXPECT_EQ(actions.find(bhp, "A"), nullptr);
}

TEST(Settlement, ReadsItsWordsAsItWritesThem) {
  for (const auto mode : {ConfirmMode::contractual, ConfirmMode::custodian}) {
    EXPECT_EQ(confirm_mode_from(name_of(mode)), mode);
  }
  for (const auto cost : {LotCost::capitalised, LotCost::expensed}) {
    EXPECT_EQ(lot_cost_from(name_of(cost)), cost);
  }
  EXPECT_EQ(confirm_mode_from("both"), std::nullopt);
  EXPECT_EQ(lot_cost_from("capitalized"), std::nullopt);
  EXPECT_EQ(name_of(FindingSeverity::critical), "critical");
  EXPECT_EQ(name_of(FaultKind::bad_fact), "bad_fact");
  EXPECT_EQ(name_of(FaultKind::split_too_fine), "split_too_fine");
}

}  // namespace
}  // namespace wealthjobs::finance::testing
