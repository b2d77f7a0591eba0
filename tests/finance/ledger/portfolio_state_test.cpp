#include "finance/ledger/portfolio_state.h"

#include <gtest/gtest.h>

namespace wealthjobs::finance {
namespace {

TEST(PortfolioState, ReadsItsWordsAsItWritesThem) {
  for (const auto kind : {SettlementKind::buy, SettlementKind::sell, SettlementKind::fx}) {
    EXPECT_EQ(settlement_kind_from(name_of(kind)), kind);
  }
  for (const auto state :
       {SettlementState::pending, SettlementState::partial, SettlementState::failed,
        SettlementState::settled, SettlementState::cancelled}) {
    EXPECT_EQ(settlement_state_from(name_of(state)), state);
  }
  EXPECT_EQ(settlement_kind_from("swap"), std::nullopt);
  EXPECT_EQ(settlement_state_from("open"), std::nullopt);
}

TEST(PortfolioState, CallsWhatIsNotSettledOpen) {
  Settlement item;
  for (const auto state :
       {SettlementState::pending, SettlementState::partial, SettlementState::failed}) {
    item.state = state;
    EXPECT_TRUE(item.is_open());
  }
  for (const auto state : {SettlementState::settled, SettlementState::cancelled}) {
    item.state = state;
    EXPECT_FALSE(item.is_open());
  }
}

TEST(PortfolioState, HasNothingOnAnAccountWithoutPostings) {
  PortfolioState state;
  const auto aud = base::Currency::of("AUD");
  state.balances[{Account::cash, aud}] = 5;
  EXPECT_EQ(state.balance(Account::cash, aud), 5);
  EXPECT_EQ(state.balance(Account::cash, base::Currency::of("USD")), 0);
}

}  // namespace
}  // namespace wealthjobs::finance
