#include "finance/ledger/trade_postings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "finance/ledger/small_world.h"
#include "finance/ledger/ties.h"

namespace wealthjobs::finance::testing {
namespace {

using ::testing::ElementsAre;

TEST(TradePostings, CapitaliseCommissionAndTaxOfWorkedExampleA) {
  SmallWorld w;
  auto& trade = w.facts.trade("T1", Side::buy, bhp, "2026-04-02", "150", "42.3150", aud);
  trade.commission_minor = cents("6.35");
  trade.tax_minor = cents("0.64");
  EXPECT_EQ(gross_minor(trade.quantity_e6, trade.price_e6, 1, aud), cents("6347.25"));
  const auto result = w.replay_through("2026-04-02");
  const auto* posting = find_posting(result.outcome, "trade|T1|td");
  ASSERT_NE(posting, nullptr);
  EXPECT_THAT(lines_of(*posting),
              ElementsAre("1100 AUD 635424 q=150000000 T1", "2000 AUD -635424"));
  EXPECT_EQ(result.state.holdings.at(bhp), (Holding{e6("150"), 0}));
}

TEST(TradePostings, ExpenseChargesWhereThePolicySaysSo) {
  SmallWorld w;
  w.rules.lot_cost = LotCost::expensed;
  w.facts.trade("T1", Side::buy, bhp, "2026-04-02", "10", "10", aud).commission_minor = 495;
  w.facts.trade("T2", Side::sell, bhp, "2026-04-07", "10", "12", aud).commission_minor = 495;
  const auto result = w.replay_through("2026-04-07");
  EXPECT_THAT(lines_of(*find_posting(result.outcome, "trade|T1|td")),
              ElementsAre("1100 AUD 10000 q=10000000 T1", "5020 AUD 495", "2000 AUD -10495"));
  EXPECT_THAT(lines_of(*find_posting(result.outcome, "trade|T2|td")),
              ElementsAre("1200 AUD 11505", "5020 AUD 495", "1100 AUD -10000 q=-10000000 T1",
                          "4100 AUD -2000"));
}

TEST(TradePostings, SplitTheGainIntoPriceAndCurrency) {
  SmallWorld w;  // rule book II.5: rp_cost, rp_proc, rp_gain, rp_price, rp_fx
  w.rates.set(usd, aud, "2026-01-01", "1.50");
  w.rates.set(usd, aud, "2026-04-01", "1.5234");
  w.facts.trade("T1", Side::buy, aapl, "2026-01-05", "40", "200", usd);
  w.facts.trade("T2", Side::sell, aapl, "2026-04-01", "40", "212.48", usd);
  const auto result = w.replay_through("2026-04-01");
  const auto* sale = find_posting(result.outcome, "trade|T2|td");
  ASSERT_NE(sale, nullptr);
  EXPECT_THAT(lines_of(*sale), ElementsAre("1200 USD 849920", "1100 USD -800000 q=-40000000 T1",
                                           "4100 USD -49920", "1050 AUD 19888", "4110 AUD -19888"));
  ASSERT_EQ(sale->realisations.size(), 1U);
  const Realisation& part = sale->realisations[0];
  EXPECT_EQ(part.cost_base_minor, cents("12000.00"));
  EXPECT_EQ(part.proceeds_base_minor, cents("12947.68"));
  EXPECT_EQ(part.price_gain_base_minor, cents("748.80"));
  EXPECT_EQ(part.fx_gain_base_minor, cents("198.88"));
  EXPECT_TRUE(result.state.lots.empty());
}

TEST(TradePostings, TakePenceForAHundredth) {
  EXPECT_EQ(gross_minor(e6("1000"), e6("512.5"), 100, gbp), cents("5125.00"));
  EXPECT_EQ(gross_minor(e6("3"), e6("1234.5"), 1, jpy), 3704);  // 3703.5, half-up
}

TEST(TradePostings, AgreeOnOneLinePerLotThatASaleTakes) {
  SmallWorld w;
  w.facts.trade("T1", Side::buy, bhp, "2026-04-01", "3", "10", aud);
  w.facts.trade("T2", Side::buy, bhp, "2026-04-02", "3", "20", aud);
  w.facts.trade("T3", Side::sell, bhp, "2026-04-03", "4", "25", aud);
  const auto result = w.replay_through("2026-04-03");
  EXPECT_THAT(lines_of(*find_posting(result.outcome, "trade|T3|td")),
              ElementsAre("1200 AUD 10000", "1100 AUD -3000 q=-3000000 T1",
                          "1100 AUD -2000 q=-1000000 T2", "4100 AUD -5000"));
  ASSERT_EQ(result.state.lots.size(), 1U);
  EXPECT_EQ(result.state.lots[0].cost_minor, 4000);
}

TEST(TradePostings, TakeTheLotThatASaleNames) {
  SmallWorld w;
  w.facts.trade("T1", Side::buy, bhp, "2026-04-01", "3", "10", aud);
  w.facts.trade("T2", Side::buy, bhp, "2026-04-02", "3", "20", aud);
  w.facts.trade("T3", Side::sell, bhp, "2026-04-03", "2", "25", aud).lot_id = "T2";
  w.facts.trade("T4", Side::sell, bhp, "2026-04-07", "2", "25", aud).lot_id = "T2";
  const auto result = w.replay_through("2026-04-07");
  EXPECT_THAT(lines_of(*find_posting(result.outcome, "trade|T3|td")),
              ElementsAre("1200 AUD 5000", "1100 AUD -4000 q=-2000000 T2", "4100 AUD -1000"));
  ASSERT_EQ(result.outcome.faults.size(), 1U);
  EXPECT_EQ(result.outcome.faults[0].kind, FaultKind::oversold);
  EXPECT_EQ(result.outcome.faults[0].text, "sells 2 of lot T2; held: 4");
}

TEST(TradePostings, BookAFlowAgainstWhatItIs) {
  SmallWorld w;
  w.facts.flow("C1", "2026-04-01", "100.00", aud);
  w.facts.flow("C2", "2026-04-02", "-10.00", aud, FlowKind::withdrawal);
  w.facts.flow("C3", "2026-04-03", "-1.00", aud, FlowKind::fee);
  w.facts.flow("C4", "2026-04-04", "-2.00", aud, FlowKind::tax);
  w.facts.flow("C5", "2026-04-05", "3.00", aud, FlowKind::interest);
  w.facts.flow("C6", "2026-04-06", "4.00", aud, FlowKind::other);
  w.facts.flow("C7", "2026-04-07", "-5.00", aud, FlowKind::other);
  const auto result = w.replay_through("2026-04-07");
  const auto counter = [&](const char* key) {
    return lines_of(*find_posting(result.outcome, key)).at(1);
  };
  EXPECT_EQ(counter("flow|C1"), "3000 AUD -10000");
  EXPECT_EQ(counter("flow|C2"), "3000 AUD 1000");
  EXPECT_EQ(counter("flow|C3"), "5000 AUD 100");
  EXPECT_EQ(counter("flow|C4"), "5030 AUD 200");
  EXPECT_EQ(counter("flow|C5"), "4010 AUD -300");
  EXPECT_EQ(counter("flow|C6"), "4900 AUD -400");
  EXPECT_EQ(counter("flow|C7"), "5900 AUD 500");
  EXPECT_EQ(result.state.balance(Account::cash, aud), cents("89.00"));
  EXPECT_EQ(result.outcome.postings[4].date, day("2026-04-05"));  // a Sunday keeps its date
}

TEST(TradePostings, GoThroughClearingWithAnFxDeal) {
  SmallWorld w;
  w.facts.flow("C1", "2026-04-01", "1000.00", aud);
  w.facts.fx("F1", "2026-04-01", "2026-04-03", "152.34", aud, "100.00", usd);
  const auto result = w.replay_through("2026-04-03");
  EXPECT_THAT(
      lines_of(*find_posting(result.outcome, "fx|F1|td")),
      ElementsAre("1050 AUD 15234", "2000 AUD -15234", "1200 USD 10000", "1050 USD -10000"));
  EXPECT_THAT(
      lines_of(*find_posting(result.outcome, "fx|F1|set")),
      ElementsAre("2000 AUD 15234", "1000 AUD -15234", "1000 USD 10000", "1200 USD -10000"));
  EXPECT_TRUE(broken_ties(result.state).empty());
}

TEST(TradePostings, SellWhatTheSameDayBought) {
  SmallWorld w;
  w.dates.t_plus = 0;
  w.facts.flow("C1", "2026-04-01", "1000.00", aud);
  w.facts.trade("A-SALE", Side::sell, bhp, "2026-04-01", "5", "11", aud);
  w.facts.trade("B-PURCHASE", Side::buy, bhp, "2026-04-01", "5", "10", aud);
  const auto result = w.replay_through("2026-04-01");
  EXPECT_THAT(keys_of(result.outcome),
              ElementsAre("flow|C1", "trade|B-PURCHASE|td", "trade|A-SALE|td",
                          "trade|B-PURCHASE|set|1", "trade|A-SALE|set|1"));
  EXPECT_TRUE(result.outcome.fails.empty());
  EXPECT_EQ(result.state.balance(Account::cash, aud), cents("1005.00"));
}

TEST(TradePostings, NameTheFactThatCannotBePostedAndGoOn) {
  SmallWorld w;
  w.dates.without_cycle = {sony};
  w.rates.set(jpy, aud, "2026-04-01", "0.0095");
  auto& f = w.facts;
  f.trade("BAD-QTY", Side::buy, bhp, "2026-04-01", "0", "10", aud);
  f.trade("BAD-DATE", Side::buy, bhp, "2026-04-01", "1", "10", aud).settle_date = day("2026-03-31");
  f.trade("CCY", Side::buy, bhp, "2026-04-01", "1", "10", usd);
  f.trade("CYCLE", Side::buy, sony, "2026-04-01", "1", "10", jpy);
  f.trade("NEGATIVE", Side::buy, bhp, "2026-04-01", "1", "10", aud).commission_minor = -2000;
  f.trade("OVER", Side::sell, bhp, "2026-04-01", "11", "10", aud);
  f.trade("RATE", Side::buy, aapl, "2026-04-01", "1", "10", usd);
  f.trade("SOUND", Side::buy, bhp, "2026-04-01", "10", "10", aud);
  f.trade("UNKNOWN", Side::buy, InstrumentNo{9}, "2026-04-01", "1", "10", aud);
  f.fx("F1", "2026-04-01", "2026-04-02", "1.00", aud, "1.00", aud);
  f.flow("C1", "2026-04-01", "0", aud);
  const auto result = w.replay_through("2026-04-01");
  EXPECT_THAT(keys_of(result.outcome), ElementsAre("trade|SOUND|td"));
  std::map<std::string, std::string> faults;
  for (const auto& fault : result.outcome.faults) {
    faults[fault.fact] = std::string(name_of(fault.kind)) + ": " + fault.text;
  }
  EXPECT_EQ(faults, (std::map<std::string, std::string>{
                        {"trade|BAD-QTY", "bad_fact: quantity is not positive"},
                        {"trade|BAD-DATE", "bad_fact: settles before its trade date"},
                        {"trade|CCY", "currency_mismatch: traded in USD, the instrument is in AUD"},
                        {"trade|CYCLE", "unknown_cycle: no settlement date: unknown_market"},
                        {"trade|NEGATIVE", "bad_fact: consideration is negative"},
                        {"trade|OVER", "oversold: sells 11 of 10"},
                        {"trade|RATE", "missing_rate: no rate USD to AUD on 2026-04-01"},
                        {"trade|UNKNOWN", "unknown_instrument: unknown instrument"},
                        {"fx|F1", "bad_fact: buys the currency that it sells"},
                        {"flow|C1", "bad_fact: amount is zero"}}));
  EXPECT_TRUE(broken_ties(result.state).empty());
}

TEST(TradePostings, MoveStockThatCostsNothing) {
  SmallWorld w;
  w.facts.trade("BONUS", Side::buy, bhp, "2026-04-01", "10", "0", aud).settle_date =
      day("2026-04-01");
  const auto result = w.replay_through("2026-04-01");
  EXPECT_THAT(lines_of(*find_posting(result.outcome, "trade|BONUS|td")),
              ElementsAre("1100 AUD 0 q=10000000 BONUS"));
  EXPECT_THAT(lines_of(*find_posting(result.outcome, "trade|BONUS|set|1")),
              ElementsAre("9000 AUD 0 q=10000000"));
  EXPECT_EQ(result.state.holdings.at(bhp), (Holding{e6("10"), e6("10")}));
}

TEST(TradePostings, GateOnAnAmountOutsideSixtyFourBits) {
  SmallWorld w;
  auto& trade = w.facts.trade("T1", Side::buy, bhp, "2026-04-01", "1", "1", aud);
  trade.quantity_e6 = std::numeric_limits<std::int64_t>::max();
  trade.price_e6 = std::numeric_limits<std::int64_t>::max();
  EXPECT_THROW(std::ignore = w.replay_through("2026-04-01"), base::Error);
  trade.price_e6 = e6("1000000");  // 9.2e12 shares x 1e6 x 100 cents
  EXPECT_THROW(std::ignore = w.replay_through("2026-04-01"), base::Error);
}

}  // namespace
}  // namespace wealthjobs::finance::testing
