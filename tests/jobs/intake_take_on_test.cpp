// A book taken on mid-life through import, settlement and valuation.
#include "jobs/intake_take_on.h"

#include "take_on_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

TEST(TakeOn, PostsOneOpeningEntryAndCountsItAtMarketValue) {
  TakeOnBook scratch;
  const IntakeReport report = scratch.take_in();
  EXPECT_EQ(report.quarantined(), 0) << reasons(report);
  scratch.cob("2026-04-01");
  EXPECT_EQ(scratch.count("journal_entry"), 1);
  EXPECT_EQ(scratch.count("journal_entry WHERE kind = 'opening' AND source_key = 'open|P1'"), 1);
  EXPECT_EQ(scratch.trial_balance("2026-04-01"),
            "1000-CASH|AUD|150000\n1100-SECURITIES-COST|AUD|650000\n"
            "1220-RECEIVABLE-INTEREST|AUD|110\n2100-PAYABLE-FEES-MGMT|AUD|-1234\n"
            "3000-CLIENT-CAPITAL|AUD|-800000\n3900-RETAINED|AUD|1124\n");
  // 150 x 42.00 + 1,500.00 + 1.10 - 12.34
  EXPECT_EQ(scratch.nav("2026-04-01").nav_minor, cents("7788.76"));
  EXPECT_EQ(scratch.flow("2026-04-01"), cents("7788.76"));
}

TEST(TakeOn, SellsATakenOnLotOnALaterDay) {
  TakeOnBook scratch;
  scratch.take_in();
  scratch.cob("2026-04-01");
  scratch.add(Buy{
      .id = "T1", .date = "2026-04-02", .quantity = "120", .price = "42.50", .side = Side::sell});
  scratch.cob("2026-04-02");
  // 120 x 42.50 = 5,100.00; cost 4,000.00 + 20 / 50 of 2,500.00
  EXPECT_EQ(scratch.book.integer_or(0, "SELECT sum(proceeds_minor - cost_minor) FROM realised"),
            cents("100.00"));
  EXPECT_EQ(scratch.count("lot WHERE lot_id = 'L1' AND quantity_e6 = 0"), 1);
  EXPECT_EQ(scratch.flow("2026-04-02"), 0);
  scratch.cob("2026-04-07");
  EXPECT_EQ(scratch.count("settlement WHERE state = 'pending'"), 1);
}

TEST(TakeOn, ImportsAgainWithoutEffectAndRefusesOtherContent) {
  TakeOnBook scratch;
  scratch.take_in();
  EXPECT_TRUE(scratch.take_in().is_unchanged());
  scratch.file("book/opening_cash.csv",
               "portfolio_id,date,currency,amount\nP1,2026-04-01,AUD,1501\n");
  EXPECT_TRUE(scratch.refusal().starts_with(
      "book/opening_cash.csv:2:1: P1|AUD is in the book with other content"));
}

TEST(TakeOn, StartsOnTheOpeningDateNotAtTheInception) {
  TakeOnBook scratch;
  scratch.take_in();
  const Execution early = scratch.run("settle_trades", "2026-03-31");
  EXPECT_EQ(early.status, ExitStatus::gate_blocked);
  EXPECT_EQ(early.why, "the first portfolio begins on 2026-04-01");
}

TEST(TakeOn, CorrectsTheOneEntryWhenABalanceComesLate) {
  TakeOnBook scratch;
  scratch.take_in();
  scratch.cob("2026-04-01");
  scratch.later("opening_cash.csv", "portfolio_id,date,currency,amount\nP1,2026-04-01,JPY,0\n");
  scratch.later("opening_positions.csv",
                std::string(openings_header) + "P1,2026-04-01,BHP,L3,2020-01-02,10,500\n");
  scratch.cob("2026-04-02");
  EXPECT_EQ(scratch.count("journal_entry WHERE source_key IN ('open|P1|x0', 'open|P1|r1')"), 2);
  EXPECT_EQ(scratch.flow("2026-04-02"), cents("425.00"));  // 10 x 42.50, where it changes the nav
  EXPECT_EQ(scratch.book.integer_or(0, "SELECT traded_e6 FROM position"), e6("160"));
}

TEST(TakeOn, TransfersComeAndGoAtMarketValueAndMayBeAmendedAndCancelled) {
  TakeOnBook scratch;
  scratch.take_in();
  scratch.cob("2026-04-01");
  scratch.later("transfers.csv", std::string(transfers_header) +
                                     ",X1,P1,BHP,in,2026-04-02,10,2018-01-02,300\n"
                                     ",X2,P1,BHP,out,2026-04-02,40,,\n");
  scratch.cob("2026-04-02");
  EXPECT_EQ(scratch.flow("2026-04-02"), cents("-1275.00"));  // (10 - 40) x 42.50
  EXPECT_EQ(scratch.count("realised"), 0);
  EXPECT_EQ(scratch.book.integer_or(0, "SELECT acquired_date FROM lot WHERE lot_id = 'X1'"),
            day("2018-01-02").days());
  // X2 took 40 of the oldest lot at cost 1,600.00
  EXPECT_EQ(scratch.book.integer_or(0, "SELECT cost_minor FROM lot WHERE lot_id = 'L1'"),
            cents("2400.00"));

  scratch.later("transfers.csv",
                std::string(transfers_header) + "amend,X2,P1,BHP,out,2026-04-02,30,,\n");
  scratch.cob("2026-04-07");
  EXPECT_EQ(scratch.flow("2026-04-07"), cents("428.00"));  // 10 x 42.80 came back
  scratch.later("transfers.csv",
                std::string(transfers_header) + "cancel,X2,P1,BHP,out,2026-04-02,30,,\n");
  scratch.cob("2026-04-08");
  EXPECT_EQ(scratch.flow("2026-04-08"), cents("1293.00"));  // 30 x 43.10
  EXPECT_EQ(scratch.book.integer_or(0, "SELECT sum(cost_minor) FROM lot"), cents("6800.00"));
}

TEST(TakeOn, RerunPostsNothing) {
  TakeOnBook scratch;
  scratch.take_in();
  scratch.later("transfers.csv",
                std::string(transfers_header) + ",X2,P1,BHP,out,2026-04-02,40,,\n");
  scratch.cob("2026-04-01");
  scratch.cob("2026-04-02");
  const auto entries = scratch.count("journal_entry");
  EXPECT_EQ(scratch.run("settle_trades", "2026-04-02", {.force = true}).status, ExitStatus::ok);
  EXPECT_EQ(scratch.count("journal_entry"), entries);
}

TEST(TakeOn, StatesTheRowsOfTheStore) {
  TakeOnBook scratch;
  scratch.take_in();
  feeds::BookFolder folder;
  feeds::parse_book_file(scratch.config_dir() + "/book/opening_positions.csv", folder);
  feeds::parse_book_file(scratch.config_dir() + "/book/opening_cash.csv", folder);
  feeds::parse_book_file(scratch.config_dir() + "/book/opening_accruals.csv", folder);
  const auto lots = opening_position_rows(folder, scratch.master);
  ASSERT_EQ(lots.size(), 2U);
  EXPECT_EQ(lots[1].balance.cost_base_minor, cents("2500"));
  EXPECT_EQ(lots[1].source, "book/opening_positions.csv:3");
  EXPECT_EQ(opening_cash_rows(folder, scratch.master).at(0).balance.amount_minor, cents("1500"));
  EXPECT_EQ(opening_accrual_rows(folder, scratch.master).at(0).balance.currency.code(), "AUD");
  EXPECT_TRUE(portfolio_terms_rows(folder, scratch.master).empty());
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
