#include "finance/ledger/corporate_action_postings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "finance/ledger/small_world.h"
#include "finance/ledger/ties.h"

namespace wealthjobs::finance::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Worked example B: 100 shares x USD 0.24 for a Canadian, 1.34 on the ex-date, 1.36 on pay-date.
SmallWorld canadian(CorporateAction action) {
  SmallWorld w;
  w.identity.base_currency = cad;
  w.rates.set(usd, cad, "2026-01-01", "1.34");
  w.rates.set(usd, cad, "2026-04-20", "1.36");
  w.facts.flow("C1", "2026-01-05", "10000.00", usd);
  w.facts.trade("T1", Side::buy, aapl, "2026-01-05", "100", "50", usd);
  w.actions = ActionsByInstrument({std::move(action)});
  return w;
}

CorporateAction example_b() {
  return dividend("D1", aapl, "2026-04-01", "2026-04-20", "0.24", usd);
}

TEST(CorporateActionPostings, PayADividendAtTheRateOfThePayDate) {
  const auto result = canadian(example_b()).replay_through("2026-04-20");
  EXPECT_THAT(lines_of(*find_posting(result.outcome, "ca|D1|v1|P1|ex")),
              ElementsAre("1210 USD 2400", "4000 USD -2400"));
  EXPECT_THAT(lines_of(*find_posting(result.outcome, "ca|D1|v1|P1|pay")),
              ElementsAre("1000 USD 2400", "1210 USD -2400", "1050 CAD 48", "4110 CAD -48"));
  const Entitlement& item = result.state.entitlements.at(0);
  EXPECT_EQ(item.ex_base_minor, cents("32.16"));    // adr_ex_cad
  EXPECT_EQ(item.paid_base_minor, cents("32.64"));  // adr_pay_cad, difference adr_diff 0.48
}

TEST(CorporateActionPostings, WithholdTax) {
  CorporateAction action = example_b();
  action.withholding_ppm = 150'000;
  const auto result = canadian(action).replay_through("2026-04-20");
  EXPECT_THAT(lines_of(*find_posting(result.outcome, "ca|D1|v1|P1|ex")),
              ElementsAre("1210 USD 2040", "5030 USD 360", "4000 USD -2400"));
  EXPECT_THAT(lines_of(*find_posting(result.outcome, "ca|D1|v1|P1|pay")),
              ElementsAre("1000 USD 2040", "1210 USD -2040", "1050 CAD 40", "4110 CAD -40"));
  EXPECT_EQ(result.state.entitlements.at(0).ex_base_minor, cents("27.34"));
  EXPECT_EQ(result.state.entitlements.at(0).paid_base_minor, cents("27.74"));
}

TEST(CorporateActionPostings, DeductTheDepositaryFeeAndReclaimAboveTreaty) {
  CorporateAction action = example_b();
  action.withholding_ppm = 150'000;
  action.fee_per_share_e6 = e6("0.02");
  action.treaty_ppm = 100'000;
  const auto result = canadian(action).replay_through("2026-04-20");
  EXPECT_THAT(lines_of(*find_posting(result.outcome, "ca|D1|v1|P1|ex")),
              ElementsAre("1210 USD 1840", "5030 USD 240", "1230 USD 120", "5040 USD 200",
                          "4000 USD -2400"));
  const Entitlement& item = result.state.entitlements.at(0);
  EXPECT_EQ(item.paid_base_minor, cents("25.02"));  // adr_net2_cad
  EXPECT_EQ(item.gross_minor, item.net_minor + item.withheld_minor + item.fee_minor);
  EXPECT_EQ(result.state.balance(Account::receivable_dividend, usd), 0);
  EXPECT_EQ(result.state.balance(Account::receivable_tax_reclaim, usd), 120);
}

TEST(CorporateActionPostings, LetThePayingAgentsRateWin) {
  CorporateAction action = example_b();
  action.paid_rate_e8 = 135'000'000;
  const auto result = canadian(action).replay_through("2026-04-20");
  EXPECT_EQ(result.state.entitlements.at(0).paid_base_minor, cents("32.40"));
}

TEST(CorporateActionPostings, NeedARateOnTheExDateAndOnThePayDate) {
  SmallWorld w = canadian(example_b());
  w.rates.last = day("2026-04-19");
  const auto unpaid = w.replay_through("2026-04-30");
  ASSERT_EQ(unpaid.outcome.faults.size(), 1U);
  EXPECT_EQ(unpaid.outcome.faults[0].kind, FaultKind::missing_rate);
  EXPECT_EQ(unpaid.outcome.faults[0].text, "no rate USD to CAD on 2026-04-20");
  EXPECT_EQ(find_posting(unpaid.outcome, "ca|D1|v1|P1|pay"), nullptr);
  EXPECT_EQ(unpaid.state.balance(Account::receivable_dividend, usd), cents("24.00"));
  EXPECT_THAT(broken_ties(unpaid.state), IsEmpty());
  w.rates.last = day("2026-03-31");
  const auto without = w.replay_through("2026-04-30");
  ASSERT_EQ(without.outcome.faults.size(), 1U);
  EXPECT_EQ(without.outcome.faults[0].day, day("2026-04-01"));
  EXPECT_THAT(without.state.entitlements, IsEmpty());
}

