#include "finance/ledger/due_settlements.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "finance/ledger/small_world.h"
#include "finance/ledger/ties.h"

namespace wealthjobs::finance::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The mini book of domain page 91: 04-03 and 04-06 are holidays.
SmallWorld mini_book(ConfirmMode mode) {
  SmallWorld w;
  w.rules.confirm_mode = mode;
  w.dates.holidays = {day("2026-04-03"), day("2026-04-06")};
  w.facts.flow("C1", "2026-04-01", "20000.00", aud);
  auto& trade = w.facts.trade("T1", Side::buy, bhp, "2026-04-02", "150", "42.3150", aud);
  trade.commission_minor = cents("6.35");
  trade.tax_minor = cents("0.64");
  return w;
}

TEST(DueSettlements, SettleOnTheContractualDate) {
  const SmallWorld w = mini_book(ConfirmMode::contractual);
  const auto result = w.replay_through("2026-04-08");
  const auto* posting = find_posting(result.outcome, "trade|T1|set|1");
  ASSERT_NE(posting, nullptr);
  EXPECT_EQ(posting->date, day("2026-04-08"));
  EXPECT_THAT(lines_of(*posting), ElementsAre("2000 AUD 635424", "1000 AUD -635424"));
  EXPECT_THAT(posting->deliveries, ElementsAre(Delivery{bhp, e6("150")}));
  EXPECT_EQ(result.state.settlements.at(0).state, SettlementState::settled);
}

TEST(DueSettlements, SettleWhatTheCustodianDeliveredInTheMiniBook) {
  SmallWorld w = mini_book(ConfirmMode::custodian);
  w.facts.confirm("S1", "T1", "2026-04-08", "100", "4236.16", aud);
  const auto result = w.replay_through("2026-04-08");
  EXPECT_THAT(keys_of(result.outcome), ElementsAre("flow|C1", "trade|T1|td", "trade|T1|set|1"));
  EXPECT_THAT(lines_of(result.outcome.postings[0]),
              ElementsAre("1000 AUD 2000000", "3000 AUD -2000000"));
  EXPECT_THAT(lines_of(result.outcome.postings[2]),
              ElementsAre("2000 AUD 423616", "1000 AUD -423616"));
  const Settlement& item = result.state.settlements.at(0);
  EXPECT_EQ(item.state, SettlementState::partial);
  EXPECT_EQ(item.amount_minor - item.settled_minor, cents("2118.08"));
  EXPECT_EQ(item.expected_date, day("2026-04-09"));
  EXPECT_EQ(result.state.holdings.at(bhp), (Holding{e6("150"), e6("100")}));
  EXPECT_EQ(result.state.balance(Account::cash, aud), cents("15763.84"));
  EXPECT_THAT(result.outcome.fails,
              ElementsAre(SettlementFail{"trade|T1", day("2026-04-08"), "delivered in part", 1}));
  EXPECT_THAT(broken_ties(result.state), IsEmpty());
}

TEST(DueSettlements, AddUpOverAllSlices) {
  SmallWorld w = mini_book(ConfirmMode::custodian);
  w.facts.confirm("S1", "T1", "2026-04-08", "100", "4236.16", aud);
  w.facts.confirm("S2", "T1", "2026-04-10", "50", "2118.08", aud);
  const auto result = w.replay_through("2026-04-10");
  EXPECT_THAT(lines_of(*find_posting(result.outcome, "trade|T1|set|2")),
              ElementsAre("2000 AUD 211808", "1000 AUD -211808"));
  EXPECT_EQ(result.state.balance(Account::payable_settlement, aud), 0);
  EXPECT_EQ(result.state.settlements.at(0).state, SettlementState::settled);
  EXPECT_EQ(result.outcome.fails.size(), 2U);  // 04-08 in part, 04-09 nothing
  EXPECT_EQ(result.outcome.fails.back().reason, "not confirmed");
}

