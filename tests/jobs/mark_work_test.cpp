#include "jobs/mark_work.h"

#include "fee_book.h"

namespace wealthjobs::jobs::testing {
namespace {

TEST(MarkWork, ARestatedDayWritesAnotherVersionOfItsMark) {
  FeeBook scratch;
  scratch.schedule(performance_fee(200'000));
  scratch.fee_portfolio("P1");
  scratch.add(Flow{.id = "C1", .date = "2026-04-29", .amount = "1000.00"});
  scratch.instrument("BHP");
  scratch.price("BHP", "2026-04-29", "10.00");
  scratch.price("BHP", "2026-04-30", "11.00");
  scratch.add(Buy{.id = "T1", .date = "2026-04-29", .quantity = "50", .price = "10.00"});
  scratch.fee_cob("2026-04-29");
  scratch.fee_cob("2026-04-30", false, false);
  EXPECT_EQ(scratch.lines_with(" perf|"), "2026-04-30 perf|P1|2026-04-30 2110 +1000, 1000 -1000\n");
  scratch.price("BHP", "2026-04-30", "12.00");
  scratch.work("2026-04-30", {.restate = true});
  EXPECT_EQ(scratch.fees("2026-04-30", {.restate = true}).status, ExitStatus::ok);
  const Execution refused = scratch.run(update_high_water_marks(), "2026-04-30");
  EXPECT_EQ(refused.status, ExitStatus::data_invalid) << refused.why;
  EXPECT_EQ(scratch.run(update_high_water_marks(), "2026-04-30", {.restate = true}).status,
            ExitStatus::ok);
  EXPECT_EQ(scratch.balance("P1", finance::Account::payable_fees_perf), 0);
  EXPECT_EQ(scratch.balance("P1", finance::Account::expense_fees_perf), 2'000);
  const auto mark = store::load_mark_up_to(scratch.book, scratch.no("P1"), day("2026-04-30"));
  EXPECT_EQ(mark->version, 2);
  EXPECT_EQ(mark->mark.nav_minor, 110'000 - 2'000);
  EXPECT_EQ(scratch.nav("2026-04-30").nav_minor, 108'000);
  const auto rows = store::load_fee_charges(scratch.book, scratch.no("P1"),
                                            finance::FeeKind::performance, day("2026-04-30"));
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].paid_minor + rows[1].paid_minor + rows[2].paid_minor, 2'000);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
