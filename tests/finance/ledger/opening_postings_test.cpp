#include "finance/ledger/opening_postings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "finance/ledger/small_world.h"
#include "finance/ledger/ties.h"

namespace wealthjobs::finance::testing {
namespace {

using ::testing::ElementsAre;

// 100 BHP of 2015 that cost 4,000.00, 50 of 2019 that cost 2,500.00, 1,500.00 AUD; a fee of 12.34
// is owed, interest of 1.10 earned.
Opening sample() {
  Opening opening;
  opening.portfolio = p1;
  opening.date = day("2026-04-01");
  opening.lots = {{"L2", bhp, day("2019-07-01"), aud, e6("50"), 250'000, 250'000},
                  {"L1", bhp, day("2015-03-02"), aud, e6("100"), 400'000, 400'000}};
  opening.cash = {{aud, 150'000}};
  OpeningAccrual accrual;
  accrual.currency = aud;
  accrual.management_fee_minor = 1'234;
  accrual.interest_minor = 110;
  opening.accruals = {accrual};
  return opening;
}

TEST(OpeningPostings, MakeOneBalancedEntryInTheOrderOfLots) {
  SmallWorld w;
  w.facts.opening = sample();
  const auto result = w.replay_through("2026-04-01");
  ASSERT_EQ(result.outcome.postings.size(), 1U);
  const Posting& entry = result.outcome.postings[0];
  EXPECT_EQ(entry.cause_key, "open|" + result.state.portfolio_id);
  EXPECT_EQ(entry.kind, EntryKind::opening);
  EXPECT_TRUE(is_balanced(entry));
  EXPECT_THAT(lines_of(entry),
              ElementsAre("1100 AUD 400000 q=100000000 L1", "1100 AUD 250000 q=50000000 L2",
                          "1000 AUD 150000", "1220 AUD 110", "2100 AUD -1234", "3000 AUD -800000",
                          "3900 AUD 1124"));
}

TEST(OpeningPostings, HoldWhatIsTakenOnAsSettledInItsOwnLots) {
  SmallWorld w;
  w.facts.opening = sample();
  const auto state = w.replay_through("2026-04-01").state;
  EXPECT_EQ(state.holdings.at(bhp), (Holding{e6("150"), e6("150")}));
  ASSERT_EQ(state.lots.size(), 2U);
  EXPECT_EQ(state.lots[0].acquired_date, day("2015-03-02"));
  EXPECT_EQ(state.lots[0].holding_start_date, day("2015-03-02"));
  EXPECT_TRUE(broken_ties(state).empty());
}

TEST(OpeningPostings, AreSoldFromTheOldestLotWithTheGainOfItsCost) {
  SmallWorld w;
  w.facts.opening = sample();
  w.facts.trade("T1", Side::sell, bhp, "2026-04-02", "120", "50", aud);
  const auto result = w.replay_through("2026-04-02");
  // 120 x 50.00 = 6,000.00; cost 4,000.00 + 20 / 50 of 2,500.00 = 5,000.00
  EXPECT_THAT(lines_of(*find_posting(result.outcome, "trade|T1|td")),
              ElementsAre("1200 AUD 600000", "1100 AUD -400000 q=-100000000 L1",
                          "1100 AUD -100000 q=-20000000 L2", "4100 AUD -100000"));
}

TEST(OpeningPostings, KeepTheCurrencyGainOfAForeignLot) {
  SmallWorld w;
  w.rates.set(usd, aud, "2026-01-01", "1.5234");
  Opening opening;
  opening.portfolio = p1;
  opening.date = day("2026-04-01");
  // rule book II.5: 40 at USD 200 and 1.50, sold at 212.48 and 1.5234
  opening.lots = {{"L1", aapl, day("2020-01-02"), usd, e6("40"), 800'000, 1'200'000}};
  w.facts.opening = opening;
  w.facts.trade("T1", Side::sell, aapl, "2026-04-02", "40", "212.48", usd);
  const auto result = w.replay_through("2026-04-02");
  const auto* sale = find_posting(result.outcome, "trade|T1|td");
  ASSERT_NE(sale, nullptr);
  EXPECT_EQ(sale->realisations.at(0).price_gain_base_minor, cents("748.80"));
  EXPECT_EQ(sale->realisations.at(0).fx_gain_base_minor, cents("198.88"));
}

TEST(OpeningPostings, RefuseAPortfolioThatHoldsSomething) {
  SmallWorld w;
  w.facts.opening = sample();
  w.facts.flow("C1", "2026-03-31", "5", aud);
  const auto result = w.replay_through("2026-04-02");
  ASSERT_EQ(result.outcome.faults.size(), 1U);
  EXPECT_EQ(result.outcome.faults[0].kind, FaultKind::bad_fact);
  EXPECT_TRUE(result.outcome.faults[0].fact.starts_with("open|"));
  EXPECT_EQ(result.outcome.postings.size(), 1U);
}

TEST(OpeningPostings, RefuseAnotherCurrencyThanTheInstruments) {
  SmallWorld w;
  w.facts.opening = sample();
  w.facts.opening->lots[0].currency = usd;
  const auto result = w.replay_through("2026-04-01");
  ASSERT_EQ(result.outcome.faults.size(), 1U);
  EXPECT_EQ(result.outcome.faults[0].kind, FaultKind::currency_mismatch);
  EXPECT_TRUE(result.outcome.postings.empty());
}

TEST(OpeningPostings, DoNotDependOnTheOrderOfRows) {
  SmallWorld a;
  SmallWorld b;
  a.facts.opening = sample();
  b.facts.opening = sample();
  std::swap(b.facts.opening->lots[0], b.facts.opening->lots[1]);
  EXPECT_EQ(lines_of(a.replay_through("2026-04-01").outcome.postings.at(0)),
            lines_of(b.replay_through("2026-04-01").outcome.postings.at(0)));
}

TEST(OpeningPostings, PostNothingWhereNothingWasTakenOn) {
  SmallWorld w;
  w.facts.opening = Opening{.portfolio = p1, .date = day("2026-04-01")};
  const auto result = w.replay_through("2026-04-02");
  EXPECT_TRUE(result.outcome.postings.empty());
  EXPECT_TRUE(result.outcome.faults.empty());
}

}  // namespace
}  // namespace wealthjobs::finance::testing
