// value_portfolios: the worked example of domain job 2, ages of prices, and holds (RULINGS A9).
#include "scratch_book.h"
#include "store/findings.h"

namespace wealthjobs::jobs::testing {
namespace {

TEST(ValuePortfolios, GivesTheNavOfTheRuleBook) {  // worked example
  ScratchBook scratch;
  scratch.portfolio("P1");
  scratch.instrument("BHP");
  scratch.instrument("AAPL", "USD");
  scratch.price("BHP", "2026-04-08", "43.10");
  scratch.price("AAPL", "2026-04-08", "212.48");
  scratch.rate("USD", "AUD", "2026-04-01", "1.5180");
  scratch.rate("USD", "AUD", "2026-04-08", "1.5234");
  scratch.rate("EUR", "USD", "2026-04-08", "1.10");
  scratch.add(Flow{"C1", "2026-04-01", "7715.75"});
  scratch.add(Flow{.id = "C2", .date = "2026-04-01", .amount = "8726.20", .currency = "USD"});
  scratch.add(Buy{.id = "T1", .date = "2026-04-01", .quantity = "150", .price = "43.10"});
  scratch.add(Buy{
      .id = "T2", .date = "2026-04-01", .quantity = "40", .price = "210.40", .instrument = "AAPL"});
  scratch.cob("2026-04-08");
  const auto values = store::load_position_values(scratch.book, day("2026-04-08"));
  ASSERT_EQ(values.size(), 2U);
  EXPECT_EQ(values[0].value_minor, 646'500);
  EXPECT_EQ(values[1].local_minor, 849'920);
  EXPECT_EQ(values[1].value_minor, 1'294'768);
  const auto cash = store::load_cash_values(scratch.book, day("2026-04-08"));
  ASSERT_EQ(cash.size(), 2U);
  EXPECT_EQ(cash[0].value_minor, 125'075);
  EXPECT_EQ(cash[1].settled_minor, 31'020);
  EXPECT_EQ(cash[1].value_minor, 47'256);
  EXPECT_EQ(scratch.nav("2026-04-08").nav_minor, 2'113'599);
}

struct Valuation : ::testing::Test {
  Valuation() {
    make_mini_book(scratch);
    scratch.portfolio("P2");
    scratch.instrument("NEW");
    scratch.add(Flow{"C1", "2026-04-01", "1000"});
    scratch.add(Flow{.id = "C2", .date = "2026-04-01", .amount = "1000", .portfolio = "P2"});
    scratch.add(Buy{.id = "T1", .date = "2026-04-02", .quantity = "10", .price = "42"});
  }
  void buy_new_for_p2() {
    scratch.add(Buy{.id = "T2",
                    .date = "2026-04-02",
                    .quantity = "5",
                    .price = "10",
                    .instrument = "NEW",
                    .portfolio = "P2"});
  }
  ScratchBook scratch;
};

TEST_F(Valuation, InstrumentWithoutAnyPriceHoldsOnlyItsPortfolio) {
  buy_new_for_p2();
  scratch.work("2026-04-02");
  const auto holds = store::load_holds(scratch.book, day("2026-04-02"));
  ASSERT_EQ(holds.size(), 1U);
  EXPECT_EQ(holds[0].portfolio, finance::PortfolioNo{2});
  EXPECT_EQ(holds[0].reason, "no_price");
  EXPECT_EQ(store::load_navs(scratch.book, day("2026-04-02")).size(), 1U);
  EXPECT_EQ(scratch.nav("2026-04-02", "P1").nav_minor, 100'000 + 500);
}

TEST_F(Valuation, HoldGoesWhenThePriceComes) {
  buy_new_for_p2();
  scratch.work("2026-04-02");
  scratch.price("NEW", "2026-04-02", "10.10");
  scratch.work("2026-04-02", {.force = true});
  EXPECT_TRUE(store::load_holds(scratch.book, day("2026-04-02")).empty());
  EXPECT_EQ(scratch.nav("2026-04-02", "P2").nav_minor, 100'000 + 50);
}

TEST_F(Valuation, FlowsOfHeldDaysCountOnTheNextValuedOne) {
  scratch.price("NEW", "2026-04-08", "10");
  buy_new_for_p2();
  scratch.config.jobs["close_ledger"] = {{"max_held", 1, {}}};
  scratch.cob("2026-04-01");
  scratch.cob("2026-04-02");
  scratch.add(Flow{.id = "C3", .date = "2026-04-07", .amount = "70", .portfolio = "P2"});
  scratch.cob("2026-04-07");
  scratch.cob("2026-04-08");
  EXPECT_EQ(scratch.nav("2026-04-08", "P2").nav_minor, 107'000);
  EXPECT_EQ(scratch.nav("2026-04-08", "P2").external_flow_minor, 7'000);
  EXPECT_EQ(scratch.nav("2026-04-08", "P1").external_flow_minor, 0);
}

TEST_F(Valuation, MissingRateGatesTheWholeBook) {
  scratch.work("2026-04-02");
  scratch.add(Flow{.id = "U1", .date = "2026-04-02", .amount = "10", .currency = "USD"});
  scratch.run("settle_trades", "2026-04-02", {.force = true});
  const Execution gated = scratch.run("value_portfolios", "2026-04-02", {.force = true});
  EXPECT_EQ(gated.status, ExitStatus::data_missing);
  EXPECT_EQ(gated.why, "no FX rate for USD/AUD on 2026-04-02");
  EXPECT_EQ(scratch.nav("2026-04-02").nav_minor, 100'500);  // what stood before
}

TEST_F(Valuation, StalePricesHoldTheirPortfolio) {
  scratch.add(Flow{.id = "C3", .date = "2026-04-01", .amount = "90000", .portfolio = "P2"});
  scratch.work("2026-04-21");  // nine business days after the last price
  const auto holds = store::load_holds(scratch.book, day("2026-04-21"));
  ASSERT_EQ(holds.size(), 1U);
  EXPECT_EQ(holds[0].portfolio, finance::PortfolioNo{1});
  EXPECT_EQ(holds[0].reason, "stale_prices");
  EXPECT_TRUE(scratch.nav("2026-04-21", "P1").is_held);
}

TEST_F(Valuation, TooMuchStaleValueGatesTheBook) {
  scratch.run("build_pack", "2026-04-21");
  scratch.run("settle_trades", "2026-04-21");
  const Execution gated = scratch.run("value_portfolios", "2026-04-21");
  EXPECT_EQ(gated.status, ExitStatus::data_invalid);
  EXPECT_EQ(gated.why, "too much of the book rests on stale prices");
  EXPECT_EQ(scratch.count("portfolio_nav"), 0);
  EXPECT_EQ(scratch.count("finding WHERE kind = 'stale_price'"), 1);
}

TEST_F(Valuation, OldPriceIsListedBeforeItIsStale) {
  scratch.work("2026-04-14");  // four business days
  const auto findings = store::load_findings(scratch.book, day("2026-04-14"), "value_portfolios");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].kind, "stale_price");
  EXPECT_EQ(findings[0].severity, store::Severity::warn);
  EXPECT_EQ(findings[0].text, "BHP: last price of 2026-04-08");
}

TEST_F(Valuation, SuspensionTakesItsHaircut) {
  scratch.work("2026-04-02");
  scratch.write([&](auto& transaction) {
    save_suspensions(transaction,
                     std::vector<store::Suspension>{{finance::InstrumentNo{1}, day("2026-04-01"),
                                                     day("2026-04-30"), 2'500, "fiona"}});
  });
  const Execution again = scratch.run("value_portfolios", "2026-04-02", {.force = true});
  EXPECT_FALSE(again.is_reused);
  EXPECT_EQ(scratch.nav("2026-04-02").securities_minor, 31'875);
}

TEST_F(Valuation, PositionOfAHeldPriceIsFlagged) {
  scratch.cob("2026-04-08");
  scratch.price("BHP", "2026-04-09", "10.90");
  scratch.work("2026-04-09");
  const auto values = store::load_position_values(scratch.book, day("2026-04-09"));
  ASSERT_EQ(values.size(), 1U);
  EXPECT_EQ(values[0].staleness, 4);
  EXPECT_EQ(values[0].price_e6, e6("43.10"));
  EXPECT_EQ(values[0].price_asof, day("2026-04-08"));
}

TEST_F(Valuation, EmptyPortfolioHasANavOfZeroFromItsInception) {
  scratch.portfolio("P3", "AUD", "2026-04-07");
  scratch.cob("2026-04-02");
  EXPECT_EQ(store::load_navs(scratch.book, day("2026-04-02")).size(), 2U);
  scratch.cob("2026-04-07");
  EXPECT_EQ(scratch.nav("2026-04-07", "P3").nav_minor, 0);
}

TEST_F(Valuation, NeedsThePackOfTheDay) {
  const Execution gated = scratch.run("value_portfolios", "2026-04-02");
  EXPECT_EQ(gated.status, ExitStatus::data_missing);
  EXPECT_EQ(gated.next, "wealthjobs run-job build_pack --date 2026-04-02");
}

// Rule book: a person may accept stale prices; then the portfolio's nav is official again.
TEST_F(Valuation, AReleasedHoldMakesTheNavOfficialOnTheNextRun) {
  scratch.price("BHP", "2026-04-08", "42.00");
  scratch.add(Buy{.id = "T3", .date = "2026-04-08", .quantity = "1", .price = "42"});
  scratch.cob("2026-04-02");
  scratch.cob("2026-04-07");
  scratch.write([&](auto& write) {
    save_holds(write,
               std::vector<store::Hold>{
                   {day("2026-04-08"), finance::PortfolioNo{1}, "faulty_fact", "x", {}, {}, 0}});
  });
  EXPECT_EQ(scratch.run("build_pack", "2026-04-08").status, ExitStatus::ok);
  EXPECT_EQ(scratch.run("settle_trades", "2026-04-08").status, ExitStatus::ok);
  scratch.write([&](auto& write) {
    save_holds(write, std::vector<store::Hold>{
                          {day("2026-04-08"), finance::PortfolioNo{1}, "by_hand", "x", {}, {}, 0}});
  });
  EXPECT_EQ(scratch.run("value_portfolios", "2026-04-08").status, ExitStatus::ok);
  EXPECT_TRUE(scratch.nav("2026-04-08").is_held);
  scratch.write([&](auto& write) {
    save_release(write, finance::PortfolioNo{1}, day("2026-04-08"), "fiona", "checked by hand");
  });
  const Execution again = scratch.run("value_portfolios", "2026-04-08");
  EXPECT_EQ(again.status, ExitStatus::ok) << again.why;
  EXPECT_FALSE(again.is_reused);
  EXPECT_FALSE(scratch.nav("2026-04-08").is_held);
  EXPECT_TRUE(scratch.run("value_portfolios", "2026-04-08").is_reused);
}

TEST_F(Valuation, WhatIsReleasedAfterTheCloseLeavesTheSealedDayAlone) {
  buy_new_for_p2();
  scratch.work("2026-04-02");
  EXPECT_EQ(scratch.run("close_ledger", "2026-04-02", {.with = {{"max_held", 1, {}}}}).status,
            ExitStatus::ok);
  scratch.write([&](auto& write) {
    save_release(write, finance::PortfolioNo{2}, day("2026-04-02"), "fiona", "later");
  });
  EXPECT_TRUE(scratch.run("value_portfolios", "2026-04-02", {.force = true}).is_reused);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
