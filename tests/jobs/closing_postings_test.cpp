#include "jobs/closing_postings.h"

#include "scratch_book.h"

namespace wealthjobs::jobs::testing {
namespace {

TEST(ClosingPostings, AreOneAPortfolioInTheOrderOfTheirIds) {
  ScratchBook scratch;
  make_mini_book(scratch);
  scratch.portfolio("P0");
  scratch.config.calendar.fiscal_year_end_month = 4;
  scratch.config.calendar.fiscal_year_end_day = 6;  // Easter Monday: 2026-04-02 ends the year
  scratch.add(Flow{"C1", "2026-04-01", "1000.00"});
  scratch.add(Flow{.id = "C2", .date = "2026-04-01", .amount = "1000.00", .portfolio = "P0"});
  scratch.add(Buy{.id = "T1", .date = "2026-04-01", .quantity = "10", .price = "42"});
  scratch.add(
      Buy{.id = "T2", .date = "2026-04-01", .quantity = "10", .price = "42", .portfolio = "P0"});
  scratch.add(Dividend{.id = "V1", .date = "2026-04-02", .amount = "0.50"});
  scratch.work("2026-04-02");
  const Ask ask{.with = {{"closing_entries", "year_end", {}}}};
  const JobRequest request = scratch.start(close_ledger(), "2026-04-02", ask);
  JobContext context{scratch.book, request, std::nullopt, false};
  const auto postings = closing_postings(context, scratch.master);
  ASSERT_EQ(postings.size(), 2U);
  EXPECT_EQ(postings[0].cause_key, "closing|P0|2026");
  EXPECT_EQ(postings[1].cause_key, "closing|P1|2026");
  ASSERT_EQ(postings[1].lines.size(), 2U);
  EXPECT_EQ(postings[1].lines[0].amount_minor, 500);
  EXPECT_EQ(postings[1].lines[1].amount_minor, -500);
  const JobRequest plain = scratch.start(close_ledger(), "2026-04-02");
  JobContext without{scratch.book, plain, std::nullopt, false};
  EXPECT_TRUE(closing_postings(without, scratch.master).empty());
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
