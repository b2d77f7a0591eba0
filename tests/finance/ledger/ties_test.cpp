#include "finance/ledger/ties.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "finance/ledger/small_world.h"

namespace wealthjobs::finance::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// One of everything that is open: a purchase, a sale, an FX deal, a dividend.
PortfolioState open_book() {
  SmallWorld w;
  w.facts.flow("C1", "2026-03-02", "1000.00", aud);
  w.facts.trade("T1", Side::buy, bhp, "2026-03-02", "10", "10", aud);
  w.facts.trade("T2", Side::buy, bhp, "2026-04-01", "5", "11", aud);
  w.facts.trade("T3", Side::sell, bhp, "2026-04-01", "4", "11", aud);
  w.facts.fx("F1", "2026-04-01", "2026-04-08", "15.00", aud, "10.00", usd);
  w.actions = ActionsByInstrument({dividend("D1", bhp, "2026-04-01", "2026-04-20", "1", aud)});
  return w.replay_through("2026-04-01").state;
}

TEST(Ties, HoldForWhatTheEnginePosts) {
  const PortfolioState state = open_book();
  EXPECT_EQ(state.balance(Account::receivable_settlement, usd), 1000);
  EXPECT_EQ(state.balance(Account::receivable_dividend, aud), 1000);
  EXPECT_THAT(broken_ties(state), IsEmpty());
  EXPECT_THAT(broken_ties(PortfolioState{}), IsEmpty());
}

TEST(Ties, NameTheAccountThatIsOff) {
  PortfolioState state = open_book();
  state.balances[{Account::securities_cost, aud}] += 1;
  state.balances[{Account::receivable_settlement, usd}] += 2;
  state.balances[{Account::payable_settlement, aud}] -= 3;
  state.balances[{Account::receivable_dividend, gbp}] = 4;
  EXPECT_THAT(broken_ties(state),
              ElementsAre(BrokenTie{Tie::lots_and_cost, aud, no_instrument, 11500, 11501},
                          BrokenTie{Tie::receivables_and_sales, usd, no_instrument, 1000, 1002},
                          BrokenTie{Tie::payables_and_purchases, aud, no_instrument, -7000, -7003},
                          BrokenTie{Tie::dividends_receivable, gbp, no_instrument, 0, 4}));
}

TEST(Ties, NameTheInstrumentThatIsOff) {
  PortfolioState state = open_book();
  state.holdings[bhp].traded_e6 += 1;
  EXPECT_THAT(broken_ties(state),
              ElementsAre(BrokenTie{Tie::traded_and_settled, {}, bhp, e6("11"), e6("11.000001")},
                          BrokenTie{Tie::traded_and_lots, {}, bhp, e6("11"), e6("11.000001")}));
  state = open_book();
  state.lots.clear();
  const auto broken = broken_ties(state);
  ASSERT_EQ(broken.size(), 2U);
  EXPECT_EQ(broken[0].tie, Tie::lots_and_cost);
  EXPECT_EQ(broken[1].tie, Tie::traded_and_lots);
}

TEST(Ties, HaveNames) {
  EXPECT_EQ(name_of(Tie::lots_and_cost), "lots_and_cost");
  EXPECT_EQ(name_of(Tie::traded_and_lots), "traded_and_lots");
}

}  // namespace
}  // namespace wealthjobs::finance::testing
