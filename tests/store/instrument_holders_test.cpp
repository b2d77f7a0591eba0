#include "store/instrument_holders.h"

#include <gtest/gtest.h>

#include <tuple>

#include "book_fixture.h"
#include "store/facts.h"

namespace wealthjobs::store {
namespace {

struct InstrumentHolders : testing::Test, BookFixture {
  void buy(const std::string& id, finance::PortfolioNo portfolio) {
    FactRow<finance::Trade> row;
    row.id = id;
    row.source = "trades.csv:2";
    row.fact.portfolio = portfolio;
    row.fact.instrument = bhp;
    row.fact.trade_date = base::Date::from(2020, 6, 1);
    row.fact.quantity_e6 = 1'000'000;
    row.fact.price_e6 = 1'000'000;
    row.fact.currency = aud();
    write([&](WriteTransaction& w) { save_trades(w, master, std::vector{row}); });
  }
};

TEST_F(InstrumentHolders, AreAllThatEverTradedItOnceEach) {
  EXPECT_TRUE(load_portfolios_that_traded(book, bhp).empty());
  buy("T1", p2);
  buy("T2", p1);
  buy("T3", p1);
  EXPECT_EQ(load_portfolios_that_traded(book, bhp), (std::vector{p1, p2}));
}

TEST_F(InstrumentHolders, CostIsThatOfTheOpenLotsOfAllPortfolios) {
  EXPECT_TRUE(load_held_costs(book).empty());
  write([&](WriteTransaction& w) {
    int n = 0;
    for (const auto& [portfolio, quantity_e6, cost_minor] :
         {std::tuple{p1, 1'000'000, 500}, std::tuple{p2, 2'000'000, 250}, std::tuple{p2, 0, 0}}) {
      w.database().run("INSERT INTO lot VALUES (?, ?, ?, 1, 1, 'AUD', ?, ?, ?)", portfolio,
                       "L" + std::to_string(++n), bhp, quantity_e6, cost_minor, 2 * cost_minor);
    }
  });
  EXPECT_EQ(load_held_costs(book), (std::map<finance::InstrumentNo, std::int64_t>{{bhp, 1'500}}));
}

}  // namespace
}  // namespace wealthjobs::store
