#include "jobs/intake_checks.h"

#include "intake_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

struct IntakeChecks : ::testing::Test {
  IntakeChecks() { scratch.book_files(); }
  // "reason severity portfolio" of every open row, in the order of the quarantine
  std::vector<std::string> set_aside() {
    std::vector<std::string> rows;
    for (const store::QuarantineRow& row : store::load_quarantine(scratch.book)) {
      rows.push_back(row.row_key + " " + row.reason + " " +
                     (row.severity == store::Severity::critical ? "critical" : "warn") + " " +
                     std::string(scratch.master.portfolio_id(row.portfolio)));
    }
    return rows;
  }
  IntakeBook scratch;
};

TEST_F(IntakeChecks, ATradeOfNobodyOrNothingIsCritical) {
  scratch.file("book/trades.csv", std::string(trades_header) +
                                      "T1,P9,BHP,buy,2026-04-02,1,1,AUD,0\n"
                                      "T2,P1,CBA,buy,2026-04-02,1,1,AUD,0\n"
                                      "T3,P1,BHP,buy,2026-04-02,1,1,USD,0\n"
                                      "T4,P1,BHP,buy,2026-03-31,1,1,AUD,0\n"
                                      "T5,P1,BHP,buy,2026-04-02,1,1,AUD,0\n");
  EXPECT_EQ(scratch.take_in().files.back().added, 1);
  EXPECT_EQ(set_aside(), (std::vector<std::string>{
                             "T1 unknown_portfolio critical ", "T2 unknown_instrument critical P1",
                             "T3 wrong_currency critical P1", "T4 before_inception critical P1"}));
}

TEST_F(IntakeChecks, FlowsAndDealsNeedTheirPortfolio) {
  scratch.file("book/cash_flows.csv",
               "flow_id,portfolio_id,date,currency,amount,kind\n"
               "C1,P9,2026-04-02,AUD,5.00,deposit\nC2,P1,2026-03-01,AUD,5.00,deposit\n");
  scratch.file("book/fx_trades.csv",
               "fx_trade_id,portfolio_id,trade_date,settle_date,sell_currency,sell_amount,"
               "buy_currency,buy_amount\nF1,P9,2026-04-02,2026-04-07,AUD,5.00,USD,3.00\n");
  scratch.take_in();
  EXPECT_EQ(set_aside(), (std::vector<std::string>{"F1 unknown_portfolio critical ",
                                                   "C1 unknown_portfolio critical ",
                                                   "C2 before_inception critical P1"}));
}

TEST_F(IntakeChecks, ObservationsOfTheUnknownAreOnlyWarnings) {
  scratch.file("book/prices.csv",
               std::string(prices_header) + "CBA,2026-04-02,9,AUD\nBHP,2026-04-02,9,USD\n");
  scratch.file("book/corporate_actions.csv",
               "action_id,instrument_id,kind,ex_date,record_date,pay_date,currency,"
               "amount_per_share,ratio_new,ratio_old,withholding_rate\n"
               "D1,CBA,cash_dividend,2026-04-02,,,AUD,0.5,,,\n");
  scratch.take_in();
  EXPECT_EQ(set_aside(), (std::vector<std::string>{"CBA|2026-04-02 unknown_instrument warn ",
                                                   "BHP|2026-04-02 wrong_currency warn ",
                                                   "D1 unknown_instrument warn "}));
}

TEST_F(IntakeChecks, AnInstrumentNeedsACalendarThatExists) {
  scratch.file("book/instruments.csv", std::string(instruments_header) +
                                           "BHP,BHP,equity,AUD,XASX\nTOY,Toy,equity,JPY,XMARS\n"
                                           "TEN,Tencent,equity,HKD,XTOY\n");
  scratch.file("book/holidays.csv", "calendar,date,kind\nXTOY,2026-01-01,holiday\n");
  EXPECT_EQ(scratch.take_in().quarantined(), 1);
  EXPECT_EQ(set_aside(), std::vector<std::string>{"TOY unknown_calendar critical "});
  EXPECT_TRUE(scratch.master.instrument_no("TEN").has_value());
}

TEST_F(IntakeChecks, WhatTheBookKnowsCountsToo) {
  scratch.take_in();
  scratch.file("late/trades.csv",
               std::string(trades_header) + "T1,P1,BHP,buy,2026-04-02,1,1,AUD,0\n");
  EXPECT_EQ(scratch.take_in("late").files.front().added, 1);
}

TEST_F(IntakeChecks, TooManyRowsThatTheBookCannotPlaceRefuseTheFile) {
  std::string rows = trades_header;
  for (int i = 0; i < 11; ++i) {
    rows += "T" + std::to_string(i) + ",P9,BHP,buy,2026-04-02,1,1,AUD,0\n";
  }
  scratch.file("book/trades.csv", rows);
  const std::string why = scratch.refusal();
  EXPECT_TRUE(why.starts_with("book/trades.csv:2:1: portfolio P9 is not in portfolios.csv")) << why;
  EXPECT_NE(why.find("11 bad rows of 11"), std::string::npos) << why;
  EXPECT_EQ(scratch.count("portfolio"), 0);
}

TEST_F(IntakeChecks, HistoryInMoreDecimalsThanTheCurrencyHasIsSetAside) {
  scratch.file("book/portfolio_history.csv",
               "portfolio_id,date,nav,external_flow\nP1,2026-03-31,10.123,0\nP1,2026-03-30,10,0\n");
  scratch.take_in();
  EXPECT_EQ(set_aside(), std::vector<std::string>{"P1|2026-03-31 scale_overflow critical P1"});
  EXPECT_EQ(scratch.count("portfolio_history"), 1);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
