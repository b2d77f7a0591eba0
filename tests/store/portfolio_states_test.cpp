#include "store/portfolio_states.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "book_fixture.h"
#include "store/facts.h"
#include "store/findings.h"
#include "store/journal.h"

namespace wealthjobs::store {
namespace {

using finance::PortfolioState;
using testing::ElementsAre;
using testing::IsEmpty;

const base::Date d1 = base::Date::from(2020, 6, 1);

finance::Lot lot(const std::string& id, base::Date acquired, std::int64_t quantity_e6) {
  return {.id = id,
          .instrument = bhp,
          .acquired_date = acquired,
          .holding_start_date = acquired,
          .currency = aud(),
          .quantity_e6 = quantity_e6,
          .cost_minor = 63'542,
          .cost_base_minor = 63'542};
}

finance::Settlement settlement(const std::string& key, base::Date expected) {
  finance::Settlement at;
  at.key = key;
  at.instrument = bhp;
  at.quantity_e6 = 150'000'000;
  at.currency = aud();
  at.amount_minor = 635'424;
  at.trade_date = expected - 2;
  at.contractual_date = expected;
  at.expected_date = expected;
  return at;
}

finance::Entitlement entitlement(const std::string& action, base::Date pay) {
  finance::Entitlement at;
  at.action_id = action;
  at.instrument = aapl;
  at.quantity_e6 = 100'000'000;
  at.currency = usd();
  at.gross_minor = 2'400;
  at.withheld_minor = 360;
  at.net_minor = 2'040;
  at.ex_date = pay - 20;
  at.pay_date = pay;
  at.ex_base_minor = 2'734;
  return at;
}

struct PortfolioStates : testing::Test, BookFixture {
  PortfolioState empty(finance::PortfolioNo portfolio = p1) {
    return StateReader(book, master).load(portfolio);
  }
  void save(const PortfolioState& before, const PortfolioState& after) {
    write([&](WriteTransaction& w) { StateWriter(w).save(before, after); });
  }
  std::vector<finance::PortfolioNo> due(base::Date after, base::Date through,
                                        std::int64_t since = 1'000'000) {
    return load_due_portfolios(book, master, {after, through, since});
  }
};

TEST_F(PortfolioStates, BeginEmptyWithTheNamesOfThePortfolio) {
  const PortfolioState state = empty(p2);
  EXPECT_EQ(state.portfolio, p2);
  EXPECT_EQ(state.portfolio_id, "P2");
  EXPECT_EQ(state.base_currency, usd());
  EXPECT_TRUE(state.lots.empty() && state.balances.empty() && state.settlements.empty());
}

TEST_F(PortfolioStates, ComeBackAsTheyWereSaved) {
  PortfolioState after = empty();
  after.lots = {lot("T2", d1, 10'000'000), lot("T9", d1 - 9, 20'000'000)};
  after.settlements = {settlement("trade|T2", d1 + 2), settlement("trade|T1", d1 + 1)};
  finance::Settlement fx = settlement("fx|F1", d1 + 2);
  fx.kind = finance::SettlementKind::fx;
  fx.instrument = finance::no_instrument;
  fx.buy_currency = usd();
  fx.buy_minor = 100;
  fx.state = finance::SettlementState::failed;
  fx.fail_count = 2;
  after.settlements.push_back(fx);
  after.entitlements = {entitlement("D1", d1 + 5)};
  save(empty(), after);
  const PortfolioState loaded = empty();
  EXPECT_THAT(loaded.lots, ElementsAre(after.lots[1], after.lots[0])) << "oldest first";
  EXPECT_THAT(loaded.settlements, ElementsAre(after.settlements[1], fx, after.settlements[0]));
  EXPECT_EQ(loaded.entitlements, after.entitlements);
  EXPECT_TRUE(empty(p2).lots.empty());
}

TEST_F(PortfolioStates, TakeBalancesAndHoldingsFromTheJournal) {
  write([&](WriteTransaction& w) {
    JournalWriter journal(w, master, {"settle_trades", d1, {}});
    journal.post(deposit("flow|C1", p1, d1, 100'000));
    journal.post(purchase("T1", p1, bhp, d1, 150'000'000, 63'542));
    journal.flush();
  });
  const PortfolioState state = empty();
  EXPECT_EQ(state.balance(finance::Account::cash, aud()), 36'458);
  EXPECT_EQ(state.holdings.at(bhp), (finance::Holding{150'000'000, 150'000'000}));
}

TEST_F(PortfolioStates, KeepClosedLotsWithoutQuantityAndForgetWhatIsDone) {
  PortfolioState first = empty();
  first.lots = {lot("T1", d1, 10'000'000), lot("T2", d1, 20'000'000)};
  first.settlements = {settlement("trade|T1", d1 + 2)};
  first.entitlements = {entitlement("D1", d1 + 5)};
  save(empty(), first);
  PortfolioState second = first;
  second.lots.erase(second.lots.begin());
  second.lots[0].quantity_e6 = 5'000'000;
  second.settlements[0].state = finance::SettlementState::settled;
  second.entitlements[0].paid_base_minor = 2'774;
  save(first, second);
  const PortfolioState loaded = empty();
  EXPECT_EQ(loaded.lots, second.lots);
  EXPECT_THAT(loaded.settlements, IsEmpty());
  EXPECT_THAT(loaded.entitlements, IsEmpty());
  const auto all = load_lots(book, p1);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].id, "T1");
  EXPECT_EQ(all[0].quantity_e6, 0);
  EXPECT_EQ(all[0].cost_minor, 0);
  EXPECT_EQ(count("settlement"), 1);
  EXPECT_EQ(count("entitlement"), 1);
}

TEST_F(PortfolioStates, WriteNothingWhereNothingChanged) {
  PortfolioState state = empty();
  state.lots = {lot("T1", d1, 10'000'000)};
  state.settlements = {settlement("trade|T1", d1 + 2)};
  save(empty(), state);
  const std::int64_t changes = book.integer_or(0, "SELECT total_changes()");
  WriteTransaction w(book);
  StateWriter(w).save(state, state);
  EXPECT_EQ(book.integer_or(0, "SELECT total_changes()"), changes);
}

TEST_F(PortfolioStates, AreReplacedWholeAfterAReplay) {
  PortfolioState state = empty();
  state.lots = {lot("T1", d1, 10'000'000)};
  state.settlements = {settlement("trade|T1", d1 + 2)};
  state.entitlements = {entitlement("D1", d1 + 5)};
  PortfolioState other = empty(p2);
  other.lots = {lot("T1", d1, 7'000'000)};
  save(empty(), state);
  save(empty(p2), other);
  const std::vector<finance::SettlementFail> fails{{"trade|T1", d1 + 2, "no cash", 1}};
  write([&](WriteTransaction& w) { StateWriter(w).save_fails(fails); });
  EXPECT_EQ(load_settlement_fails(book, d1 + 2), fails);
  PortfolioState replayed = empty();
  replayed.lots = {lot("T3", d1, 1'000'000)};
  replayed.settlements.clear();
  replayed.entitlements.clear();
  write([&](WriteTransaction& w) { StateWriter(w).replace(replayed); });
  EXPECT_EQ(load_lots(book, p1), replayed.lots);
  EXPECT_TRUE(load_settlement_fails(book, d1 + 2).empty());
  EXPECT_EQ(count("settlement"), 0);
  EXPECT_EQ(load_lots(book, p2).size(), 1U);
}

TEST_F(PortfolioStates, FailOnceADay) {
  write([&](WriteTransaction& w) {
    StateWriter writer(w);
    const std::vector<finance::SettlementFail> first{{"trade|T1", d1, "no cash", 1}};
    const std::vector<finance::SettlementFail> second{{"trade|T1", d1, "no stock", 1},
                                                      {"trade|T1", d1 + 1, "no stock", 2}};
    writer.save_fails(first);
    writer.save_fails(second);
  });
  EXPECT_EQ(load_settlement_fails(book, d1)[0].reason, "no stock");
  EXPECT_EQ(load_settlement_fails(book, d1 + 1)[0].fail_count, 2);
}

TEST_F(PortfolioStates, AreDueByTheirFacts) {
  FactRow<finance::CashFlow> flow;
  flow.id = "C1";
  flow.source = "cash_flows.csv:2";
  flow.fact.portfolio = p2;
  flow.fact.date = d1;
  flow.fact.currency = usd();
  flow.fact.amount_minor = 100;
  std::vector rows{flow};
  const std::int64_t known = write([&](WriteTransaction& w) { save_cash_flows(w, master, rows); });
  EXPECT_THAT(due(d1 - 1, d1), ElementsAre(p2));
  EXPECT_THAT(due(d1, d1 + 1), IsEmpty());
  EXPECT_THAT(due(d1, d1 + 1, known - 1), ElementsAre(p2)) << "late";
  EXPECT_THAT(due(d1, d1 + 1, known), IsEmpty());
  rows[0].fact.date = d1 + 50;
  rows[0].action = finance::FactAction::amend;
  write([&](WriteTransaction& w) { save_cash_flows(w, master, rows); });
  EXPECT_THAT(due(d1, d1 + 1, known), ElementsAre(p2)) << "moved out of the past";
}

TEST_F(PortfolioStates, AreDueByOpenItemsAndHolds) {
  PortfolioState state = empty();
  state.settlements = {settlement("trade|T1", d1 + 2)};
  save(empty(), state);
  EXPECT_THAT(due(d1, d1 + 1), IsEmpty());
  EXPECT_THAT(due(d1 + 1, d1 + 2), ElementsAre(p1));
  EXPECT_THAT(due(d1 + 8, d1 + 9), ElementsAre(p1)) << "still open";
  PortfolioState other = empty(p2);
  other.entitlements = {entitlement("D1", d1 + 1)};
  save(empty(p2), other);
  EXPECT_THAT(due(d1, d1 + 1), ElementsAre(p2));
  const std::vector<Hold> holds{{d1, p1, "oversold", "T9", {}, {}, 0}};
  write([&](WriteTransaction& w) { save_holds(w, holds); });
  EXPECT_THAT(due(d1, d1 + 1), ElementsAre(p1, p2));
}

TEST_F(PortfolioStates, AreDueByActionsOnWhatTheyHold) {
  write([&](WriteTransaction& w) {
    JournalWriter journal(w, master, {"settle_trades", d1, {}});
    journal.post(purchase("T1", p1, bhp, d1, 150'000'000, 63'542));
    journal.post(purchase("T2", p2, bhp, d1, 150'000'000, 63'542));
    finance::Posting sale = purchase("T3", p2, bhp, d1, -150'000'000, -63'542);
    journal.post(sale);
    journal.flush();
  });
  FactRow<finance::CorporateAction> split;
  split.id = "S1";
  split.source = "corporate_actions.csv:2";
  split.fact.instrument = bhp;
  split.fact.kind = finance::ActionKind::split;
  split.fact.ex_date = d1 + 5;
  split.fact.ratio_new_e6 = 4'000'000;
  split.fact.ratio_old_e6 = 1'000'000;
  const std::vector rows{split};
  const std::int64_t known =
      write([&](WriteTransaction& w) { save_corporate_actions(w, master, rows); });
  EXPECT_THAT(due(d1 + 4, d1 + 5), ElementsAre(p1));
  EXPECT_THAT(due(d1 + 5, d1 + 6), IsEmpty());
  EXPECT_THAT(due(d1 + 5, d1 + 6, known - 1), ElementsAre(p1, p2)) << "whoever once held it";
}

TEST_F(PortfolioStates, AreDueByConfirmations) {
  FactRow<finance::Trade> trade;
  trade.id = "T1";
  trade.source = "trades.csv:2";
  trade.fact.portfolio = p2;
  trade.fact.instrument = bhp;
  trade.fact.trade_date = d1;
  trade.fact.quantity_e6 = 1'000'000;
  trade.fact.currency = aud();
  FactRow<finance::Confirmation> confirmation;
  confirmation.id = "S1";
  confirmation.source = "settlements.csv:2";
  confirmation.fact.trade_key = "T1";
  confirmation.fact.date = d1 + 2;
  confirmation.fact.quantity_e6 = 1'000'000;
  confirmation.fact.currency = aud();
  const std::vector trades{trade};
  const std::vector confirmations{confirmation};
  write([&](WriteTransaction& w) {
    save_trades(w, master, trades);
    save_confirmations(w, master, confirmations);
  });
  EXPECT_THAT(due(d1 + 1, d1 + 2), ElementsAre(p2));
  EXPECT_THAT(due(d1 + 2, d1 + 3), IsEmpty());
}

TEST_F(PortfolioStates, ListOpenSettlementsAndVisitEveryState) {
  PortfolioState state = empty(p2);
  state.settlements = {settlement("trade|T2", d1 + 2), settlement("trade|T1", d1 + 2)};
  state.settlements[0].state = finance::SettlementState::partial;
  save(empty(p2), state);
  const auto open = load_open_settlements(book);
  ASSERT_EQ(open.size(), 2U);
  EXPECT_EQ(open[0].settlement.key, "trade|T1");
  EXPECT_EQ(open[1].portfolio, p2);
  std::vector<std::string> ids;
  for_each_state(book, master, [&](const PortfolioState& at) { ids.push_back(at.portfolio_id); });
  EXPECT_THAT(ids, ElementsAre("P1", "P2"));
}

}  // namespace
}  // namespace wealthjobs::store