TEST(DueSettlements, FailWithoutCashAndTryAgainTheNextBusinessDay) {
  SmallWorld w;
  w.facts.flow("C1", "2026-04-01", "50.00", aud);
  w.facts.trade("T1", Side::buy, bhp, "2026-04-01", "10", "10", aud);  // due Friday 04-03
  w.facts.flow("C2", "2026-04-07", "50.00", aud);
  const auto result = w.replay_through("2026-04-07");
  EXPECT_THAT(
      result.outcome.fails,
      ElementsAre(SettlementFail{"trade|T1", day("2026-04-03"), "cash short by 50.00 AUD", 1},
                  SettlementFail{"trade|T1", day("2026-04-06"), "cash short by 50.00 AUD", 2}));
  EXPECT_EQ(result.outcome.findings[1].text,
            "trade|T1: purchase of 10 not settled, cash short by 50.00 AUD; fail 2, 1 business "
            "day late");
  EXPECT_EQ(find_posting(result.outcome, "trade|T1|set|1")->date, day("2026-04-07"));
  EXPECT_EQ(result.state.balance(Account::cash, aud), 0);
}

TEST(DueSettlements, StayFailedWhereRetryingIsOff) {
  SmallWorld w;
  w.rules.retry_failed_daily = false;
  w.facts.trade("T1", Side::buy, bhp, "2026-04-01", "10", "10", aud);
  w.facts.flow("C1", "2026-04-06", "100.00", aud);
  const auto result = w.replay_through("2026-04-30");
  EXPECT_EQ(result.outcome.fails.size(), 1U);
  EXPECT_EQ(result.state.settlements.at(0).state, SettlementState::failed);
}

TEST(DueSettlements, AskForABuyInOnceWhenLateEnough) {
  SmallWorld w;
  w.rules.confirm_mode = ConfirmMode::custodian;
  w.rules.buyin_after_bd = 2;
  w.facts.trade("T1", Side::buy, bhp, "2026-04-01", "10", "10", aud);
  const auto result = w.replay_through("2026-04-10");
  std::vector<SettlementFinding> tasks;
  for (const auto& finding : result.outcome.findings) {
    if (finding.kind == "buy_in") tasks.push_back(finding);
  }
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks[0].day, day("2026-04-07"));
  EXPECT_EQ(tasks[0].text, "trade|T1: 2 business days late; decide about a buy-in");
}

TEST(DueSettlements, FundPurchasesFromTheSalesOfTheDay) {
  SmallWorld w;
  w.facts.flow("C1", "2026-03-02", "100.00", aud);
  w.facts.trade("T1", Side::buy, bhp, "2026-03-02", "10", "10", aud);
  w.facts.trade("A2", Side::buy, sony, "2026-04-01", "1", "90", jpy);
  w.facts.trades.back().currency = jpy;
  w.rates.set(jpy, aud, "2026-01-01", "0.01");
  w.facts.trade("A3", Side::buy, bhp, "2026-04-01", "9", "10", aud);
  w.facts.trade("Z9", Side::sell, bhp, "2026-04-01", "10", "10", aud);
  const auto result = w.replay_through("2026-04-03");
  EXPECT_NE(find_posting(result.outcome, "trade|Z9|set|1"), nullptr);
  EXPECT_NE(find_posting(result.outcome, "trade|A3|set|1"), nullptr);
  EXPECT_EQ(find_posting(result.outcome, "trade|A2|set|1"), nullptr);  // no yen
  EXPECT_THAT(broken_ties(result.state), IsEmpty());
}

TEST(DueSettlements, KeepStockAndCashTogetherWhenASaleLacksStock) {
  SmallWorld w;
  w.facts.trade("T1", Side::buy, bhp, "2026-04-01", "10", "10", aud);  // no cash: never settles
  w.facts.trade("T2", Side::sell, bhp, "2026-04-02", "4", "12", aud);
  const auto result = w.replay_through("2026-04-06");
  ASSERT_FALSE(result.outcome.fails.empty());
  EXPECT_EQ(result.outcome.fails.back().reason, "stock short by 4");
  EXPECT_EQ(result.state.balance(Account::receivable_settlement, aud), cents("48.00"));
  EXPECT_EQ(result.state.balance(Account::cash, aud), 0);
  EXPECT_THAT(broken_ties(result.state), IsEmpty());
}

TEST(DueSettlements, FailAnFxDealThatTheCashDoesNotCover) {
  SmallWorld w;
  w.facts.fx("F1", "2026-04-01", "2026-04-02", "100.00", aud, "66.00", usd);
  const auto result = w.replay_through("2026-04-03");
  EXPECT_EQ(result.outcome.fails.size(), 2U);
  EXPECT_EQ(result.outcome.findings[0].text,
            "fx|F1: FX deal of 100.00 AUD not settled, cash short by 100.00 AUD; fail 1, 0 "
            "business days late");
}

