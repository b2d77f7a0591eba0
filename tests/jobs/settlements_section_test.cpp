#include "jobs/settlements_section.h"

#include "scratch_book.h"

namespace wealthjobs::jobs::testing {
namespace {

TEST(SettlementsSection, AClosedDayShowsWhatItsCloseFound) {
  ScratchBook scratch;
  make_mini_book(scratch);
  scratch.price("BHP", "2026-04-09", "43.20");
  scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
  scratch.add(Buy{.id = "T1", .date = "2026-04-02", .quantity = "10", .price = "42"});
  const auto rows = [&](const ReportFrame& frame) {
    return open_settlements_section(scratch.book, scratch.master, frame).table.rows;
  };
  const ReportFrame open{day("2026-04-02"), "preliminary", "", "", ""};
  scratch.work("2026-04-02");
  const auto then = rows(open);
  // T+2 over Easter: Thursday 2026-04-02 settles on Wednesday 2026-04-08 (domain I.2)
  ASSERT_EQ(then,
            (std::vector<std::vector<std::string>>{{"trade|T1", "P1", "BHP", "pending", "10", "AUD",
                                                    "420.00", "2026-04-08", "0", ""}}));
  EXPECT_EQ(scratch.run("close_ledger", "2026-04-02").status, ExitStatus::ok);
  for (const char* date : {"2026-04-07", "2026-04-08", "2026-04-09"}) scratch.cob(date);
  EXPECT_TRUE(rows(open).empty()) << "nothing is open now";
  const auto close = store::load_close(scratch.book, day("2026-04-02")).value();
  ReportFrame sealed = open;
  sealed.known_rev = close.known_rev;
  sealed.last_entry_id = close.last_entry_id;
  EXPECT_EQ(rows(sealed), then);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
