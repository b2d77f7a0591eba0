#include "jobs/action_checks.h"

#include "intake_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

struct ActionChecks : ::testing::Test {
  ActionChecks() {
    scratch.instrument("BHP");
    file.has_dividends = file.has_splits = true;
    file.rows = {close_of("2026-04-01", "42"), close_of("2026-04-02", "42"),
                 close_of("2026-04-07", "42")};
  }
  std::vector<std::string> found(const char* after = "2026-04-01") {
    std::vector<std::string> texts;
    for (const store::Finding& finding : action_findings(
             file, scratch.master.instrument(finance::InstrumentNo{1}),
             store::load_corporate_actions(scratch.book, {day("2026-01-01"), day("2026-04-07")}),
             {day(after), day("2026-04-07")})) {
      texts.push_back(finding.kind + ": " + finding.text);
    }
    return texts;
  }
  feeds::PriceFile file;
  IntakeBook scratch;
};

TEST_F(ActionChecks, SayNothingWhereBothAgree) {
  scratch.add(Dividend{.id = "V1", .date = "2026-04-02", .amount = "0.24"});
  scratch.add(Split{"S1", "2026-04-07", "3", "2"});
  file.rows[1].dividend_e6 = e6("0.24");
  file.rows[2].split_coefficient_e6 = e6("1.5");
  EXPECT_TRUE(found().empty());
}

TEST_F(ActionChecks, NameWhatTheBookLacks) {
  file.rows[1].dividend_e6 = e6("0.24");
  file.rows[2].split_coefficient_e6 = e6("4");
  EXPECT_EQ(found(),
            (std::vector<std::string>{
                "missing_action: BHP 2026-04-02: the file has a dividend of 0.24, the book none",
                "missing_action: BHP 2026-04-07: the file has a split of 4, the book none"}));
}

TEST_F(ActionChecks, NameWhatTheFileLacks) {
  scratch.add(Dividend{.id = "V1", .date = "2026-04-02", .amount = "0.24"});
  scratch.add(Split{"S1", "2026-04-07", "4", "1"});
  EXPECT_EQ(found(),
            (std::vector<std::string>{"unconfirmed_action: BHP 2026-04-02: the book has a dividend "
                                      "of 0.24, the file none",
                                      "unconfirmed_action: BHP 2026-04-07: the book has a split 4 "
                                      "for 1, the file none"}));
  file.has_dividends = file.has_splits = false;  // a file without the columns denies nothing
  EXPECT_TRUE(found().empty());
}

TEST_F(ActionChecks, NameOtherAmountsAndRatios) {
  scratch.add(Dividend{.id = "V1", .date = "2026-04-02", .amount = "0.24"});
  scratch.add(Dividend{.id = "V2", .date = "2026-04-02", .amount = "0.10"});
  scratch.add(Split{"S1", "2026-04-07", "4", "1"});
  file.rows[1].dividend_e6 = e6("0.34");  // ordinary and special
  file.rows[2].split_coefficient_e6 = e6("0.25");
  EXPECT_EQ(found(), std::vector<std::string>{"different_action: BHP 2026-04-07: the file has a "
                                              "split of 0.25, the book one of 4 for 1"});
  file.rows[1].dividend_e6 = e6("0.24");
  EXPECT_EQ(found().front(),
            "different_action: BHP 2026-04-02: the file has a dividend of 0.24, the book one of "
            "0.34");
}

TEST_F(ActionChecks, LookAtDaysSinceTheLastCloseOnly) {
  file.rows[1].dividend_e6 = e6("0.24");
  EXPECT_TRUE(found("2026-04-02").empty());
  const store::DayRange first = days_since_close(scratch.book, day("2026-04-07"));
  EXPECT_EQ(first.after, day("2026-04-06"));
}

TEST_F(ActionChecks, ReachTheFindingsOfIngest) {
  scratch.portfolio("P1");
  scratch.file("px/BHP.csv",
               "timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,"
               "split_coefficient\n2026-04-01,42,42,42,42,42,9,0.24,1.0\n");
  scratch.feed("closes", "alphavantage_csv", "px/*.csv");
  EXPECT_EQ(scratch.run(ingest(), "2026-04-01").status, ExitStatus::ok);
  EXPECT_EQ(scratch.findings("2026-04-01", "ingest"),
            std::vector<std::string>{
                "missing_action: BHP 2026-04-01: the file has a dividend of 0.24, the book none"});
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
