#include "jobs/day_prices.h"

#include "jobs/book_calendars.h"
#include "scratch_book.h"

namespace wealthjobs::jobs::testing {
namespace {

constexpr finance::InstrumentNo bhp{1};

struct Prices : ::testing::Test {
  Prices() { make_mini_book(scratch); }
  // The price of 2026-04-08 in the pack of `date`.
  DayPrices on(const char* date, const std::set<finance::InstrumentNo>& held_back = {}) {
    store::Pack pack;
    pack.header.day = day(date);
    pack.prices = {{bhp, day("2026-04-08"), e6("43.10"), base::Currency::of("AUD"), "asx"}};
    return {scratch.master, pack, calendars, {}, held_back};
  }
  ScratchBook scratch;
  finance::Calendars calendars = load_calendars(scratch.book);
};

TEST_F(Prices, AgeCountsBusinessDaysOfTheInstrument) {
  EXPECT_EQ(on("2026-04-08").of(bhp).staleness, 0);
  EXPECT_EQ(on("2026-04-14").of(bhp).staleness, 2);
  EXPECT_EQ(on("2026-04-21").of(bhp).staleness, staleness_stale);
}

TEST_F(Prices, HeldPriceIsMarkedWhateverItsAge) {
  EXPECT_EQ(on("2026-04-21", {bhp}).of(bhp).staleness, staleness_held_price);
}

TEST_F(Prices, OldOnesAreListedOnce) {
  EXPECT_TRUE(on("2026-04-08").stale_prices(scratch.master, day("2026-04-08")).empty());
  const auto stale = on("2026-04-21").stale_prices(scratch.master, day("2026-04-21"));
  ASSERT_EQ(stale.size(), 1U);
  EXPECT_EQ(stale[0].severity, store::Severity::critical);
}

TEST_F(Prices, SuspensionBringsItsHaircut) {
  DayPrices prices = on("2026-04-08");
  prices.suspend({{bhp, day("2026-04-01"), day("2026-04-30"), 2'500, "fiona"}});
  EXPECT_EQ(prices.of(bhp).haircut_bps, 2'500);
}

TEST_F(Prices, ASuspendedOneIsListedButNotStale) {
  DayPrices prices = on("2026-04-21");
  EXPECT_EQ(prices.of(bhp).staleness, staleness_stale);
  prices.suspend({{bhp, day("2026-04-01"), day("2026-04-30"), 0, "fiona"}});
  EXPECT_EQ(prices.of(bhp).staleness, staleness_listed);
  EXPECT_EQ(prices.stale_prices(scratch.master, day("2026-04-21")).at(0).severity,
            store::Severity::warn);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
