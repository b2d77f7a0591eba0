// generate_reports: two editions, four formats, the same bytes each time (domain job 7).
#include <map>

#include "base/sha256.h"
#include "scratch_book.h"
#include "store/findings.h"
#include "store/portfolio_states.h"
#include "store/report_editions.h"

namespace wealthjobs::jobs::testing {
namespace {

struct Reports : ::testing::Test {
  Reports() {
    make_mini_book(scratch);
    scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
    scratch.add(Buy{.id = "T1", .date = "2026-04-02", .quantity = "10", .price = "42"});
  }
  Execution report(const char* edition, const Ask& ask = {}) {
    Ask whole = ask;
    whole.with.push_back({"edition", edition, {}});
    return scratch.run("generate_reports", "2026-04-02", whole);
  }
  std::map<std::string, std::string> files() {
    std::map<std::string, std::string> found;
    const std::string folder = scratch.folder / "etc/reports/2026-04-02";
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
      found[file.path().filename()] = bytes_of(file.path());
    }
    return found;
  }
  ScratchBook scratch;
};

TEST_F(Reports, PreliminaryEditionHasFourReportsInFourFormats) {
  scratch.work("2026-04-02");
  const Execution done = report("preliminary");
  EXPECT_EQ(done.status, ExitStatus::ok) << done.why;
  EXPECT_EQ(done.why, "preliminary edition: 16 files");
  const auto found = files();
  EXPECT_EQ(found.size(), 16U);
  for (const char* name : {"exceptions", "nav", "breaks", "journal"}) {
    for (const char* suffix : {"txt", "csv", "json", "html"}) {
      EXPECT_TRUE(found.contains(std::string(name) + "-preliminary." + suffix)) << name << suffix;
    }
  }
  const auto rows = store::load_report_editions(scratch.book, day("2026-04-02"));
  ASSERT_EQ(rows.size(), 16U);
  for (const store::ReportEdition& row : rows) {
    EXPECT_EQ(row.sha256, base::sha256_hex(bytes_of(scratch.folder / ("etc/" + row.path))));
  }
}

TEST_F(Reports, FinalEditionComesAfterTheClose) {
  scratch.work("2026-04-02");
  const Execution early = report("final");
  EXPECT_EQ(early.status, ExitStatus::gate_blocked);
  EXPECT_EQ(early.why, "2026-04-02 is not closed: there is no final edition");
  scratch.run("close_ledger", "2026-04-02");
  EXPECT_EQ(report("final").status, ExitStatus::ok);
  const auto close = store::load_close(scratch.book, day("2026-04-02")).value();
  EXPECT_NE(files()["nav-final.txt"].find(close.hash), std::string::npos);
}

TEST_F(Reports, NothingIsReportedBeforeItIsValued) {
  const Execution early = report("preliminary");
  EXPECT_EQ(early.status, ExitStatus::gate_blocked);
  EXPECT_EQ(early.next, "wealthjobs run cob --date 2026-04-02");
}

TEST_F(Reports, SameBytesWhenRunAgain) {
  scratch.work("2026-04-02");
  report("preliminary");
  scratch.run("close_ledger", "2026-04-02");
  report("final");
  const auto before = files();
  EXPECT_TRUE(report("final", {.force = true}).is_reused);
  scratch.cob("2026-04-07");
  // rendered anew, from a book that has gone on
  std::filesystem::remove_all(scratch.folder / "etc/reports");
  const Ask anew{.with = {{"max_skip_pct", 6, {}}}};
  EXPECT_FALSE(report("preliminary", anew).is_reused);
  EXPECT_FALSE(report("final", anew).is_reused);
  EXPECT_EQ(files(), before);
  EXPECT_EQ(store::load_report_editions(scratch.book, day("2026-04-02")).size(), 32U);
}

TEST_F(Reports, OnlyTheFormatsAskedFor) {
  scratch.work("2026-04-02");
  report("preliminary", {.with = {{"formats", std::vector<std::string>{"text"}, {}}}});
  EXPECT_EQ(files().size(), 4U);
}

TEST_F(Reports, OverrideStandsOnEveryFinalReport) {
  scratch.instrument("NEW");
  scratch.portfolio("P2");
  scratch.add(Buy{.id = "T2",
                  .date = "2026-04-02",
                  .quantity = "5",
                  .price = "10",
                  .instrument = "NEW",
                  .portfolio = "P2"});
  scratch.work("2026-04-02");
  const Execution skipped = report("preliminary");
  EXPECT_EQ(skipped.status, ExitStatus::data_invalid);
  EXPECT_EQ(skipped.why, "1 portfolio of 2 without a nav");
  scratch.run("close_ledger", "2026-04-02", {.override_why = "priced by hand"});
  EXPECT_EQ(report("final", {.with = {{"max_skip_pct", 50, {}}}}).status, ExitStatus::ok);
  for (const char* name : {"exceptions", "nav", "breaks", "journal"}) {
    EXPECT_NE(files()[std::string(name) + "-final.txt"].find("priced by hand"), std::string::npos);
  }
}

// What settles, fails, is put right or released later does not change the report of a closed day.
TEST_F(Reports, AnOldDayRenderedAgainHasTheSameBytes) {
  store::QuarantineRow bad;
  bad.job = "import";
  bad.source = "trades.csv:7:3";
  bad.row_key = "T7";
  bad.reason = "unknown_instrument";
  bad.payload_json = "{}";
  scratch.write([&](auto& write) { save_quarantine(write, std::vector{bad}); });
  scratch.price("BHP", "2026-04-09", "43.20");
  scratch.cob("2026-04-02");
  EXPECT_EQ(report("final").status, ExitStatus::ok);
  const auto before = files();
  EXPECT_NE(before.at("breaks-final.txt").find("trade|T1"), std::string::npos);
  EXPECT_NE(before.at("exceptions-final.txt").find("T7"), std::string::npos);

  for (const char* date : {"2026-04-07", "2026-04-08", "2026-04-09"}) scratch.cob(date);
  EXPECT_TRUE(store::load_open_settlements(scratch.book).empty());
  scratch.write([&](auto& write) {
    save_resolution(write, 1, {store::QuarantineStatus::waived, "fiona", "it is right"});
  });
  std::filesystem::remove_all(scratch.folder / "etc/reports");
  // another number of allowed gaps: the same report, worked again
  const Execution again =
      report("final", {.with = {{"max_skip_pct", 6, {}}}, .force = true, .restate = true});
  EXPECT_EQ(again.status, ExitStatus::ok) << again.why;
  EXPECT_FALSE(again.is_reused);
  EXPECT_EQ(files(), before);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