TEST(CorporateActionPostings, EntitleThePositionOfTheDayBeforeTheExDate) {
  SmallWorld w;
  w.facts.trade("T1", Side::buy, bhp, "2026-03-31", "100", "10", aud);
  w.facts.trade("T2", Side::buy, bhp, "2026-04-01", "900", "10", aud);   // on the ex-date: ex
  w.facts.trade("T3", Side::sell, bhp, "2026-04-01", "100", "10", aud);  // still entitled
  w.actions = ActionsByInstrument({dividend("D1", bhp, "2026-04-01", "2026-04-01", "1", aud),
                                   split("S1", bhp, "2026-04-01", "2", "1")});
  const auto result = w.replay_through("2026-04-01");
  EXPECT_EQ(result.state.entitlements.at(0).quantity_e6, e6("100"));
  EXPECT_THAT(keys_of(result.outcome),
              ElementsAre("trade|T1|td", "ca|S1|v1|P1|split", "ca|D1|v1|P1|ex", "ca|D1|v1|P1|pay",
                          "trade|T3|td", "trade|T2|td"));
  EXPECT_EQ(result.state.balance(Account::cash, aud), cents("100.00"));
}

TEST(CorporateActionPostings, SplitFourForOneAtUnchangedCost) {
  SmallWorld w;  // worked example C: spl_q, spl_cost
  w.facts.flow("C1", "2026-03-02", "6000.00", aud);
  auto& trade = w.facts.trade("T1", Side::buy, bhp, "2026-03-02", "37", "150", aud);
  trade.commission_minor = cents("0.37");
  w.actions = ActionsByInstrument({split("S1", bhp, "2026-04-01", "4", "1")});
  const auto result = w.replay_through("2026-04-01");
  const auto* posting = find_posting(result.outcome, "ca|S1|v1|P1|split");
  ASSERT_NE(posting, nullptr);
  EXPECT_THAT(lines_of(*posting), ElementsAre("1100 AUD 0 q=111000000 T1"));
  EXPECT_THAT(posting->deliveries, ElementsAre(Delivery{bhp, e6("111")}));
  const Lot& lot = result.state.lots.at(0);
  EXPECT_EQ(lot.quantity_e6, e6("148"));
  EXPECT_EQ(lot.cost_minor, cents("5550.37"));
  EXPECT_EQ(lot.acquired_date, day("2026-03-02"));
  EXPECT_EQ(result.state.holdings.at(bhp), (Holding{e6("148"), e6("148")}));
}

TEST(CorporateActionPostings, PayTheFractionOfAReverseSplit) {
  SmallWorld w;  // worked example C: rsp_*
  w.facts.flow("C1", "2026-03-02", "6000.00", aud);
  w.facts.trade("T1", Side::buy, bhp, "2026-03-02", "37", "150", aud).commission_minor = 37;
  w.prices.prices[bhp] = e6("1620.00");
  w.actions = ActionsByInstrument({split("S1", bhp, "2026-04-01", "1", "10")});
  const auto result = w.replay_through("2026-04-01");
  const auto* posting = find_posting(result.outcome, "ca|S1|v1|P1|split");
  ASSERT_NE(posting, nullptr);
  EXPECT_THAT(lines_of(*posting), ElementsAre("1100 AUD 0 q=-33300000 T1", "1000 AUD 113400",
                                              "1100 AUD -105007 q=-700000 T1", "4100 AUD -8393"));
  EXPECT_EQ(posting->realisations.at(0).cost_minor, cents("1050.07"));
  EXPECT_EQ(posting->realisations.at(0).quantity_e6, e6("0.7"));
  EXPECT_EQ(result.state.lots.at(0).quantity_e6, e6("3"));
  EXPECT_EQ(result.state.lots.at(0).cost_minor, cents("4500.30"));
  EXPECT_EQ(result.state.holdings.at(bhp), (Holding{e6("3"), e6("3")}));
}

TEST(CorporateActionPostings, NeedAPriceForTheFraction) {
  SmallWorld w;
  w.facts.trade("T1", Side::buy, bhp, "2026-03-02", "37", "150", aud);
  w.actions = ActionsByInstrument({split("S1", bhp, "2026-04-01", "1", "10")});
  const auto result = w.replay_through("2026-04-01");
  ASSERT_EQ(result.outcome.faults.size(), 1U);
  EXPECT_EQ(result.outcome.faults[0].kind, FaultKind::missing_price);
  EXPECT_EQ(result.outcome.faults[0].fact, "ca|S1");
  EXPECT_EQ(result.state.lots.at(0).quantity_e6, e6("37"));
}

