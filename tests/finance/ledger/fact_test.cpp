#include "finance/ledger/fact.h"

#include <gtest/gtest.h>

namespace wealthjobs::finance {
namespace {

TEST(Fact, ReadsItsWordsAsItWritesThem) {
  for (const auto action : {FactAction::created, FactAction::amend, FactAction::cancel}) {
    EXPECT_EQ(fact_action_from(name_of(action)), action);
  }
  for (const auto side : {Side::buy, Side::sell}) EXPECT_EQ(side_from(name_of(side)), side);
  for (const auto kind : {FlowKind::deposit, FlowKind::withdrawal, FlowKind::fee, FlowKind::tax,
                          FlowKind::interest, FlowKind::other}) {
    EXPECT_EQ(flow_kind_from(name_of(kind)), kind);
  }
  for (const auto channel :
       {FlowChannel::none, FlowChannel::physical_cash, FlowChannel::transfer, FlowChannel::card}) {
    EXPECT_EQ(flow_channel_from(name_of(channel)), channel);
  }
  for (const auto kind : {ActionKind::cash_dividend, ActionKind::split}) {
    EXPECT_EQ(action_kind_from(name_of(kind)), kind);
  }
}

TEST(Fact, UsesTheWordsOfTheBookFolder) {
  EXPECT_EQ(name_of(FactAction::created), "new");
  EXPECT_EQ(name_of(FlowChannel::physical_cash), "physical_cash");
  EXPECT_EQ(name_of(ActionKind::cash_dividend), "cash_dividend");
}

TEST(Fact, KnowsNoOtherWord) {
  EXPECT_EQ(fact_action_from("created"), std::nullopt);
  EXPECT_EQ(side_from("BUY"), std::nullopt);
  EXPECT_EQ(flow_kind_from(""), std::nullopt);
  EXPECT_EQ(flow_channel_from("wire"), std::nullopt);
  EXPECT_EQ(action_kind_from("merger"), std::nullopt);
}

}  // namespace
}  // namespace wealthjobs::finance
