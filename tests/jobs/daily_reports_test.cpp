#include "jobs/daily_reports.h"

#include "scratch_book.h"
#include "store/findings.h"

namespace wealthjobs::jobs::testing {
namespace {

struct DailyReports : ::testing::Test {
  DailyReports() {
    make_mini_book(scratch);
    scratch.portfolio("P2");
    scratch.instrument("NEW");
    scratch.add(Flow{"C1", "2026-04-01", "1000"});
    scratch.add(Buy{.id = "T1", .date = "2026-04-02", .quantity = "10", .price = "42"});
  }
  ReportFrame frame{day("2026-04-02"), "preliminary", "pack", "0123456789abcdef0123", ""};
  ScratchBook scratch;
};

TEST_F(DailyReports, QuietDayHasNothingOutOfLine) {
  scratch.work("2026-04-02");
  EXPECT_EQ(render::document_text(exceptions_report(scratch.book, scratch.master, frame)),
            "Exceptions 2026-04-02\n"
            "=====================\n"
            "edition  preliminary\n"
            "pack     pack\n"
            "ledger   0123456789abcdef\n"
            "\n"
            "Findings\n"
            "--------\n"
            "Nothing is out of line.\n"
            "\n"
            "Holds\n"
            "-----\n"
            "No portfolio is held.\n"
            "\n"
            "Quarantine\n"
            "----------\n"
            "No row waits in quarantine.\n"
            "\n"
            "Files refused or late\n"
            "---------------------\n"
            "Every file came as expected.\n");
}

TEST_F(DailyReports, ExceptionsPageListsTheWorstFirst) {
  scratch.add(Buy{.id = "T2",
                  .date = "2026-04-02",
                  .quantity = "5",
                  .price = "10",
                  .instrument = "NEW",
                  .portfolio = "P2"});
  scratch.add(Flow{"C2", "2026-04-02", "-3000"});
  scratch.work("2026-04-02");
  const auto document = exceptions_report(scratch.book, scratch.master, frame);
  const auto& findings = document.sections[0].table.rows;
  ASSERT_EQ(findings.size(), 3U);
  EXPECT_EQ(findings[0], (std::vector<std::string>{"critical", "value_portfolios", "no_price", "P2",
                                                   "", "NEW is held and has no price at all"}));
  EXPECT_EQ(findings[1][0], "warn");
  const auto& holds = document.sections[1].table.rows;
  ASSERT_EQ(holds.size(), 1U);
  EXPECT_EQ(holds[0][0], "P2");
  EXPECT_EQ(holds[0][3], "held");
  EXPECT_EQ(portfolios_without_nav(scratch.book, scratch.master, day("2026-04-02")), 1);
}

TEST_F(DailyReports, OpeningNavFlowAndGainMakeTheClosingNav) {
  scratch.cob("2026-04-01");
  scratch.cob("2026-04-02");
  frame.day = day("2026-04-07");
  scratch.add(Flow{"C2", "2026-04-07", "100"});
  scratch.work("2026-04-07");
  const auto document = nav_report(scratch.book, scratch.master, frame);
  const auto& rows = document.sections.back().table.rows;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0], (std::vector<std::string>{"P1", "P1", "AUD", "1,108.00", "680.00", "428.00",
                                               "0.00", "100.00", "3.00", "0.30 %", "official"}));
  EXPECT_EQ(document.sections.front().table.rows[0],
            (std::vector<std::string>{"AUD", "2", "1,108.00"}));
}

TEST_F(DailyReports, BreaksListWhatIsOpenAndSayThatNothingWasReconciled) {
  scratch.work("2026-04-02");
  const auto document = breaks_report(scratch.book, scratch.master, frame);
  EXPECT_EQ(document.sections[0].paragraphs[0],
            "Warning: no custodian file belongs to this book; nothing was reconciled.");
  ASSERT_EQ(document.sections[1].table.rows.size(), 1U);
  EXPECT_EQ(document.sections[1].table.rows[0][4], "10");
  EXPECT_EQ(document.sections[1].table.rows[0][6], "420.00");
}

TEST_F(DailyReports, FrameNamesCloseAndOverrides) {
  frame.close_hash = "abc";
  frame.overrides = {"1 portfolio held; priced by hand"};
  const auto facts = framed_document("Title", frame).facts;
  ASSERT_EQ(facts.size(), 5U);
  EXPECT_EQ(facts[3].second, "abc");
  EXPECT_EQ(facts[4].second, "1 portfolio held; priced by hand");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
