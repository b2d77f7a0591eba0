// Amending and cancelling a fact of a closed day, through import, for every kind of fact: reversal
// and replacement in the first open day, and after the cancellation nothing is left of it.
#include "intake_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

struct AmendPaths : ::testing::Test {
  AmendPaths() {
    scratch.book_files();
    scratch.take_in();
    scratch.add(Flow{.id = "C0", .date = "2026-04-01", .amount = "10000"});
    for (const auto& [date, close] : {std::pair("2026-04-01", "42"),
                                      {"2026-04-02", "42.50"},
                                      {"2026-04-07", "42.80"},
                                      {"2026-04-08", "43.10"},
                                      {"2026-04-09", "43.20"}}) {
      scratch.price("BHP", date, close);
      scratch.rate("USD", "AUD", date, "1.5");
    }
  }
  void later(const std::string& name, const std::string& text) {
    const std::string folder = "later" + std::to_string(++folders);
    scratch.file(folder + "/" + name, text);
    const IntakeReport report = scratch.take_in(folder);
    ASSERT_EQ(report.quarantined(), 0) << name;
  }
  void cob(const char* date) {
    scratch.work(date, ask);
    ASSERT_EQ(scratch.run("close_ledger", date).status, ExitStatus::ok) << date;
  }
  std::int64_t balance(int account, const char* currency = "AUD") {
    return scratch.book.integer_or(
        0, "SELECT amount_minor FROM balance WHERE account = ? AND currency = ?", account,
        std::string(currency));
  }
  IntakeBook scratch;
  Ask ask;
  int folders = 0;
};

TEST_F(AmendPaths, Trades) {
  const std::string head =
      "action,trade_id,portfolio_id,instrument_id,side,trade_date,quantity,price,currency,"
      "commission\n";
  later("trades.csv", head + ",T1,P1,BHP,buy,2026-04-01,10,42,AUD,0\n");
  cob("2026-04-01");
  later("trades.csv", head + "amend,T1,P1,BHP,buy,2026-04-01,20,42,AUD,0\n");
  cob("2026-04-02");
  EXPECT_EQ(balance(1100), cents("840"));
  later("trades.csv", head + "cancel,T1,P1,BHP,buy,2026-04-01,20,42,AUD,0\n");
  cob("2026-04-07");
  EXPECT_EQ(balance(1100), 0);
  EXPECT_EQ(balance(1000), cents("10000"));
}

TEST_F(AmendPaths, Flows) {
  const std::string head = "action,flow_id,portfolio_id,date,currency,amount,kind\n";
  later("cash_flows.csv", head + ",C1,P1,2026-04-01,AUD,500,deposit\n");
  cob("2026-04-01");
  later("cash_flows.csv", head + "amend,C1,P1,2026-04-01,AUD,600,deposit\n");
  cob("2026-04-02");
  EXPECT_EQ(balance(3000), cents("-10600"));
  later("cash_flows.csv", head + "cancel,C1,P1,2026-04-01,AUD,600,deposit\n");
  cob("2026-04-07");
  EXPECT_EQ(balance(3000), cents("-10000"));
}

TEST_F(AmendPaths, FxDeals) {
  const std::string head =
      "action,fx_trade_id,portfolio_id,trade_date,settle_date,sell_currency,sell_amount,"
      "buy_currency,buy_amount\n";
  later("fx_trades.csv", head + ",F1,P1,2026-04-01,2026-04-02,AUD,150,USD,100\n");
  cob("2026-04-01");
  cob("2026-04-02");
  EXPECT_EQ(balance(1000, "USD"), cents("100"));
  later("fx_trades.csv", head + "amend,F1,P1,2026-04-01,2026-04-02,AUD,300,USD,200\n");
  cob("2026-04-07");
  EXPECT_EQ(balance(1000, "USD"), cents("200"));
  EXPECT_EQ(balance(1000), cents("9700"));
  later("fx_trades.csv", head + "cancel,F1,P1,2026-04-01,2026-04-02,AUD,300,USD,200\n");
  cob("2026-04-08");
  EXPECT_EQ(balance(1000, "USD"), 0);
  EXPECT_EQ(balance(1000), cents("10000"));
  EXPECT_EQ(balance(1050, "USD"), 0);
}

TEST_F(AmendPaths, CorporateActions) {
  scratch.add(Buy{.id = "T1", .date = "2026-04-01", .quantity = "100", .price = "42"});
  const std::string head =
      "action,action_id,instrument_id,kind,ex_date,record_date,pay_date,currency,"
      "amount_per_share,ratio_new,ratio_old,withholding_rate\n";
  const std::string tail = ",BHP,cash_dividend,2026-04-02,,2026-04-02,AUD,";
  later("corporate_actions.csv", head + ",D1" + tail + "0.50,,,\n");
  cob("2026-04-01");
  cob("2026-04-02");
  EXPECT_EQ(balance(4000), cents("-50"));
  later("corporate_actions.csv", head + "amend,D1" + tail + "0.60,,,\n");
  cob("2026-04-07");
  EXPECT_EQ(balance(4000), cents("-60"));
  later("corporate_actions.csv", head + "cancel,D1" + tail + "0.60,,,\n");
  cob("2026-04-08");
  EXPECT_EQ(balance(4000), 0);
  EXPECT_EQ(balance(1210), 0);
}

TEST_F(AmendPaths, Confirmations) {
  ask.with = {{"confirm_mode", "custodian", {}}};
  scratch.add(Buy{.id = "T1", .date = "2026-04-01", .quantity = "100", .price = "42"});
  const std::string head = "action,confirmation_id,trade_id,date,quantity,cash_amount,currency\n";
  later("settlements.csv", head + ",S1,T1,2026-04-02,40,1680,AUD\n");
  cob("2026-04-01");
  cob("2026-04-02");
  const std::string settled = "SELECT settled_e6 FROM position";
  EXPECT_EQ(scratch.book.integer_or(0, settled), e6("40"));
  later("settlements.csv", head + "amend,S1,T1,2026-04-02,60,2520,AUD\n");
  cob("2026-04-07");
  EXPECT_EQ(scratch.book.integer_or(0, settled), e6("60"));
  EXPECT_EQ(balance(1000), cents("7480"));
  later("settlements.csv", head + "cancel,S1,T1,2026-04-02,60,2520,AUD\n");
  cob("2026-04-08");
  EXPECT_EQ(scratch.book.integer_or(-1, settled), 0);
  EXPECT_EQ(balance(1000), cents("10000"));
  EXPECT_EQ(balance(2000), cents("-4200"));
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
