#include "store/facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "book_fixture.h"

namespace wealthjobs::store {
namespace {

using finance::FactAction;
using testing::ElementsAre;

using TradeRow = FactRow<finance::Trade>;

TradeRow trade_row(const std::string& id, finance::PortfolioNo portfolio, base::Date date,
                   std::int64_t quantity_e6 = 100'000'000) {
  TradeRow row;
  row.id = id;
  row.source = "trades.csv:2";
  row.fact.portfolio = portfolio;
  row.fact.instrument = bhp;
  row.fact.trade_date = date;
  row.fact.quantity_e6 = quantity_e6;
  row.fact.price_e6 = 42'315'000;
  row.fact.currency = aud();
  row.fact.commission_minor = 635;
  return row;
}

const base::Date d1 = base::Date::from(2020, 6, 1);
const DayRange june{base::Date::from(2020, 5, 31), base::Date::from(2020, 6, 30)};

struct Facts : testing::Test, BookFixture {
  FactCounts save(const std::vector<TradeRow>& rows, FactPolicy policy = {}) {
    FactCounts counts;
    write([&](WriteTransaction& w) { counts = save_trades(w, master, rows, policy); });
    return counts;
  }
};

TEST_F(Facts, ComeBackAsTheyWereSaved) {
  TradeRow row = trade_row("T1", p1, d1);
  row.fact.side = finance::Side::sell;
  row.fact.settle_date = d1 + 2;
  row.fact.tax_minor = 64;
  row.fact.lot_id = "T0";
  EXPECT_EQ(save({row}).added, 1);
  const auto trades = load_trades(book, june);
  ASSERT_EQ(trades.size(), 1U);
  EXPECT_EQ(trades[0].key, "T1");
  EXPECT_EQ(trades[0].version, 1);
  EXPECT_EQ(trades[0].side, finance::Side::sell);
  EXPECT_EQ(trades[0].settle_date, d1 + 2);
  EXPECT_EQ(trades[0].commission_minor, 635);
  EXPECT_EQ(trades[0].tax_minor, 64);
  EXPECT_EQ(trades[0].lot_id, "T0");
  EXPECT_EQ(load_trade(book, "T1")->instrument, bhp);
  EXPECT_FALSE(load_trade(book, "T2").has_value());
}

TEST_F(Facts, AreDuplicatesTheSecondTime) {
  const std::vector<TradeRow> rows{trade_row("T1", p1, d1), trade_row("T2", p1, d1)};
  EXPECT_EQ(save(rows).added, 2);
  const FactCounts again = save(rows);
  EXPECT_EQ(again.added, 0);
  EXPECT_EQ(again.duplicate, 2);
  EXPECT_TRUE(again.conflicts.empty());
  EXPECT_EQ(count("trade"), 2);
}

TEST_F(Facts, QualifyAnIdThatAnotherPortfolioUsedFirst) {
  EXPECT_EQ(save({trade_row("T1", p2, d1), trade_row("T1", p1, d1)}).added, 2);
  EXPECT_EQ(load_trade(book, "T1")->portfolio, p1);
  EXPECT_EQ(load_trade(book, "P2/T1")->portfolio, p2);
  EXPECT_EQ(save({trade_row("T1", p2, d1), trade_row("T1", p1, d1)}).duplicate, 2);
}

TEST_F(Facts, GiveTheSameRowsWhateverTheOrderOfTheFile) {
  std::vector<TradeRow> rows;
  for (int i = 0; i < 40; ++i) {
    rows.push_back(trade_row("T" + std::to_string(i % 25), i < 25 ? p2 : p1, d1 + i % 5));
  }
  std::mt19937 random(11);
  std::vector<std::string> first;
  for (int round = 0; round < 4; ++round) {
    std::ranges::shuffle(rows, random);
    BookFixture fresh;
    fresh.write([&](WriteTransaction& w) { save_trades(w, fresh.master, rows); });
    std::vector<std::string> keys;
    for (const auto& trade : load_trades(fresh.book, june)) {
      keys.push_back(trade.key + "@" + std::to_string(number_of(trade.portfolio)));
    }
    if (round == 0) first = keys;
    EXPECT_EQ(keys, first);
  }
  EXPECT_EQ(first.size(), 40U);
}

TEST_F(Facts, ConflictWhereTheContentDiffers) {
  save({trade_row("T1", p1, d1)});
  TradeRow changed = trade_row("T1", p1, d1);
  changed.fact.price_e6 += 1;
  const FactCounts counts = save({trade_row("T0", p1, d1), changed});
  EXPECT_EQ(counts.added, 1);
  ASSERT_EQ(counts.conflicts.size(), 1U);
  EXPECT_EQ(counts.conflicts[0].row, 1U);
  EXPECT_EQ(counts.conflicts[0].key, "T1");
  EXPECT_EQ(counts.conflicts[0].field, "price_e6");
  EXPECT_EQ(counts.conflicts[0].refusal, FactRefusal::other_content);
  EXPECT_EQ(load_trade(book, "T1")->version, 1);
}

TEST_F(Facts, BecomeTheNextVersionWithAllowAmend) {
  save({trade_row("T1", p1, d1)});
  const TradeRow changed = trade_row("T1", p1, d1, 90'000'000);
  EXPECT_EQ(save({changed}, {.allow_amend = true}).amended, 1);
  EXPECT_EQ(load_trade(book, "T1")->version, 2);
  EXPECT_EQ(load_trade(book, "T1")->quantity_e6, 90'000'000);
  EXPECT_EQ(save({changed}, {.allow_amend = true}).duplicate, 1);
  EXPECT_EQ(save({trade_row("T1", p1, d1)}).duplicate, 1) << "the first file once more";
  EXPECT_EQ(load_trades(book, june).size(), 1U);
}

TEST_F(Facts, AmendAndCancelByTheirOwnAction) {
  TradeRow amend = trade_row("T1", p1, d1, 90'000'000);
  amend.action = FactAction::amend;
  TradeRow cancel = trade_row("T1", p1, d1);
  cancel.action = FactAction::cancel;
  const std::vector<TradeRow> file{cancel, amend, trade_row("T1", p1, d1)};
  const FactCounts counts = save(file);
  EXPECT_EQ(counts.added, 1);
  EXPECT_EQ(counts.amended, 1);
  EXPECT_EQ(counts.cancelled, 1);
  EXPECT_TRUE(load_trade(book, "T1")->is_cancelled);
  EXPECT_EQ(load_trade(book, "T1")->quantity_e6, 90'000'000) << "as it was last known";
  EXPECT_EQ(save({cancel}).duplicate, 1);
}

TEST_F(Facts, RefuseAnAmendmentOfNothingAndAVersionThatSkips) {
  TradeRow amend = trade_row("T9", p1, d1);
  amend.action = FactAction::amend;
  TradeRow gap = trade_row("T1", p1, d1, 1'000'000);
  gap.version = 3;
  gap.action = FactAction::amend;
  save({trade_row("T1", p1, d1)});
  const FactCounts counts = save({amend, gap});
  ASSERT_EQ(counts.conflicts.size(), 2U);
  EXPECT_EQ(counts.conflicts[0].refusal, FactRefusal::unknown_fact);
  EXPECT_EQ(counts.conflicts[1].refusal, FactRefusal::version_gap);
  EXPECT_EQ(counts.conflicts[1].known_version, 1);
}

TEST_F(Facts, TakeNumberedVersionsOnce) {
  TradeRow first = trade_row("T1", p1, d1);
  first.version = 1;
  TradeRow second = trade_row("T1", p1, d1, 80'000'000);
  second.version = 2;
  second.action = FactAction::amend;
  TradeRow third = trade_row("T1", p1, d1);
  third.version = 3;
  third.action = FactAction::amend;
  const std::vector<TradeRow> file{third, second, first};
  EXPECT_EQ(save(file).amended, 2);
  EXPECT_EQ(save(file).duplicate, 3);
  second.fact.quantity_e6 = 70'000'000;
  ASSERT_EQ(save({second}).conflicts.size(), 1U);
  EXPECT_EQ(load_trade(book, "T1")->version, 3);
}

TEST_F(Facts, TellWhatBecameKnownSinceARevision) {
  save({trade_row("T1", p1, d1), trade_row("T2", p1, d1)});
  const std::int64_t before = book_revision(book);
  TradeRow moved = trade_row("T1", p1, d1 + 60);
  moved.action = FactAction::amend;
  save({moved, trade_row("T3", p2, d1), trade_row("T4", p2, d1 + 60)});
  const auto changed = load_changed_facts(book, before, d1 + 10);
  ASSERT_EQ(changed.size(), 2U);
  EXPECT_EQ(changed[0].key, "T1");
  EXPECT_EQ(changed[0].date, d1 + 60);
  EXPECT_EQ(changed[0].known_date, d1);
  EXPECT_EQ(changed[0].version, 2);
  EXPECT_EQ(changed[1].key, "T3");
  EXPECT_EQ(changed[1].portfolio, p2);
  EXPECT_EQ(changed[1].known_date, std::nullopt);
}

TEST_F(Facts, DigestChangesWithContentAndNotWithOrder) {
  std::vector<TradeRow> rows{trade_row("T1", p1, d1), trade_row("T2", p2, d1),
                             trade_row("T3", p1, d1 + 1)};
  save(rows);
  const FactDigest digest = load_fact_digest(book, FactKind::trade, june);
  EXPECT_EQ(digest.facts, 3);
  std::ranges::reverse(rows);
  BookFixture other;
  other.write([&](WriteTransaction& w) { save_trades(w, other.master, rows); });
  EXPECT_EQ(load_fact_digest(other.book, FactKind::trade, june).sha256, digest.sha256);
  save({trade_row("T2", p2, d1, 1'000'000)}, {.allow_amend = true});
  EXPECT_NE(load_fact_digest(book, FactKind::trade, june).sha256, digest.sha256);
  EXPECT_EQ(load_fact_digest(book, FactKind::cash_flow, june).facts, 0);
}

TEST_F(Facts, OfOnePortfolioStandInDateOrder) {
  save({trade_row("T1", p1, d1 + 3), trade_row("T2", p1, d1), trade_row("T3", p2, d1),
        trade_row("T4", p1, d1 + 9)});
  const auto trades = load_trades_of(book, p1, d1 + 5);
  ASSERT_EQ(trades.size(), 2U);
  EXPECT_EQ(trades[0].key, "T2");
  EXPECT_EQ(trades[1].key, "T1");
}

TEST_F(Facts, KeepFxTradesAndCashFlows) {
  FactRow<finance::FxTrade> fx;
  fx.id = "F1";
  fx.source = "fx_trades.csv:2";
  fx.fact.portfolio = p1;
  fx.fact.trade_date = d1;
  fx.fact.settle_date = d1 + 2;
  fx.fact.sell_currency = aud();
  fx.fact.sell_minor = 150'000;
  fx.fact.buy_currency = usd();
  fx.fact.buy_minor = 100'000;
  FactRow<finance::CashFlow> flow;
  flow.id = "C1";
  flow.source = "cash_flows.csv:2";
  flow.fact.portfolio = p1;
  flow.fact.date = d1;
  flow.fact.currency = aud();
  flow.fact.amount_minor = -5'000;
  flow.fact.kind = finance::FlowKind::withdrawal;
  const std::vector fx_rows{fx};
  std::vector flow_rows{flow, flow};
  flow_rows[1].id = "C2";
  flow_rows[1].fact.channel = finance::FlowChannel::card;
  write([&](WriteTransaction& w) {
    EXPECT_EQ(save_fx_trades(w, master, fx_rows).added, 1);
    EXPECT_EQ(save_cash_flows(w, master, flow_rows).added, 2);
    EXPECT_EQ(save_cash_flows(w, master, flow_rows).duplicate, 2);
  });
  ASSERT_EQ(load_fx_trades(book, june).size(), 1U);
  EXPECT_EQ(load_fx_trades_of(book, p1, d1)[0].buy_minor, 100'000);
  const auto flows = load_cash_flows(book, june);
  ASSERT_EQ(flows.size(), 2U);
  EXPECT_EQ(flows[0].channel, finance::FlowChannel::none);
  EXPECT_EQ(flows[1].channel, finance::FlowChannel::card);
  EXPECT_EQ(flows[0].kind, finance::FlowKind::withdrawal);
  EXPECT_EQ(load_cash_flows_of(book, p1, d1 - 1).size(), 0U);
}

FactRow<finance::CorporateAction> dividend(const std::string& id, base::Date ex,
                                           std::optional<base::Date> pay) {
  FactRow<finance::CorporateAction> row;
  row.id = id;
  row.source = "corporate_actions.csv:2";
  row.fact.instrument = aapl;
  row.fact.ex_date = ex;
  row.fact.pay_date = pay;
  row.fact.currency = usd();
  row.fact.amount_per_share_e6 = 240'000;
  row.fact.withholding_ppm = 150'000;
  row.fact.paid_rate_e8 = 136'000'000;
  return row;
}

TEST_F(Facts, FindActionsByExDatePayDateAndInstrument) {
  std::vector<FactRow<finance::CorporateAction>> rows{dividend("D1", d1, d1 + 40),
                                                      dividend("D2", d1 + 1, {})};
  FactRow<finance::CorporateAction> split;
  split.id = "S1";
  split.source = "corporate_actions.csv:9";
  split.fact.instrument = bhp;
  split.fact.kind = finance::ActionKind::split;
  split.fact.ex_date = d1 + 2;
  split.fact.ratio_new_e6 = 4'000'000;
  split.fact.ratio_old_e6 = 1'000'000;
  rows.push_back(split);
  write([&](WriteTransaction& w) {
    EXPECT_EQ(save_corporate_actions(w, master, rows).added, 3);
    EXPECT_EQ(save_corporate_actions(w, master, rows).duplicate, 3);
  });
  EXPECT_EQ(load_corporate_actions(book, june).size(), 3U);
  const auto paid = load_actions_paid(book, {d1, d1 + 40});
  ASSERT_EQ(paid.size(), 2U);
  EXPECT_EQ(paid[0].id, "D2") << "without a pay date: paid on the ex-date";
  EXPECT_EQ(load_actions_of(book, aapl, d1).size(), 1U);
  EXPECT_EQ(load_action(book, "S1")->ratio_new_e6, 4'000'000);
  EXPECT_FALSE(load_action(book, "S1")->currency.is_set());
  EXPECT_EQ(load_action(book, "D1")->paid_rate_e8, 136'000'000);
  EXPECT_FALSE(load_action(book, "D9").has_value());
}

TEST_F(Facts, ConfirmationsFindTheTradeOfTheirPortfolio) {
  save({trade_row("T1", p1, d1), trade_row("T1", p2, d1)});
  FactRow<finance::Confirmation> row;
  row.id = "S1";
  row.source = "settlements.csv:2";
  row.fact.trade_key = "T1";
  row.fact.date = d1 + 2;
  row.fact.quantity_e6 = 50'000'000;
  row.fact.cash_minor = 211'808;
  row.fact.currency = aud();
  std::vector rows{row, row, row};
  rows[1].id = "S2";
  rows[1].portfolio = p2;
  rows[2].id = "S3";
  rows[2].fact.trade_key = "unknown";
  const std::int64_t before = book_revision(book);
  write([&](WriteTransaction& w) {
    EXPECT_EQ(save_confirmations(w, master, rows).added, 3);
    EXPECT_EQ(save_confirmations(w, master, rows).duplicate, 3);
  });
  const auto all = load_confirmations(book, june);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].trade_key, "T1");
  EXPECT_EQ(all[1].trade_key, "P2/T1");
  EXPECT_EQ(all[2].trade_key, "unknown");
  const auto of_p1 = load_confirmations_of(book, p1, d1 + 2);
  ASSERT_EQ(of_p1.size(), 1U);
  EXPECT_EQ(of_p1[0].id, "S1");
  const auto of_p2 = load_confirmations_of(book, p2, d1 + 2);
  ASSERT_EQ(of_p2.size(), 1U);
  EXPECT_EQ(of_p2[0].id, "S2");
  const auto changed = load_changed_facts(book, before, d1 + 5);
  ASSERT_EQ(changed.size(), 3U);
  EXPECT_EQ(changed[0].portfolio, p1);
  EXPECT_EQ(changed[1].portfolio, p2);
  EXPECT_EQ(changed[2].portfolio, finance::the_firm);
}

TEST_F(Facts, NamesAreTheTables) {
  EXPECT_EQ(name_of(FactKind::fx_trade), "fx_trade");
  EXPECT_EQ(name_of(FactKind::confirmation), "confirmation");
  EXPECT_EQ(name_of(FactRefusal::version_gap), "version_gap");
}

TEST_F(Facts, TakeManyRowsAtOnce) {
  std::vector<TradeRow> rows;
  for (int i = 0; i < 20'000; ++i) {
    rows.push_back(trade_row("T" + std::to_string(i % 10'000), i % 2 == 0 ? p1 : p2, d1));
    rows.back().id += i < 10'000 ? "a" : "b";
  }
  EXPECT_EQ(save(rows).added, 20'000);
  EXPECT_EQ(save(rows).duplicate, 20'000);
  EXPECT_EQ(load_trades(book, june).size(), 20'000U);
}

}  // namespace
}  // namespace wealthjobs::store
