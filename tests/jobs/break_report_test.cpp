#include "jobs/break_report.h"

#include "custodian_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

struct BreakReport : ::testing::Test {
  CustodianBook book;
  finance::CalendarSet primary{*finance::built_in_calendar("XASX")};
  std::vector<render::Section> sections(const char* date) {
    return break_sections(book.book, custodian_status(book.book, day(date)), day(date), primary);
  }
};

TEST_F(BreakReport, WithoutCustodiansSaysThatNothingWasReconciled) {
  const auto made = sections("2026-04-09");
  ASSERT_EQ(made.size(), 3U);
  EXPECT_EQ(made[0].paragraphs[0],
            "Warning: no custodian file belongs to this book; nothing was reconciled.");
  EXPECT_EQ(made[1].table.rows.size(), 5U) << "every bucket, also empty ones";
  EXPECT_EQ(made[2].paragraphs[0], "Nothing differs.");
}

TEST_F(BreakReport, ListsBreaksByAgeAndEachWithItsSides) {
  book.config.jobs["reconcile_custodian"] = {{"gate_nav_bps", 10'000, {}}};
  book.custodian().nav_tol_bps = 10'000;
  book.close_through("2026-04-08");
  book.tell("2026-04-08", "150", "13000.00");
  ASSERT_EQ(book.evening("2026-04-09").status, ExitStatus::ok);
  const auto made = sections("2026-04-13");
  EXPECT_EQ(made[0].paragraphs[0], "The book is custodian-reconciled through 2026-04-08.");
  EXPECT_EQ(made[1].table.rows[1], (std::vector<std::string>{"2-3", "1", "0", "645.76 AUD"}));
  ASSERT_EQ(made[2].table.rows.size(), 1U);
  EXPECT_EQ(made[2].table.rows[0],
            (std::vector<std::string>{"1", "open", "unexplained", "2", "cash", "BNY", "A1", "P1",
                                      "AUD", "13,645.76", "13,000.00", "-645.76", "645.76", "AUD",
                                      "2026-04-09", "", ""}));
  EXPECT_TRUE(sections("2026-04-08")[2].table.rows.empty()) << "as that day left them";
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
