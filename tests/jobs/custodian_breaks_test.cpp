#include "jobs/custodian_breaks.h"

#include "custodian_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

using finance::BreakChange;
using finance::BreakKind;
using finance::BreakState;

struct CustodianBreaks : ::testing::Test {
  CustodianBook book;
  finance::CalendarSet primary{*finance::built_in_calendar("XASX")};

  static ComparedLine line(std::int64_t ours, std::int64_t theirs,
                           finance::BreakClass value = finance::BreakClass::unexplained) {
    ComparedLine made;
    made.identity = {BreakKind::qty, "BNY", "A1", "P1", "BHP"};
    made.portfolio = finance::PortfolioNo{1};
    made.ours = ours;
    made.theirs = theirs;
    made.found.value = value;
    made.value_minor = 2'155;
    made.currency = base::Currency::of("AUD");
    return made;
  }
  static Comparison compared(std::vector<ComparedLine> lines) {
    Comparison comparison;
    comparison.lines = std::move(lines);
    comparison.compared = {{"P1", BreakKind::qty}};
    comparison.custodians = {"BNY"};
    return comparison;
  }
  BreakWork work(const Comparison& comparison, const char* date) {
    BreakWork made = work_on_breaks(book.book, comparison, day(date), primary, "cron");
    book.write([&](auto& w) { write_breaks(w, day(date), made); });
    return made;
  }
};

TEST_F(CustodianBreaks, NewDifferenceIsANewBreakAndTheSameOneAges) {
  const BreakWork first = work(compared({line(e6("150"), e6("100"))}), "2026-04-02");
  ASSERT_EQ(first.open.size(), 1U);
  EXPECT_EQ(first.open[0].no, 1);
  EXPECT_EQ(break_text(first.open[0]),
            "break 1 (BHP of P1 at BNY: ours 150, theirs 100, 0 business days old)");
  const BreakWork later = work(compared({line(e6("150"), e6("100"))}), "2026-04-14");
  EXPECT_TRUE(later.updates.empty());
  EXPECT_EQ(later.open[0].age_bd, 6);
  EXPECT_EQ(later.items[0].break_no, 1);
}

TEST_F(CustodianBreaks, ExplainedAndAcceptedOnesAreCountedApart) {
  work(compared({line(5, 6)}), "2026-04-02");
  book.accept(1, day("2026-04-30"));
  ComparedLine pending = line(1, 2, finance::BreakClass::pending_settlement);
  pending.identity.subject = "VOD";
  const BreakWork made = work(compared({line(5, 6), pending}), "2026-04-07");
  EXPECT_EQ(made.accepted, 1);
  EXPECT_EQ(made.explained, 1);
  EXPECT_TRUE(made.open.empty());
  EXPECT_EQ(made.items[0].state, "explained");
}

TEST_F(CustodianBreaks, OnlyWhatWasComparedIsResolved) {
  work(compared({line(5, 6)}), "2026-04-02");
  Comparison nothing;
  const BreakWork kept = work(nothing, "2026-04-07");
  EXPECT_TRUE(kept.updates.empty());
  ASSERT_EQ(kept.open.size(), 1U) << "it goes on ageing";
  EXPECT_EQ(kept.open[0].age_bd, 1);
  Comparison cash_only = compared({});
  cash_only.compared = {{"P1", BreakKind::cash}};
  EXPECT_TRUE(work(cash_only, "2026-04-07").updates.empty());
  const BreakWork resolved = work(compared({}), "2026-04-08");
  ASSERT_EQ(resolved.updates.size(), 1U);
  EXPECT_EQ(resolved.updates[0].event.change, BreakChange::resolved);
  EXPECT_EQ(store::load_break(book.book, 1)->last.state, BreakState::resolved);
}

TEST_F(CustodianBreaks, OldestStandsFirst) {
  work(compared({line(5, 6)}), "2026-04-02");
  ComparedLine younger = line(5, 6);
  younger.identity.subject = "AAA";
  const BreakWork made = work(compared({younger, line(5, 6)}), "2026-04-07");
  ASSERT_EQ(made.open.size(), 2U);
  EXPECT_EQ(made.open[0].identity.subject, "BHP");
}

TEST_F(CustodianBreaks, MatchedLineWithSomethingPendingIsAnItemAndNoBreak) {
  ComparedLine matched = line(100, 100);
  matched.is_matched = true;
  matched.pending = 50;
  const BreakWork made = work(compared({matched}), "2026-04-02");
  EXPECT_TRUE(made.updates.empty());
  ASSERT_EQ(made.items.size(), 1U);
  EXPECT_EQ(made.items[0].state, "matched");
}

TEST_F(CustodianBreaks, SidesReadAsPeopleWriteThem) {
  EXPECT_EQ(side_text({BreakKind::qty, "", "", "", "BHP"}, 1'500'000), "1.5");
  EXPECT_EQ(side_text({BreakKind::cash, "", "", "", "AUD"}, 123'456), "1,234.56");
  EXPECT_EQ(side_text({BreakKind::mapping, "", "", "", "JPY"}, 7), "7");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
