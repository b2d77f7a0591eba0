#include "jobs/intake_day_folder.h"

#include "intake_fixture.h"
#include "store/dump.h"

namespace wealthjobs::jobs::testing {
namespace {

struct DayFolders : ::testing::Test {
  DayFolders() {
    scratch.portfolio("P1");
    scratch.instrument("BHP");
  }
  std::optional<DayFolder> read(const char* date = "2026-04-02") {
    request = scratch.start(ingest(), date);
    return read_day_folder(scratch.context(request));
  }
  void write(const DayFolder& folder) {
    store::WriteTransaction transaction(scratch.book);
    JobWrite write(transaction, "fiona", "test", scratch.clock.wall_us());
    write_day_folder(write, folder);
    transaction.commit();
  }
  std::string refusal(const std::optional<DayFolder>& folder) {
    return folder && folder->is_refused() ? folder->report.refusals.front() : std::string();
  }
  const std::string trades = std::string(trades_header) + "T1,P1,BHP,buy,2026-04-02,1,1,AUD,0\n";
  JobRequest request;
  IntakeBook scratch;
};

TEST_F(DayFolders, NoFolderIsNoWork) {
  EXPECT_FALSE(read().has_value());
  std::filesystem::create_directories(scratch.config_dir() + "/in/2026-04-02");
  EXPECT_FALSE(read().has_value());
}

TEST_F(DayFolders, TheTrialLeavesNoTrace) {
  scratch.file("in/2026-04-02/trades.csv", trades);
  request = scratch.start(ingest(), "2026-04-02");
  const std::string before = store::dump_sha256(scratch.book);
  const auto folder = read_day_folder(scratch.context(request));
  ASSERT_TRUE(folder.has_value());
  EXPECT_EQ(folder->report.files.at(0).added, 1);
  EXPECT_EQ(store::dump_sha256(scratch.book), before);
}

// The scratch files carry the time 2174-01-12 13:46 UTC.
TEST_F(DayFolders, AFileThatArrivedAfterItWasExpectedIsLate) {
  pipeline::Pipeline pipeline;
  pipeline.name = "test";
  pipeline.zone = "UTC";
  pipeline.steps.emplace_back().name = "step";
  pipeline.steps[0].not_before = pipeline::Deadline{0, 13 * 60};
  scratch.config.pipelines = {pipeline};
  const std::string path = "in/2174-01-12/instruments.csv";
  scratch.file(path, std::string(instruments_header) + "CSL,CSL,equity,AUD,XASX\n");
  request = scratch.start(ingest(), "2174-01-12");
  request.deadlines_apply = true;
  write(*read_day_folder(scratch.context(request)));
  const auto file = store::load_last_file(scratch.book, path);
  EXPECT_TRUE(file->is_late);
  EXPECT_EQ(file->expected_by, "13:00");
  scratch.file(path, std::string(instruments_header) + "CSL,CSL,equity,AUD,XASX\n" +
                         "RIO,RIO,equity,AUD,XASX\n");
  request.deadlines_apply = false;  // not the default date: nothing is late
  write(*read_day_folder(scratch.context(request)));
  EXPECT_FALSE(store::load_last_file(scratch.book, path)->is_late);
}

TEST_F(DayFolders, AFolderThatWasTakenInIsNotReadAgain) {
  scratch.file("in/2026-04-02/trades.csv", trades);
  write(*read());
  EXPECT_FALSE(read().has_value());
  scratch.file("in/2026-04-02/trades.csv", trades);  // touched
  const auto touched = read();
  ASSERT_TRUE(touched.has_value());
  const std::int64_t revision = store::book_revision(scratch.book);
  write(*touched);
  EXPECT_EQ(store::book_revision(scratch.book), revision);
  EXPECT_FALSE(read().has_value());
}

TEST_F(DayFolders, OpenRowsOfTheQuarantineMakeItReadAgain) {
  scratch.file("in/2026-04-02/trades.csv",
               std::string(trades_header) + "T1,P1,CBA,buy,2026-04-02,1,1,AUD,0\n");
  write(*read());
  ASSERT_TRUE(read().has_value());
  scratch.instrument("CBA");
  write(*read());
  EXPECT_EQ(scratch.count("trade"), 1);
  EXPECT_TRUE(store::load_quarantine(scratch.book).empty());
}

TEST_F(DayFolders, PricesOfAnotherDayAreRefused) {
  scratch.file("in/2026-04-02/prices.csv", std::string(prices_header) + "BHP,2026-04-01,42,AUD\n");
  EXPECT_EQ(refusal(read()),
            "2026-04-02/prices.csv:1:1: wrong date: its rows end on 2026-04-01, not on 2026-04-02");
}

TEST_F(DayFolders, YesterdaysFileAgainIsRefused) {
  scratch.file("in/2026-04-01/trades.csv", trades);
  write(*read("2026-04-01"));
  scratch.file("in/2026-04-02/trades.csv", trades);
  EXPECT_EQ(refusal(read()),
            "2026-04-02/trades.csv:1:1: repeated: the same bytes as in/2026-04-01/trades.csv");
}

TEST_F(DayFolders, ADayWithoutTradesMayRepeatItsHeader) {
  scratch.file("in/2026-04-01/trades.csv", trades_header);
  write(*read("2026-04-01"));
  scratch.file("in/2026-04-02/trades.csv", trades_header);
  EXPECT_EQ(refusal(read()), "");
}

TEST_F(DayFolders, ARefusedFolderLeavesItsRegisterAlone) {
  scratch.file("in/2026-04-02/trades.csv", "trade_id\nT1\n");
  const auto folder = read();
  ASSERT_TRUE(folder->is_refused());
  write(*folder);
  EXPECT_TRUE(store::load_last_file(scratch.book, "in/2026-04-02/trades.csv")->is_refused);
  EXPECT_TRUE(read()->is_refused());
}

TEST_F(DayFolders, TheDigestIsAboutContentNotTimes) {
  scratch.file("in/2026-04-02/trades.csv", trades);
  request = scratch.start(ingest(), "2026-04-02");
  const std::string before = day_folder_digest(request);
  scratch.file("in/2026-04-02/trades.csv", trades);
  EXPECT_EQ(day_folder_digest(request), before);
  scratch.file("in/2026-04-02/trades.csv", trades_header);
  EXPECT_NE(day_folder_digest(request), before);
}

TEST_F(DayFolders, StatementIsThatOfTheDayBeforeAndMayBeLate) {
  const std::string header = "statement_date,custodian,account,portfolio_id,currency,amount\n";
  pipeline::Custodian bny;
  bny.name = "BNY";
  bny.expected_by = pipeline::Deadline{0, 9 * 60 + 30};
  scratch.config.custodians = {bny};
  scratch.file("in/2026-04-02/custodian_cash.csv", header + "2026-04-02,BNY,A1,P1,AUD,5.00\n");
  EXPECT_NE(
      refusal(read()).find("wrong date: the rows of BNY end on 2026-04-02, not on 2026-04-01"),
      std::string::npos);
  scratch.file("in/2026-04-02/custodian_cash.csv", header + "2026-04-01,BNY,A1,P1,AUD,5.00\n");
  const auto folder = read();
  ASSERT_TRUE(folder.has_value());
  EXPECT_EQ(refusal(folder), "");
  write(*folder);
  const auto file = store::load_last_file(scratch.book, "in/2026-04-02/custodian_cash.csv").value();
  EXPECT_EQ(file.expected_by, "09:30");
  EXPECT_TRUE(file.is_late) << "the fixture's files are of a later century";
  EXPECT_EQ(scratch.count("custodian_cash"), 1);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
