#include <gtest/gtest.h>

#include "feeds/row_format.h"
#include "parsed.h"

namespace wealthjobs::feeds {
namespace {

using base::Currency;
using base::Date;

constexpr std::string_view trade_header =
    "trade_id,portfolio_id,instrument_id,side,trade_date,settle_date,quantity,price,currency,"
    "commission\n";

BookFolder trades(std::string_view rows) {
  return parsed("trades.csv", std::string(trade_header) + std::string(rows));
}

TEST(TradeFormat, ReadsARealRow) {
  const BookFolder book = trades("T00002,REAL-USD,SBUX,buy,2015-01-02,,1043.5,81.44,USD,4.95\n");
  ASSERT_EQ(book.trades.size(), 1U);
  const TradeRow& row = book.trades[0];
  EXPECT_EQ(row.place.line, 2U);
  EXPECT_EQ(row.version, (FactVersion{finance::FactAction::created, 1}));
  EXPECT_EQ(row.trade_id, "T00002");
  EXPECT_EQ(row.portfolio_id, "REAL-USD");
  EXPECT_EQ(row.instrument_id, "SBUX");
  EXPECT_EQ(row.side, finance::Side::buy);
  EXPECT_EQ(row.trade_date, Date::from(2015, 1, 2));
  EXPECT_FALSE(row.settle_date);
  EXPECT_EQ(row.quantity_e6, 1'043'500'000);
  EXPECT_EQ(row.price_e6, 81'440'000);
  EXPECT_EQ(row.currency, Currency::of("USD"));
  EXPECT_EQ(row.commission_minor, 495);
  EXPECT_EQ(row.tax_minor, 0);
}

TEST(TradeFormat, GivesEachFaultItsReason) {
  const auto fault = [](std::string_view row) { return only_fault(trades(row)); };
  EXPECT_EQ(fault("T1,P,A,buy,2019-02-30,,1,1,USD,0\n"), "bad_date@trade_date");
  EXPECT_EQ(fault("T1,P,A,buy,2019-03-01,2019-02-28,1,1,USD,0\n"),
            "settle_before_trade@settle_date");
  EXPECT_EQ(fault("T1,P,A,short,2019-03-01,,1,1,USD,0\n"), "unknown_side@side");
  EXPECT_EQ(fault("T1,P,A,,2019-03-01,,1,1,USD,0\n"), "missing_value@side");
  EXPECT_EQ(fault("T1,P,A,buy,2019-03-01,,0,1,USD,0\n"), "qty_not_positive@quantity");
  EXPECT_EQ(fault("T1,P,A,buy,2019-03-01,,-5,1,USD,0\n"), "qty_not_positive@quantity");
  EXPECT_EQ(fault("T1,P,A,buy,2019-03-01,,1.0000001,1,USD,0\n"), "scale_overflow@quantity");
  EXPECT_EQ(fault("T1,P,A,buy,2019-03-01,,1e309,1,USD,0\n"), "not_a_number@quantity");
  EXPECT_EQ(fault("T1,P,A,buy,2019-03-01,,1,-1,USD,0\n"), "negative_price@price");
  EXPECT_EQ(fault("T1,P,A,buy,2019-03-01,,1,nan,USD,0\n"), "not_a_number@price");
  EXPECT_EQ(fault("T1,P,A,buy,2019-03-01,,1,1,DOLLAR,0\n"), "unknown_currency@currency");
  EXPECT_EQ(fault("T1,P,A,buy,2019-03-01,,1,1,JPY,0.5\n"), "scale_overflow@commission");
  EXPECT_EQ(fault("T1,P,A,buy,2019-03-01,,1,1,USD,-1\n"), "negative_amount@commission");
  EXPECT_EQ(fault("=cmd,P,A,buy,2019-03-01,,1,1,USD,0\n"), "bad_id@trade_id");
  EXPECT_EQ(fault(",P,A,buy,2019-03-01,,1,1,USD,0\n"), "missing_value@trade_id");
}

TEST(TradeFormat, KnowsAmendmentsAndCancellations) {
  const std::string header = "action,version," + std::string(trade_header);
  const BookFolder book = parsed("trades.csv", header +
                                                   "new,1,T1,P,A,buy,2019-03-01,,1,1,USD,0\n"
                                                   "amend,2,T1,P,A,buy,2019-03-01,,2,1,USD,0\n"
                                                   "cancel,,T1,P,A,buy,2019-03-01,,2,1,USD,0\n");
  ASSERT_EQ(book.trades.size(), 3U) << only_fault(book);
  EXPECT_EQ(book.trades[1].version, (FactVersion{finance::FactAction::amend, 2}));
  EXPECT_EQ(book.trades[2].version, (FactVersion{finance::FactAction::cancel, 0}));
  const auto fault = [&](const std::string& version) {
    return only_fault(
        parsed("trades.csv", header + version + ",T1,P,A,buy,2019-03-01,,1,1,USD,0\n"));
  };
  EXPECT_EQ(fault("replace,2"), "unknown_action@action");
  EXPECT_EQ(fault("amend,1"), "bad_version@version");
  EXPECT_EQ(fault("new,2"), "bad_version@version");
  EXPECT_EQ(fault("amend,0"), "bad_version@version");
  EXPECT_EQ(fault("amend,99999999999"), "bad_version@version");
}

TEST(FxTradeFormat, ReadsAndChecks) {
  const std::string header =
      "fx_trade_id,portfolio_id,trade_date,settle_date,sell_currency,sell_amount,buy_currency,"
      "buy_amount\n";
  const BookFolder book =
      parsed("fx_trades.csv", header + "F1,P,2015-01-02,2015-01-06,AUD,72000.00,JPY,6912345\n");
  ASSERT_EQ(book.fx_trades.size(), 1U) << only_fault(book);
  EXPECT_EQ(book.fx_trades[0].sell_minor, 7'200'000);
  EXPECT_EQ(book.fx_trades[0].buy_minor, 6'912'345);
  const auto fault = [&](const std::string& row) {
    return only_fault(parsed("fx_trades.csv", header + row + "\n"));
  };
  EXPECT_EQ(fault("F1,P,2015-01-02,2015-01-06,AUD,1,AUD,1"), "self_fx@buy_currency");
  EXPECT_EQ(fault("F1,P,2015-01-02,2015-01-01,AUD,1,USD,1"), "settle_before_trade@settle_date");
  EXPECT_EQ(fault("F1,P,2015-01-02,,AUD,1,USD,1"), "missing_value@settle_date");
  EXPECT_EQ(fault("F1,P,2015-01-02,2015-01-06,AUD,0,USD,1"), "amount_not_positive@sell_amount");
  EXPECT_EQ(fault("F1,P,2015-01-02,2015-01-06,AUD,1,USD,-1"), "amount_not_positive@buy_amount");
  EXPECT_EQ(fault("F1,P,2015-01-02,2015-01-06,AUD,1.001,USD,1"), "scale_overflow@sell_amount");
}

TEST(CashFlowFormat, ReadsAndChecks) {
  const std::string header = "flow_id,portfolio_id,date,currency,amount,kind,channel\n";
  const BookFolder book =
      parsed("cash_flows.csv", header +
                                   "C1,P,2015-01-02,AUD,800000.00,deposit,transfer\n"
                                   "C2,P,2015-01-03,AUD,-9.50,fee,\n");
  ASSERT_EQ(book.cash_flows.size(), 2U) << only_fault(book);
  EXPECT_EQ(book.cash_flows[0].amount_minor, 80'000'000);
  EXPECT_EQ(book.cash_flows[0].channel, finance::FlowChannel::transfer);
  EXPECT_EQ(book.cash_flows[1].kind, finance::FlowKind::fee);
  EXPECT_EQ(book.cash_flows[1].channel, finance::FlowChannel::none);
  const auto fault = [&](const std::string& row) {
    return only_fault(parsed("cash_flows.csv", header + row + "\n"));
  };
  EXPECT_EQ(fault("C1,P,2015-01-02,AUD,0,deposit,"), "zero_amount@amount");
  EXPECT_EQ(fault("C1,P,2015-01-02,AUD,-0,deposit,"), "zero_amount@amount");
  EXPECT_EQ(fault("C1,P,2015-01-02,AUD,-5,deposit,"), "wrong_sign@amount");
  EXPECT_EQ(fault("C1,P,2015-01-02,AUD,5,withdrawal,"), "wrong_sign@amount");
  EXPECT_EQ(fault("C1,P,2015-01-02,AUD,5,gift,"), "unknown_kind@kind");
  EXPECT_EQ(fault("C1,P,2015-01-02,AUD,5,deposit,pigeon"), "unknown_channel@channel");
}

TEST(CorporateActionFormat, ReadsDividendsAndSplits) {
  const std::string header =
      "action_id,instrument_id,kind,ex_date,record_date,pay_date,currency,amount_per_share,"
      "ratio_new,ratio_old,withholding_rate,fee_per_share,paid_rate,treaty_rate\n";
  const BookFolder book =
      parsed("corporate_actions.csv",
             header +
                 "D1,VZ,cash_dividend,2015-01-07,2015-01-09,,USD,0.55,,,0.30,0.02,1.3123,0.15\n"
                 "S1,EW,split,2015-12-14,,,,,2,1,,,,\n");
  ASSERT_EQ(book.corporate_actions.size(), 2U) << only_fault(book);
  const CorporateActionRow& dividend = book.corporate_actions[0];
  EXPECT_EQ(dividend.amount_per_share_e6, 550'000);
  EXPECT_EQ(dividend.withholding_ppm, 300'000);
  EXPECT_EQ(dividend.fee_per_share_e6, 20'000);
  EXPECT_EQ(dividend.paid_rate_e8, 131'230'000);
  EXPECT_EQ(dividend.treaty_ppm, 150'000);
  EXPECT_FALSE(dividend.pay_date);
  const CorporateActionRow& split = book.corporate_actions[1];
  EXPECT_EQ(split.kind, finance::ActionKind::split);
  EXPECT_EQ(split.ratio_new_e6, 2'000'000);
  EXPECT_EQ(split.ratio_old_e6, 1'000'000);
  EXPECT_FALSE(split.currency.is_set());
  const auto fault = [&](const std::string& row) {
    return only_fault(parsed("corporate_actions.csv", header + row + "\n"));
  };
  EXPECT_EQ(fault("D1,VZ,cash_dividend,2015-01-07,,,,0.55,,,,,,"), "missing_value@currency");
  EXPECT_EQ(fault("D1,VZ,cash_dividend,2015-01-07,,,USD,0,,,,,,"),
            "amount_not_positive@amount_per_share");
  EXPECT_EQ(fault("D1,VZ,cash_dividend,2015-01-07,,,USD,1,2,1,,,,"), "not_of_this_kind@ratio_new");
  EXPECT_EQ(fault("D1,VZ,cash_dividend,2015-01-07,,,USD,1,,,15,,,"),
            "out_of_range@withholding_rate");
  EXPECT_EQ(fault("S1,EW,split,2015-12-14,,,,,2,0,,,,"), "ratio_not_positive@ratio_old");
  EXPECT_EQ(fault("S1,EW,split,2015-12-14,,,,,,1,,,,"), "missing_value@ratio_new");
  EXPECT_EQ(fault("S1,EW,merger,2015-12-14,,,,,2,1,,,,"), "unknown_kind@kind");
}

TEST(SettlementFormat, TakesAPortfolioWhereGiven) {
  const BookFolder plain = parsed("settlements.csv",
                                  "confirmation_id,trade_id,date,quantity,cash_amount,currency\n"
                                  "K1,T1,2026-04-08,100,4236.16,AUD\n");
  ASSERT_EQ(plain.settlements.size(), 1U) << only_fault(plain);
  EXPECT_EQ(plain.settlements[0].quantity_e6, 100'000'000);
  EXPECT_EQ(plain.settlements[0].cash_minor, 423'616);
  EXPECT_EQ(plain.settlements[0].portfolio_id, "");
  const BookFolder named =
      parsed("settlements.csv",
             "portfolio_id,confirmation_id,trade_id,date,quantity,cash_amount,currency\n"
             "P1,K1,T1,2026-04-08,100,4236.16,AUD\n");
  ASSERT_EQ(named.settlements.size(), 1U) << only_fault(named);
  EXPECT_EQ(named.settlements[0].portfolio_id, "P1");
}

TEST(FactFormats, TreatABadRowAsCritical) {
  EXPECT_EQ(trades("T1,P,A,buy,x,,1,1,USD,0\n").quarantine.at(0).severity, Severity::critical);
  EXPECT_EQ(fx_trade_format().severity, Severity::critical);
  EXPECT_EQ(cash_flow_format().severity, Severity::critical);
  EXPECT_EQ(corporate_action_format().severity, Severity::critical);
  EXPECT_EQ(settlement_format().severity, Severity::critical);
}

}  // namespace
}  // namespace wealthjobs::feeds
