#include "base/json_document.h"
#include "intake_fixture.h"
#include "store/facts.h"

namespace wealthjobs::jobs::testing {
namespace {

struct Ingest : ::testing::Test {
  Ingest() {
    scratch.portfolio("P1");
    scratch.instrument("BHP");
    scratch.file(
        "px/BHP.csv",
        price_file({{"2026-04-01", "42.10"}, {"2026-04-02", "42.50"}, {"2026-04-07", "42.80"}}));
    scratch.feed("closes", "alphavantage_csv", "px/*.csv");
  }
  Execution run(const char* date, const Ask& ask = {}) { return scratch.run(ingest(), date, ask); }
  IntakeBook scratch;
};

TEST_F(Ingest, LoadsTheFeedsAndSaysHowMuchIsPriced) {
  const Execution done = run("2026-04-01");
  EXPECT_EQ(done.status, ExitStatus::ok) << done.why;
  EXPECT_EQ(done.why, "1 new file, 0 unchanged; 0 of 0 instruments priced");
  EXPECT_EQ(scratch.count("price"), 3);
  EXPECT_EQ(scratch.step().rows_written, 3);
}

TEST_F(Ingest, ACalendarThatSoonEndsIsListed) {
  scratch.config.calendar.warn_horizon_days = 36'500;
  const Execution done = run("2026-04-01");
  EXPECT_EQ(done.status, ExitStatus::ok);
  EXPECT_NE(done.why.find("; warning: calendar XASX ends on 2050-12-31, 9040 days after"),
            std::string::npos)
      << done.why;
  ASSERT_EQ(scratch.findings("2026-04-01", "ingest").size(), 1U);
  EXPECT_TRUE(
      scratch.findings("2026-04-01", "ingest")[0].starts_with("calendar_horizon: calendar XASX"));
}

TEST_F(Ingest, TheSecondRunOfADayIsReused) {
  run("2026-04-01");
  const std::int64_t revision = store::book_revision(scratch.book);
  const Execution again = run("2026-04-01", {.force = true});
  EXPECT_TRUE(again.is_reused) << again.why;
  EXPECT_EQ(store::book_revision(scratch.book), revision);
}

TEST_F(Ingest, ADayWithoutItsPricesIsAMissingFeed) {
  run("2026-04-01");
  scratch.file(
      "px/BHP.csv",
      price_file({{"2026-04-01", "42.10"}, {"2026-04-02", "42.50"}, {"2026-04-07", "42.80"}}));
  const JobDefinition job = ingest();
  const JobRequest request = scratch.start(job, "2026-04-08");
  JobContext context = scratch.context(request);
  const JobResult result = job.run(context);
  EXPECT_EQ(result.status, ExitStatus::data_missing);
  EXPECT_EQ(result.why, "missing feed: 0 of 1 instrument have a price of the day; missing: BHP");
  EXPECT_EQ(result.next,
            "deliver the prices of 2026-04-08, then wealthjobs run test --date 2026-04-08");
}

TEST_F(Ingest, AGateKeepsItsFindingsAndTheRegisterOfTheRefusedFile) {
  scratch.file("px/BHP.csv", "timestamp,close\nnonsense\n");
  const Execution gate = run("2026-04-01");
  EXPECT_EQ(gate.status, ExitStatus::data_invalid);
  EXPECT_TRUE(store::load_last_file(scratch.book, "px/BHP.csv")->is_refused);
  EXPECT_EQ(scratch.findings("2026-04-01", "ingest").size(), 1U);
  EXPECT_EQ(scratch.count("price"), 0);
}

TEST_F(Ingest, TakesInTheFolderOfTheDay) {
  scratch.file("in/2026-04-01/trades.csv",
               std::string(trades_header) + "T1,P1,BHP,buy,2026-04-01,1,1,AUD,0\n");
  const Execution done = run("2026-04-01");
  EXPECT_EQ(done.status, ExitStatus::ok) << done.why;
  EXPECT_EQ(scratch.count("trade"), 1);
  const auto file = store::load_last_file(scratch.book, "in/2026-04-01/trades.csv");
  ASSERT_TRUE(file.has_value());
  EXPECT_EQ(file->feed, "ingest");
  EXPECT_TRUE(run("2026-04-01", {.force = true}).is_reused);
  scratch.file("in/2026-04-01/cash_flows.csv",
               "flow_id,portfolio_id,date,currency,amount,kind\nC1,P1,2026-04-01,AUD,5,deposit\n");
  EXPECT_FALSE(run("2026-04-01").is_reused);
  EXPECT_EQ(scratch.count("cash_flow"), 1);
}

TEST_F(Ingest, AConflictInTheFolderIsAGateThatNamesTheRow) {
  scratch.add(Buy{.id = "T1", .date = "2026-04-01", .quantity = "2", .price = "1"});
  scratch.file("in/2026-04-01/trades.csv",
               std::string(trades_header) + "T1,P1,BHP,buy,2026-04-01,1,1,AUD,0\n");
  const Execution gate = run("2026-04-01");
  EXPECT_EQ(gate.status, ExitStatus::data_invalid);
  EXPECT_TRUE(gate.why.starts_with("2026-04-01/trades.csv:2:1: T1: the book has it with another"))
      << gate.why;
  EXPECT_EQ(scratch.count("price"), 0);  // nothing of the feeds either
  EXPECT_TRUE(store::load_last_file(scratch.book, "in/2026-04-01/trades.csv")->is_refused);
  EXPECT_EQ(scratch.count("trade"), 1);
}

TEST_F(Ingest, PricesOfTheFolderCountForTheDay) {
  run("2026-04-01");
  scratch.config.feeds.clear();
  scratch.file("in/2026-04-01/prices.csv",
               std::string(prices_header) + "BHP,2026-04-01,42.20,AUD\n");
  const Execution done = run("2026-04-01", {.with = {{"max_gap_bd", 4, {}}}});
  EXPECT_EQ(done.status, ExitStatus::ok) << done.why;
  EXPECT_EQ(scratch.count("price"), 4);  // another source
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
