#include "jobs/intake_facts.h"

#include "intake_fixture.h"
#include "jobs/intake_folder.h"

namespace wealthjobs::jobs::testing {
namespace {

TEST(IntakeFacts, CarryTheBooksNumbersAndTheirPlace) {
  IntakeBook scratch;
  scratch.book_files();
  scratch.file("book/trades.csv",
               "action,version,trade_id,portfolio_id,instrument_id,side,trade_date,settle_date,"
               "quantity,price,currency,commission,tax,lot_id\n"
               "amend,2,T1,P1,BHP,sell,2026-04-02,2026-04-09,10,42.31,AUD,4.95,0.50,T0\n"
               "cancel,,T2,P1,BHP,buy,2026-04-02,,1,1,AUD,0,,\n");
  scratch.file("book/cash_flows.csv",
               "flow_id,portfolio_id,date,currency,amount,kind,channel\n"
               "C1,P1,2026-04-02,AUD,-5.00,withdrawal,card\n");
  scratch.file("book/fx_trades.csv",
               "fx_trade_id,portfolio_id,trade_date,settle_date,sell_currency,sell_amount,"
               "buy_currency,buy_amount\nF1,P1,2026-04-02,2026-04-07,AUD,5.00,JPY,480\n");
  scratch.file("book/corporate_actions.csv",
               "action_id,instrument_id,kind,ex_date,record_date,pay_date,currency,"
               "amount_per_share,ratio_new,ratio_old,withholding_rate\n"
               "D1,BHP,cash_dividend,2026-04-02,,2026-04-20,AUD,0.5,,,0.15\n"
               "S1,BHP,split,2026-05-01,,,,,4,1,\n");
  scratch.file("book/settlements.csv",
               "confirmation_id,trade_id,portfolio_id,date,quantity,cash_amount,currency\n"
               "K1,T1,P1,2026-04-09,10,418.15,AUD\n");
  const FolderIntake intake = read_folder(scratch.book, scratch.config_dir() + "/book");
  ASSERT_TRUE(intake.book.quarantine.empty()) << intake.book.quarantine[0].detail;
  scratch.portfolio("P1");
  scratch.instrument("BHP");
  const FactRows rows(intake.book, scratch.master);

  const auto trades = rows.trades();
  ASSERT_EQ(trades.size(), 2U);
  EXPECT_EQ(trades[0].action, FactAction::amend);
  EXPECT_EQ(trades[0].version, 2);
  EXPECT_EQ(trades[0].source, "book/trades.csv:2");
  EXPECT_EQ(trades[0].fact.side, Side::sell);
  EXPECT_EQ(trades[0].fact.settle_date, day("2026-04-09"));
  EXPECT_EQ(trades[0].fact.tax_minor, 50);
  EXPECT_EQ(trades[0].fact.lot_id, "T0");
  EXPECT_EQ(trades[1].action, FactAction::cancel);
  EXPECT_EQ(trades[1].version, std::nullopt);
  EXPECT_EQ(rows.cash_flows()[0].fact.amount_minor, -500);
  EXPECT_EQ(rows.cash_flows()[0].fact.channel, finance::FlowChannel::card);
  EXPECT_EQ(rows.fx_trades()[0].fact.buy_minor, 480);
  EXPECT_EQ(rows.actions()[0].fact.withholding_ppm, 150'000);
  EXPECT_EQ(rows.actions()[1].fact.ratio_new_e6, e6("4"));
  EXPECT_EQ(rows.confirmations()[0].fact.cash_minor, cents("418.15"));
  EXPECT_EQ(rows.confirmations()[0].portfolio, finance::PortfolioNo{1});
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