TEST(DueSettlements, BookAToleratedCashDifferenceToSuspense) {
  SmallWorld w = mini_book(ConfirmMode::custodian);
  w.facts.confirm("S1", "T1", "2026-04-08", "150", "6354.26", aud);
  const auto result = w.replay_through("2026-04-08");
  EXPECT_THAT(lines_of(*find_posting(result.outcome, "trade|T1|set|1")),
              ElementsAre("2000 AUD 635424", "1000 AUD -635426", "1900 AUD 2"));
  ASSERT_EQ(result.outcome.findings.size(), 1U);
  EXPECT_EQ(result.outcome.findings[0].kind, "cash_difference");
  EXPECT_EQ(result.outcome.findings[0].text,
            "trade|T1: S1 confirms 6,354.26 AUD, expected 6,354.24");
}

TEST(DueSettlements, RefuseConfirmationsThatCannotBeRight) {
  SmallWorld w = mini_book(ConfirmMode::custodian);
  w.facts.confirm("S1", "T1", "2026-04-08", "150", "6354.27", aud);
  w.facts.confirm("S2", "T1", "2026-04-08", "150", "6354.24", usd);
  w.facts.confirm("S3", "T7", "2026-04-08", "150", "6354.24", aud);
  w.facts.confirm("S4", "T1", "2026-04-08", "0", "0", aud);
  const auto result = w.replay_through("2026-04-08");
  EXPECT_EQ(find_posting(result.outcome, "trade|T1|set|1"), nullptr);
  std::vector<std::string> faults;
  for (const auto& fault : result.outcome.faults) {
    faults.push_back(fault.fact + " " + std::string(name_of(fault.kind)));
  }
  EXPECT_THAT(faults,
              ElementsAre("confirmation|S3 unknown_confirmation", "confirmation|S1 cash_mismatch",
                          "confirmation|S2 currency_mismatch", "confirmation|S4 bad_fact"));
}

TEST(DueSettlements, NeverSettleMoreThanTheTrade) {
  SmallWorld w = mini_book(ConfirmMode::custodian);
  w.facts.confirm("S1", "T1", "2026-04-08", "151", "6354.24", aud);
  w.facts.confirm("S2", "T1", "2026-04-09", "1", "42.36", aud);
  const auto result = w.replay_through("2026-04-09");
  EXPECT_EQ(result.state.holdings.at(bhp).settled_e6, e6("150"));
  EXPECT_EQ(result.outcome.findings.at(0).kind, "over_delivery");
  ASSERT_EQ(result.outcome.faults.size(), 1U);
  EXPECT_EQ(result.outcome.faults[0].kind, FaultKind::unknown_confirmation);
}

TEST(DueSettlements, TreatAForbiddenPartAsNothing) {
  for (const bool allow : {true, false}) {
    SmallWorld w = mini_book(ConfirmMode::custodian);
    w.rules.allow_partial = allow;
    w.rules.min_partial_qty_e6 = e6("101");
    w.facts.confirm("S1", "T1", "2026-04-08", "100", "4236.16", aud);
    const auto result = w.replay_through("2026-04-08");
    EXPECT_EQ(find_posting(result.outcome, "trade|T1|set|1"), nullptr);
    EXPECT_EQ(result.state.settlements.at(0).state, SettlementState::failed);
    EXPECT_EQ(result.outcome.findings.at(0).text,
              "trade|T1: 100 of 150 confirmed by S1, not taken");
  }
}

TEST(DueSettlements, SettleEarlyWhenTheCustodianDoes) {
  SmallWorld w = mini_book(ConfirmMode::custodian);
  w.facts.confirm("S1", "T1", "2026-04-07", "150", "6354.24", aud);
  const auto result = w.replay_through("2026-04-08");
  EXPECT_EQ(find_posting(result.outcome, "trade|T1|set|1")->date, day("2026-04-07"));
  EXPECT_THAT(result.outcome.fails, IsEmpty());
}

}  // namespace
}  // namespace wealthjobs::finance::testing
