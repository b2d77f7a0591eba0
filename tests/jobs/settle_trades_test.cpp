// settle_trades: the worked examples of domain job 1, and what a run leaves behind.
#include "base/json_document.h"
#include "scratch_book.h"
#include "store/findings.h"
#include "store/portfolio_states.h"

namespace wealthjobs::jobs::testing {
namespace {

using Lines = std::vector<std::string>;

// P1 in CAD holds 100 shares of ABC (USD), bought before the dividend goes ex.
void hold_100_abc(ScratchBook& scratch) {
  scratch.portfolio("P1", "CAD");
  scratch.instrument("ABC", "USD");
  scratch.price("ABC", "2026-04-01", "10");
  scratch.rate("USD", "CAD", "2026-04-01", "1.33");
  scratch.rate("USD", "CAD", "2026-04-02", "1.34");
  scratch.rate("USD", "CAD", "2026-04-07", "1.36");
  scratch.rate("EUR", "USD", "2026-04-01", "1.10");
  scratch.add(Flow{.id = "C1", .date = "2026-04-01", .amount = "5000", .currency = "USD"});
  scratch.add(
      Buy{.id = "T1", .date = "2026-04-01", .quantity = "100", .price = "10", .instrument = "ABC"});
}

std::int64_t cad_of(ScratchBook& scratch, finance::Account account) {
  return scratch.book.integer_or(
      0, "SELECT amount_minor FROM balance WHERE account = ? AND currency = 'CAD'", account);
}

TEST(SettleTrades, PartialDeliveriesPayTheirSliceAndTheRest) {  // worked example A
  ScratchBook scratch;
  scratch.config.jobs["settle_trades"] = {{"confirm_mode", "custodian", {}}};
  make_mini_book(scratch);
  scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
  scratch.add(Buy{.id = "T1",
                  .date = "2026-04-02",
                  .quantity = "150",
                  .price = "42.3150",
                  .commission = "6.35",
                  .tax = "0.64"});
  scratch.add(Delivered{"D1", "T1", "2026-04-08", "100", "4236.16"});
  scratch.add(Delivered{"D2", "T1", "2026-04-09", "50", "2118.08"});
  scratch.cob("2026-04-08");
  scratch.cob("2026-04-09");
  EXPECT_EQ(scratch.journal(), (Lines{
                                   "2026-04-01 flow|C1 1000 +2000000, 3000 -2000000",
                                   "2026-04-02 trade|T1|td 1100 +635424, 2000 -635424",
                                   "2026-04-08 trade|T1|set|1 2000 +423616, 1000 -423616",
                                   "2026-04-09 trade|T1|set|2 2000 +211808, 1000 -211808",
                               }));
  EXPECT_TRUE(store::load_open_settlements(scratch.book).empty());
}

TEST(SettleTrades, DividendIsWorthWhatThePayDateSays) {  // worked example B
  ScratchBook scratch;
  hold_100_abc(scratch);
  scratch.add(Dividend{.id = "V1",
                       .date = "2026-04-02",
                       .amount = "0.24",
                       .instrument = "ABC",
                       .pay_date = "2026-04-07",
                       .currency = "USD"});
  scratch.cob("2026-04-01");
  scratch.cob("2026-04-02");
  scratch.cob("2026-04-07");
  EXPECT_EQ(scratch.count("entitlement WHERE net_minor = 2400 AND paid_base_minor = 3264"), 1);
  EXPECT_EQ(cad_of(scratch, finance::Account::realised_fx), -48);
  EXPECT_EQ(cad_of(scratch, finance::Account::fx_clearing), 48);
}

TEST(SettleTrades, WithholdingAndDepositaryFeeLowerTheNetDividend) {  // worked example B
  ScratchBook scratch;
  hold_100_abc(scratch);
  scratch.add(Dividend{.id = "V1",
                       .date = "2026-04-02",
                       .amount = "0.24",
                       .instrument = "ABC",
                       .pay_date = "2026-04-07",
                       .currency = "USD",
                       .withholding_ppm = 150'000});
  scratch.cob("2026-04-07");
  EXPECT_EQ(scratch.count("entitlement WHERE paid_base_minor = 2774"), 1);  // USD 20.40
  EXPECT_EQ(cad_of(scratch, finance::Account::realised_fx), -40);

  ScratchBook with_fee;
  hold_100_abc(with_fee);
  with_fee.add(Dividend{.id = "V1",
                        .date = "2026-04-02",
                        .amount = "0.24",
                        .instrument = "ABC",
                        .pay_date = "2026-04-07",
                        .currency = "USD",
                        .withholding_ppm = 150'000,
                        .fee = "0.02"});
  with_fee.cob("2026-04-07");
  EXPECT_EQ(with_fee.count("entitlement WHERE paid_base_minor = 2502"), 1);  // USD 18.40
}

TEST(SettleTrades, SplitKeepsTheCost) {  // worked example C
  ScratchBook scratch;
  scratch.portfolio("P1");
  scratch.instrument("BHP");
  scratch.price("BHP", "2026-04-02", "150.01");
  scratch.price("BHP", "2026-04-07", "37.50");
  scratch.add(Flow{"C1", "2026-04-01", "10000"});
  scratch.add(Buy{
      .id = "T1", .date = "2026-04-01", .quantity = "37", .price = "150", .commission = "0.37"});
  scratch.add(Split{"S1", "2026-04-07", "4", "1"});
  scratch.cob("2026-04-02");
  scratch.cob("2026-04-07");
  const auto lots = store::load_lots(scratch.book, finance::PortfolioNo{1});
  ASSERT_EQ(lots.size(), 1U);
  EXPECT_EQ(lots[0].quantity_e6, e6("148"));
  EXPECT_EQ(lots[0].cost_minor, 555'037);
  EXPECT_EQ(lots[0].acquired_date, day("2026-04-01"));
}

TEST(SettleTrades, ReverseSplitPaysTheFractionInCash) {  // worked example C
  ScratchBook scratch;
  scratch.portfolio("P1");
  scratch.instrument("BHP", "AUD", "XASX", 1'000'000);
  scratch.price("BHP", "2026-04-02", "150.01");
  scratch.price("BHP", "2026-04-07", "1620");
  scratch.add(Flow{"C1", "2026-04-01", "10000"});
  scratch.add(Buy{
      .id = "T1", .date = "2026-04-01", .quantity = "37", .price = "150", .commission = "0.37"});
  scratch.add(Split{"S1", "2026-04-07", "1", "10"});
  scratch.cob("2026-04-02");
  scratch.cob("2026-04-07");
  const auto lots = store::load_lots(scratch.book, finance::PortfolioNo{1});
  ASSERT_EQ(lots.size(), 1U);
  EXPECT_EQ(lots[0].quantity_e6, e6("3"));
  EXPECT_EQ(lots[0].cost_minor, 450'030);
  EXPECT_EQ(scratch.book.integer_or(0, "SELECT proceeds_minor FROM realised"), 113'400);
  EXPECT_EQ(scratch.book.integer_or(0, "SELECT amount_minor FROM balance WHERE account = 4100"),
            -8'393);
}

TEST(SettleTrades, SettlesOnTheContractualDateWithoutACustodian) {
  ScratchBook scratch;
  make_mini_book(scratch);
  scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
  scratch.add(Buy{.id = "T1", .date = "2026-04-02", .quantity = "10", .price = "42"});
  scratch.add(Buy{.id = "T2",
                  .date = "2026-04-02",
                  .quantity = "1",
                  .price = "42",
                  .settle_date = "2026-04-07"});
  scratch.cob("2026-04-08");
  EXPECT_EQ(scratch.journal(), (Lines{
                                   "2026-04-01 flow|C1 1000 +2000000, 3000 -2000000",
                                   "2026-04-02 trade|T1|td 1100 +42000, 2000 -42000",
                                   "2026-04-02 trade|T2|td 1100 +4200, 2000 -4200",
                                   "2026-04-07 trade|T2|set|1 2000 +4200, 1000 -4200",
                                   "2026-04-08 trade|T1|set|1 2000 +42000, 1000 -42000",
                               }));
}

TEST(SettleTrades, TellsWhatItDid) {
  ScratchBook scratch;
  make_mini_book(scratch);
  scratch.add(Flow{"C1", "2026-04-01", "100.00"});
  scratch.add(Buy{.id = "T1", .date = "2026-04-02", .quantity = "10", .price = "42"});
  scratch.run("build_pack", "2026-04-08");
  const Execution done = scratch.run("settle_trades", "2026-04-08");
  EXPECT_EQ(done.why, "2 entries for 1 portfolio, 1 failed settlement");
  const base::Json result = base::Json::parse(scratch.step().result_json);
  EXPECT_EQ(result["entries_posted"], 2);
  EXPECT_EQ(result["settlements_failed"], 1);
  const auto findings = store::load_findings(scratch.book, day("2026-04-08"), "settle_trades");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].kind, "settlement_fail");
}

TEST(SettleTrades, NeedsTheRateOfTheFirstDayOfTheBook) {
  ScratchBook scratch;
  scratch.portfolio("P1", "CAD");
  scratch.instrument("ABC", "USD");
  scratch.add(Flow{.id = "C1", .date = "2026-04-01", .amount = "5000", .currency = "USD"});
  scratch.add(
      Buy{.id = "T1", .date = "2026-04-01", .quantity = "100", .price = "10", .instrument = "ABC"});
  const Execution done = scratch.run("settle_trades", "2026-04-01");
  EXPECT_EQ(done.status, ExitStatus::data_missing) << done.why;
  EXPECT_EQ(scratch.count("journal_entry"), 0);
  // a gate keeps what it found, not what it did
  EXPECT_EQ(scratch.count("finding WHERE kind = 'missing_rate'"), 1);
  scratch.rate("USD", "CAD", "2026-04-01", "1.33");
  EXPECT_EQ(scratch.run("settle_trades", "2026-04-01").status, ExitStatus::ok);
}

TEST(SettleTrades, FaultyFactHoldsItsPortfolioOnly) {
  ScratchBook scratch;
  make_mini_book(scratch);
  scratch.portfolio("P2");
  scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
  scratch.add(Flow{.id = "C2", .date = "2026-04-01", .amount = "20000.00", .portfolio = "P2"});
  scratch.add(
      Buy{.id = "T1", .date = "2026-04-02", .quantity = "10", .price = "42", .side = Side::sell});
  scratch.work("2026-04-02");
  const auto holds = store::load_holds(scratch.book, day("2026-04-02"));
  ASSERT_EQ(holds.size(), 1U);
  EXPECT_EQ(holds[0].portfolio, finance::PortfolioNo{1});
  EXPECT_EQ(holds[0].reason, "faulty_fact");
  EXPECT_TRUE(scratch.nav("2026-04-02", "P1").is_held);
  EXPECT_FALSE(scratch.nav("2026-04-02", "P2").is_held);
}

store::QuarantineRow critical_row(finance::PortfolioNo portfolio) {
  store::QuarantineRow row;
  row.job = "import";
  row.source = "trades.csv:3:5";
  row.row_key = "T9";
  row.reason = "unknown_instrument";
  row.severity = store::Severity::critical;
  row.portfolio = portfolio;
  row.day = day("2026-04-02");
  return row;
}

TEST(SettleTrades, QuarantinedRowHoldsItsPortfolioAndGatesWithoutOne) {
  ScratchBook scratch;
  make_mini_book(scratch);
  scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
  scratch.write([&](auto& transaction) {
    save_quarantine(transaction, std::vector{critical_row(finance::PortfolioNo{1})});
  });
  scratch.work("2026-04-02");
  const auto holds = store::load_holds(scratch.book, day("2026-04-02"));
  ASSERT_EQ(holds.size(), 1U);
  EXPECT_EQ(holds[0].reason, "quarantined_row");

  ScratchBook firm;
  make_mini_book(firm);
  firm.write([&](auto& transaction) {
    save_quarantine(transaction, std::vector{critical_row(finance::the_firm)});
  });
  const Execution gated = firm.run("settle_trades", "2026-04-02");
  EXPECT_EQ(gated.status, ExitStatus::data_invalid);
  EXPECT_EQ(gated.next, "wealthjobs quarantine show 1");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
