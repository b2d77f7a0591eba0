#include "jobs/day_holds.h"

#include "scratch_book.h"

namespace wealthjobs::jobs::testing {
namespace {

store::Hold hold(int portfolio, const char* reason, bool is_released = false) {
  store::Hold made;
  made.portfolio = finance::PortfolioNo{portfolio};
  made.reason = reason;
  if (is_released) made.released_by = "fiona";
  return made;
}

TEST(DayHolds, AValuationHoldsWhatOthersHoldAndKnowsWhatIsReleased) {
  const ValuationHolds holds =
      valuation_holds({hold(1, "faulty_fact"), hold(2, "faulty_fact", true), hold(3, "no_price"),
                       hold(4, "stale_prices"), hold(5, "stale_prices", true)});
  EXPECT_EQ(holds.held, std::set{finance::PortfolioNo{1}});
  EXPECT_EQ(holds.released_stale, std::set{finance::PortfolioNo{5}});
  EXPECT_EQ(holds.released_text, "\nreleased 2 faulty_fact\nreleased 5 stale_prices");
  EXPECT_EQ(valuation_holds({hold(1, "faulty_fact")}).released_text, "");
}

TEST(DayHolds, OfAClosedDayAreThoseOfItsCloseRecord) {
  ScratchBook scratch;
  make_mini_book(scratch);
  scratch.portfolio("P2");
  scratch.instrument("NEW");
  scratch.add(Flow{.id = "C2", .date = "2026-04-01", .amount = "1000", .portfolio = "P2"});
  scratch.add(Buy{.id = "T2",
                  .date = "2026-04-02",
                  .quantity = "5",
                  .price = "10",
                  .instrument = "NEW",
                  .portfolio = "P2"});
  scratch.work("2026-04-02");
  const auto open = holds_of_day(scratch.book, scratch.master, day("2026-04-02"));
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(scratch.run("close_ledger", "2026-04-02", {.with = {{"max_held", 1, {}}}}).status,
            ExitStatus::ok);
  scratch.write([&](auto& write) {
    save_release(write, finance::PortfolioNo{2}, day("2026-04-02"), "fiona", "later");
  });
  const auto sealed = holds_of_day(scratch.book, scratch.master, day("2026-04-02"));
  ASSERT_EQ(sealed.size(), 1U);
  EXPECT_EQ(sealed[0].portfolio, finance::PortfolioNo{2});
  EXPECT_EQ(sealed[0].reason, open[0].reason);
  EXPECT_EQ(sealed[0].detail, open[0].detail);
  EXPECT_FALSE(sealed[0].released_by);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
