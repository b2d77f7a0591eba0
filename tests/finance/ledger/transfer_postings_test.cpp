#include "finance/ledger/transfer_postings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "finance/ledger/small_world.h"
#include "finance/ledger/ties.h"

namespace wealthjobs::finance::testing {
namespace {

using ::testing::ElementsAre;

Transfer transfer_in(const char* key, const char* date, const char* quantity, const char* cost) {
  Transfer fact;
  fact.key = key;
  fact.portfolio = p1;
  fact.instrument = bhp;
  fact.date = day(date);
  fact.quantity_e6 = e6(quantity);
  fact.currency = aud;
  fact.acquired_date = day("2015-03-02");
  fact.cost_minor = cents(cost);
  fact.cost_base_minor = cents(cost);
  return fact;
}

Transfer transfer_out(const char* key, const char* date, const char* quantity) {
  Transfer fact;
  fact.key = key;
  fact.portfolio = p1;
  fact.instrument = bhp;
  fact.direction = TransferDirection::out;
  fact.date = day(date);
  fact.quantity_e6 = e6(quantity);
  fact.currency = aud;
  return fact;
}

TEST(TransferPostings, BringALotWithItsDateAndCost) {
  SmallWorld w;
  w.facts.transfers = {transfer_in("X1", "2026-04-02", "100", "4000")};
  const auto result = w.replay_through("2026-04-02");
  EXPECT_THAT(lines_of(*find_posting(result.outcome, "transfer|X1")),
              ElementsAre("1100 AUD 400000 q=100000000 X1", "3000 AUD -400000"));
  EXPECT_EQ(result.state.holdings.at(bhp), (Holding{e6("100"), e6("100")}));
  EXPECT_EQ(result.state.lots.at(0).acquired_date, day("2015-03-02"));
  EXPECT_TRUE(broken_ties(result.state).empty());
}

TEST(TransferPostings, TakeAPartAtCostAndRealiseNothing) {
  SmallWorld w;
  w.facts.transfers = {transfer_in("X1", "2026-04-02", "100", "4000"),
                       transfer_out("X2", "2026-04-07", "40")};
  const auto result = w.replay_through("2026-04-07");
  const auto* out = find_posting(result.outcome, "transfer|X2");
  ASSERT_NE(out, nullptr);
  EXPECT_THAT(lines_of(*out), ElementsAre("1100 AUD -160000 q=-40000000 X1", "3000 AUD 160000"));
  EXPECT_TRUE(out->realisations.empty());
  EXPECT_EQ(result.state.lots.at(0).cost_minor, cents("2400"));
  EXPECT_EQ(result.state.holdings.at(bhp), (Holding{e6("60"), e6("60")}));
  EXPECT_TRUE(broken_ties(result.state).empty());
}

TEST(TransferPostings, TakeTheLotThatIsNamed) {
  SmallWorld w;
  auto second = transfer_in("X2", "2026-04-02", "100", "6000");
  second.lot_id = "BOUGHT-LATER";
  second.acquired_date = day("2019-01-02");
  auto out = transfer_out("X3", "2026-04-07", "10");
  out.lot_id = "BOUGHT-LATER";
  w.facts.transfers = {transfer_in("X1", "2026-04-02", "100", "4000"), second, out};
  const auto result = w.replay_through("2026-04-07");
  EXPECT_THAT(lines_of(*find_posting(result.outcome, "transfer|X3")),
              ElementsAre("1100 AUD -60000 q=-10000000 BOUGHT-LATER", "3000 AUD 60000"));
}

TEST(TransferPostings, ComeBeforeTheSalesOfTheirDay) {
  SmallWorld w;
  w.facts.transfers = {transfer_in("X1", "2026-04-02", "100", "4000")};
  w.facts.trade("T1", Side::sell, bhp, "2026-04-02", "100", "50", aud);
  const auto result = w.replay_through("2026-04-02");
  EXPECT_TRUE(result.outcome.faults.empty());
  EXPECT_EQ(result.outcome.postings.at(0).cause_key, "transfer|X1");
}

TEST(TransferPostings, RefuseMoreThanIsHeld) {
  SmallWorld w;
  w.facts.transfers = {transfer_in("X1", "2026-04-02", "10", "400"),
                       transfer_out("X2", "2026-04-07", "11")};
  const auto result = w.replay_through("2026-04-07");
  ASSERT_EQ(result.outcome.faults.size(), 1U);
  EXPECT_EQ(result.outcome.faults[0].kind, FaultKind::oversold);
  EXPECT_EQ(result.outcome.faults[0].text, "takes out 11 of 10");
}

TEST(TransferPostings, RefuseALotThatIsHeldAndOneWithoutADate) {
  SmallWorld w;
  auto same_lot = transfer_in("X2", "2026-04-03", "10", "400");
  same_lot.lot_id = "X1";
  auto no_date = transfer_in("X3", "2026-04-03", "10", "400");
  no_date.acquired_date.reset();
  w.facts.transfers = {transfer_in("X1", "2026-04-02", "10", "400"), same_lot, no_date};
  const auto result = w.replay_through("2026-04-03");
  ASSERT_EQ(result.outcome.faults.size(), 2U);
  EXPECT_EQ(result.outcome.faults[0].text, "lot X1 is held already");
  EXPECT_EQ(result.outcome.faults[1].kind, FaultKind::bad_fact);
}

TEST(TransferPostings, AreLeftAloneWhenCancelled) {
  SmallWorld w;
  w.facts.transfers = {transfer_in("X1", "2026-04-02", "10", "400")};
  w.facts.transfers[0].is_cancelled = true;
  EXPECT_TRUE(w.replay_through("2026-04-07").outcome.postings.empty());
}

}  // namespace
}  // namespace wealthjobs::finance::testing
