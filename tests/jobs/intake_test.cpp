#include "jobs/intake.h"

#include "base/json_document.h"
#include "intake_fixture.h"
#include "store/facts.h"

namespace wealthjobs::jobs::testing {
namespace {

const std::string trade_1 = "T1,P1,BHP,buy,2026-04-02,10,42.31,AUD,4.95\n";

TEST(Intake, LoadsEveryFileOfTheFolderInOneTransaction) {
  IntakeBook scratch;
  scratch.book_files();
  scratch.file("book/trades.csv", trades_header + trade_1);
  scratch.file("book/prices.csv", std::string(prices_header) + "BHP,2026-04-02,42.50,AUD\n");
  const std::int64_t before = store::book_revision(scratch.book);
  const IntakeReport report = scratch.take_in();
  EXPECT_EQ(store::book_revision(scratch.book), before + 1);
  EXPECT_EQ(report.text(),
            "instruments.csv: 1 row: 1 added\nportfolios.csv: 1 row: 1 added\n"
            "prices.csv: 1 row: 1 added\ntrades.csv: 1 row: 1 added\n");
  EXPECT_EQ(scratch.count("trade"), 1);
  EXPECT_EQ(scratch.count("price"), 1);
  const auto file = store::load_last_file(scratch.book, "book/trades.csv");
  ASSERT_TRUE(file.has_value());
  EXPECT_EQ(file->feed, "import");
  EXPECT_EQ(file->rows, 1);
  EXPECT_EQ(file->last_day, day("2026-04-02"));
}

TEST(Intake, TheSameFolderAgainIsNothingNewAndRaisesNoRevision) {
  IntakeBook scratch;
  scratch.book_files();
  scratch.file("book/trades.csv", trades_header + trade_1);
  scratch.take_in();
  const std::int64_t before = store::book_revision(scratch.book);
  const IntakeReport report = scratch.take_in();
  EXPECT_TRUE(report.is_unchanged());
  EXPECT_EQ(store::book_revision(scratch.book), before);
  EXPECT_EQ(report.text(),
            "instruments.csv: 1 row: 1 known already\nportfolios.csv: 1 row: 1 known already\n"
            "trades.csv: 1 row: 1 known already\nnothing new\n");
  EXPECT_EQ(report.json()["outcome"], "nothing_new");
}

TEST(Intake, OtherContentIsRefusedAndLeavesNothingButTheRegister) {
  IntakeBook scratch;
  scratch.book_files();
  scratch.file("book/trades.csv", trades_header + trade_1);
  scratch.take_in();
  scratch.file("book/trades.csv", std::string(trades_header) +
                                      "T0,P1,BHP,buy,2026-04-02,1,42.31,AUD,4.95\n"
                                      "T1,P1,BHP,buy,2026-04-02,11,42.31,AUD,4.95\n");
  EXPECT_EQ(scratch.refusal(),
            "book/trades.csv:3:1: T1: the book has it with another quantity_e6; import --amend "
            "makes this its next version; nothing was loaded");
  EXPECT_EQ(scratch.narrated.size(), 1U);
  EXPECT_EQ(scratch.count("trade"), 1);
  const auto file = store::load_last_file(scratch.book, "book/trades.csv");
  EXPECT_TRUE(file->is_refused);
  EXPECT_EQ(file->n, 2);

  const IntakeReport amended = scratch.take_in("book", true);
  EXPECT_EQ(amended.files.back().amended, 1);
  EXPECT_EQ(amended.files.back().added, 1);
  EXPECT_EQ(store::load_trade(scratch.book, "T1")->version, 2);
}

TEST(Intake, EveryRefusalIsNarratedAndTheFirstIsTheError) {
  IntakeBook scratch;
  scratch.book_files();
  scratch.file("book/trades.csv", "trade_id,nonsense\n");
  scratch.file("book/cash_flows.csv", "flow_id,portfolio_id\n");
  EXPECT_NE(scratch.refusal().find("(and 1 more refusal); nothing was loaded"), std::string::npos);
  EXPECT_EQ(scratch.narrated.size(), 2U);
  EXPECT_EQ(scratch.count("instrument"), 0);
}

TEST(Intake, MasterDataAreNotOverwrittenEvenWithAmend) {
  IntakeBook scratch;
  scratch.book_files();
  scratch.take_in();
  scratch.file("book/instruments.csv",
               std::string(instruments_header) + "BHP,Broken Hill,equity,AUD,XASX\n");
  EXPECT_NE(scratch.refusal("book", true).find("book/instruments.csv:2:1: BHP"), std::string::npos);
}

TEST(Intake, AFileThatThisVersionDoesNotLoadIsRefusedAndRegistered) {
  IntakeBook scratch;
  scratch.book_files();
  scratch.file("book/fee_schedules.csv", "a,b\n1,2\n");
  EXPECT_NE(scratch.refusal().find("fee_schedules.csv"), std::string::npos);
  EXPECT_TRUE(store::load_last_file(scratch.book, "book/fee_schedules.csv")->is_refused);
  EXPECT_FALSE(store::load_last_file(scratch.book, "book/instruments.csv").has_value());
}

TEST(Intake, AChangedPriceIsANewVersionAndListed) {
  IntakeBook scratch;
  scratch.book_files();
  scratch.file("book/prices.csv", std::string(prices_header) + "BHP,2026-04-02,42.50,AUD\n");
  scratch.take_in();
  scratch.file("book/prices.csv", std::string(prices_header) + "BHP,2026-04-02,42.60,AUD\n");
  const IntakeReport report = scratch.take_in();
  EXPECT_EQ(report.changes,
            std::vector<std::string>{"book/prices.csv: BHP 2026-04-02 is version 2"});
}

TEST(Intake, ARowSetAsideIsFixedByItsCorrection) {
  IntakeBook scratch;
  scratch.book_files();
  scratch.file("book/trades.csv",
               std::string(trades_header) + "T1,P1,BHP,buy,2026-04-02,10.1234567,42.31,AUD,4.95\n");
  IntakeReport report = scratch.take_in();
  EXPECT_EQ(report.quarantine_added, 1);
  ASSERT_EQ(report.set_aside.size(), 1U);
  EXPECT_TRUE(report.set_aside.front().starts_with("book/trades.csv:2:")) << report.set_aside[0];
  report = scratch.take_in();
  EXPECT_EQ(report.quarantine_added, 0);
  EXPECT_TRUE(report.is_unchanged());
  ASSERT_EQ(store::load_open_critical(scratch.book, day("2026-04-02")).size(), 1U);

  scratch.file("book/trades.csv", trades_header + trade_1);
  report = scratch.take_in();
  EXPECT_EQ(report.quarantine_fixed, 1);
  EXPECT_EQ(report.files.back().added, 1);
  EXPECT_TRUE(store::load_open_critical(scratch.book, day("2026-04-02")).empty());
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