TEST(CorporateActionPostings, SplitWhatIsNotYetDelivered) {
  SmallWorld w;
  w.facts.flow("C1", "2026-03-30", "1000.00", aud);
  w.facts.trade("T1", Side::buy, bhp, "2026-03-31", "10", "10", aud);
  w.facts.trade("T2", Side::sell, bhp, "2026-03-31", "4", "11", aud);
  w.actions = ActionsByInstrument({split("S1", bhp, "2026-04-01", "3", "1")});
  const auto open = w.replay_through("2026-04-01");
  EXPECT_EQ(open.state.holdings.at(bhp), (Holding{e6("18"), 0}));
  EXPECT_THAT(broken_ties(open.state), IsEmpty());
  const auto settled = w.replay_through("2026-04-03");
  EXPECT_EQ(settled.state.holdings.at(bhp), (Holding{e6("18"), e6("18")}));
  EXPECT_THAT(find_posting(settled.outcome, "trade|T1|set|1")->deliveries,
              ElementsAre(Delivery{bhp, e6("30")}));
}

TEST(CorporateActionPostings, RoundWholeSharesOnceForThePositionAndItsDelivery) {
  SmallWorld w;  // nothing is delivered yet: 15 + 15 at 1:10 are 3, not 1 + 1
  w.facts.flow("C1", "2026-03-30", "1000.00", aud);
  w.facts.trade("T1", Side::buy, bhp, "2026-03-31", "15", "10", aud);
  w.facts.trade("T2", Side::buy, bhp, "2026-03-31", "15", "10", aud);
  w.actions = ActionsByInstrument({split("S1", bhp, "2026-04-01", "1", "10")});
  const auto result = w.replay_through("2026-04-03");
  EXPECT_EQ(result.state.holdings.at(bhp), (Holding{e6("3"), e6("3")}));
  EXPECT_THAT(result.outcome.faults, IsEmpty());
}

TEST(CorporateActionPostings, MoveStockThatIsSoldButNotDelivered) {
  SmallWorld w;
  w.facts.flow("C1", "2026-03-02", "1000.00", aud);
  w.facts.trade("T1", Side::buy, bhp, "2026-03-02", "10", "10", aud);
  w.facts.trade("T2", Side::sell, bhp, "2026-03-31", "10", "11", aud);
  w.actions = ActionsByInstrument({split("S1", bhp, "2026-04-01", "2", "1")});
  const auto result = w.replay_through("2026-04-01");
  EXPECT_THAT(lines_of(*find_posting(result.outcome, "ca|S1|v1|P1|split")),
              ElementsAre("9000 AUD 0 q=10000000"));
  EXPECT_EQ(result.state.holdings.at(bhp), (Holding{0, e6("20")}));
}

TEST(CorporateActionPostings, ReturnEveryLotWhenASplitIsUndone) {
  SmallWorld w;
  w.rates.set(usd, aud, "2026-01-01", "1.5");
  w.facts.trade("T1", Side::buy, aapl, "2026-03-02", "0.333333", "200", usd);
  w.facts.trade("T2", Side::buy, aapl, "2026-03-02", "7.000001", "200", usd);
  w.facts.trade("T3", Side::buy, aapl, "2026-03-03", "11.5", "200", usd);
  w.actions = ActionsByInstrument(
      {split("S1", aapl, "2026-04-01", "7", "3"), split("S2", aapl, "2026-04-02", "3", "7")});
  const auto before = w.replay_through("2026-03-31");
  const auto after = w.replay_through("2026-04-02");
  EXPECT_EQ(before.state.lots, after.state.lots);
  EXPECT_EQ(before.state.holdings, after.state.holdings);
}

TEST(CorporateActionPostings, RefuseASplitThatLeavesNothingOfALot) {
  SmallWorld w;
  w.rates.set(usd, aud, "2026-01-01", "1.5");
  w.facts.trade("T1", Side::buy, aapl, "2026-03-02", "0.000001", "20000", usd);
  w.actions = ActionsByInstrument(
      {split("S1", aapl, "2026-04-01", "1", "10"), split("S2", aapl, "2026-04-01", "0", "10")});
  const auto result = w.replay_through("2026-04-02");
  ASSERT_EQ(result.outcome.faults.size(), 2U);
  EXPECT_EQ(result.outcome.faults[0].kind, FaultKind::split_too_fine);
  EXPECT_EQ(result.outcome.faults[1].kind, FaultKind::bad_fact);
}

TEST(CorporateActionPostings, IgnoreActionsOfWhatIsNotHeld) {
  SmallWorld w;
  w.facts.trade("T1", Side::buy, bhp, "2026-04-02", "10", "10", aud);
  w.actions = ActionsByInstrument({dividend("D1", bhp, "2026-04-01", "2026-04-08", "1", aud),
                                   split("S1", bhp, "2026-04-01", "0", "0")});
  const auto result = w.replay_through("2026-04-02");
  EXPECT_THAT(keys_of(result.outcome), ElementsAre("trade|T1|td"));
  EXPECT_THAT(result.outcome.faults, IsEmpty());
}

}  // namespace
}  // namespace wealthjobs::finance::testing
