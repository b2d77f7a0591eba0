#include "store/valuations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "book_fixture.h"
#include "store/journal.h"
#include "store/portfolio_states.h"

namespace wealthjobs::store {
namespace {

using testing::ElementsAre;

const base::Date d1 = base::Date::from(2020, 6, 1);

PortfolioNav nav_row(base::Date day, finance::PortfolioNo portfolio, std::int64_t nav_minor) {
  PortfolioNav row;
  row.day = day;
  row.portfolio = portfolio;
  row.currency = portfolio == p1 ? aud() : usd();
  row.gav_minor = nav_minor + 10;
  row.nav_minor = nav_minor;
  row.cash_minor = 1;
  row.securities_minor = nav_minor - 1;
  row.external_flow_minor = 7;
  row.pack_no = 3;
  row.is_held = portfolio == p2;
  return row;
}

PositionValueRow position_row(base::Date day, finance::PortfolioNo portfolio,
                              finance::InstrumentNo instrument) {
  PositionValueRow row;
  row.day = day;
  row.portfolio = portfolio;
  row.instrument = instrument;
  row.quantity_e6 = 150'000'000;
  row.price_e6 = 43'100'000;
  row.price_asof = day - 1;
  row.local_minor = 646'500;
  row.value_minor = 646'500;
  row.cost_minor = 635'424;
  row.unrealised_fx_minor = -3;
  row.staleness = 1;
  return row;
}

CashValueRow cash_row(base::Date day, finance::PortfolioNo portfolio) {
  return {day, portfolio, aud(), 100, -20, 5, -1, 84};
}

struct Valuations : testing::Test, BookFixture {
  void save_day(base::Date day, std::int64_t nav_minor = 1'000) {
    write([&](WriteTransaction& w) {
      ValuationWriter values(w, day);
      for (const auto portfolio : {p1, p2}) {
        values.add(nav_row(day, portfolio, nav_minor));
        values.add(position_row(day, portfolio, bhp));
        values.add(position_row(day, portfolio, aapl));
        values.add(cash_row(day, portfolio));
      }
      EXPECT_EQ(values.rows(), 8);
    });
  }
};

TEST_F(Valuations, ComeBackAsTheyWereSaved) {
  save_day(d1);
  EXPECT_THAT(load_navs(book, d1), ElementsAre(nav_row(d1, p1, 1'000), nav_row(d1, p2, 1'000)));
  EXPECT_EQ(load_nav(book, d1, p2), nav_row(d1, p2, 1'000));
  EXPECT_FALSE(load_nav(book, d1 + 1, p2).has_value());
  EXPECT_THAT(load_position_values(book, d1, p1),
              ElementsAre(position_row(d1, p1, aapl), position_row(d1, p1, bhp)));
  EXPECT_EQ(load_position_values(book, d1).size(), 4U);
  EXPECT_THAT(load_cash_values(book, d1), ElementsAre(cash_row(d1, p1), cash_row(d1, p2)));
}

TEST_F(Valuations, ReplaceTheOpenDay) {
  save_day(d1, 1'000);
  save_day(d1 + 1, 2'000);
  save_day(d1, 3'000);
  EXPECT_EQ(load_nav(book, d1, p1)->nav_minor, 3'000);
  EXPECT_EQ(load_nav(book, d1 + 1, p1)->nav_minor, 2'000);
  EXPECT_EQ(count("position_value"), 8);
}

TEST_F(Valuations, KeepMonthEndsOfPositions) {
  for (int i = 0; i < 6; ++i) save_day(d1 + i);
  std::int64_t pruned = 0;
  write([&](WriteTransaction& w) {
    pruned = prune_position_values(w, d1 + 4, [](base::Date day) { return day == d1 + 2; });
  });
  EXPECT_EQ(pruned, 12);
  EXPECT_TRUE(load_position_values(book, d1 + 1).empty());
  EXPECT_EQ(load_position_values(book, d1 + 2).size(), 4U);
  EXPECT_EQ(load_position_values(book, d1 + 4).size(), 4U);
  EXPECT_EQ(load_navs(book, d1 + 1).size(), 2U);
}

TEST_F(Valuations, KnowTheirHistory) {
  save_day(d1, 1);
  save_day(d1 + 1, 2);
  save_day(d1 + 5, 3);
  const auto history = load_nav_history(book, p1, {d1, d1 + 5});
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history[0].nav_minor, 2);
  EXPECT_EQ(history[1].nav_minor, 3);
  EXPECT_EQ(load_valued_day_before(book, d1 + 5), d1 + 1);
  EXPECT_EQ(load_valued_day_up_to(book, d1 + 5), d1 + 5);
  EXPECT_EQ(load_valued_day_before(book, d1), std::nullopt);
  EXPECT_THAT(load_nav_totals(book, d1 + 1),
              ElementsAre(NavTotal{aud(), 1, 2}, NavTotal{usd(), 1, 2}));
}

TEST_F(Valuations, WalkHoldingsOfEveryPortfolioOnce) {
  write([&](WriteTransaction& w) {
    JournalWriter journal(w, master, {"settle_trades", d1, {}});
    journal.post(deposit("flow|C1", p2, d1, 500, usd()));
    journal.post(purchase("T1", p1, bhp, d1, 150'000'000, 63'542));
    journal.post(purchase("T2", p1, aapl, d1, 40'000'000, 800'000, usd()));
    journal.post(purchase("T3", p1, vod, d1, 10'000'000, 5));
    journal.post(purchase("T4", p1, vod, d1, -10'000'000, -5));
    journal.post(deposit("firm|1", finance::the_firm, d1, 1));
    journal.flush();
    finance::PortfolioState before;
    before.portfolio = p1;
    finance::PortfolioState after = before;
    after.lots = {{"T1", bhp, d1, d1, aud(), 100'000'000, 40'000, 40'000},
                  {"T1b", bhp, d1, d1, aud(), 50'000'000, 23'542, 23'542},
                  {"T2", aapl, d1, d1, usd(), 40'000'000, 800'000, 1'200'000}};
    StateWriter(w).save(before, after);
  });
  std::vector<finance::PortfolioNo> seen;
  for_each_holding(book, [&](const PortfolioHoldings& holdings) {
    seen.push_back(holdings.portfolio);
    if (holdings.portfolio == p2) {
      EXPECT_TRUE(holdings.positions.empty());
      ASSERT_EQ(holdings.balances.size(), 2U);
      EXPECT_EQ(holdings.balances[0].amount_minor, 500);
      return;
    }
    ASSERT_EQ(holdings.positions.size(), 2U) << "what was sold again is not held";
    EXPECT_EQ(holdings.positions[0].instrument, aapl);
    EXPECT_EQ(holdings.positions[0].cost_base_minor, 1'200'000);
    EXPECT_EQ(holdings.positions[1].traded_e6, 150'000'000);
    EXPECT_EQ(holdings.positions[1].settled_e6, 150'000'000);
    EXPECT_EQ(holdings.positions[1].cost_minor, 63'542);
    EXPECT_EQ(holdings.balances.size(), 4U);
  });
  EXPECT_THAT(seen, ElementsAre(p1, p2));
}

TEST_F(Valuations, NetExternalFlowsAsNowKnown) {
  std::vector<FactRow<finance::CashFlow>> rows;
  const auto add = [&](const std::string& id, std::int64_t amount, finance::FlowKind kind) {
    FactRow<finance::CashFlow> row;
    row.id = id;
    row.source = "cash_flows.csv:2";
    row.fact.portfolio = p1;
    row.fact.date = d1;
    row.fact.currency = aud();
    row.fact.amount_minor = amount;
    row.fact.kind = kind;
    rows.push_back(row);
  };
  add("C1", 1'000, finance::FlowKind::deposit);
  add("C2", -300, finance::FlowKind::withdrawal);
  add("C3", -50, finance::FlowKind::fee);
  add("C4", 9'999, finance::FlowKind::deposit);
  add("C4", 9'999, finance::FlowKind::deposit);
  rows.back().action = finance::FactAction::cancel;
  add("C1", 1'200, finance::FlowKind::deposit);
  rows.back().action = finance::FactAction::amend;
  write([&](WriteTransaction& w) { save_cash_flows(w, master, rows); });
  EXPECT_THAT(load_external_flows(book, {d1 - 1, d1}), ElementsAre(ExternalFlow{p1, aud(), 900}));
  EXPECT_TRUE(load_external_flows(book, {d1, d1 + 1}).empty());
}

TEST_F(Valuations, AbortOnARowOfAnotherDay) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(write([&](WriteTransaction& w) {
                 ValuationWriter values(w, d1);
                 values.add(cash_row(d1 + 1, p1));
               }),
               "row.day == day_");
}

}  // namespace
}  // namespace wealthjobs::store
