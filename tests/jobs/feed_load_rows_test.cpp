#include "jobs/feed_load_rows.h"

#include "finance/calendar/built_in_calendar.h"
#include "intake_fixture.h"
#include "jobs/book_calendars.h"

namespace wealthjobs::jobs::testing {
namespace {

TEST(FeedLoadRows, AWholeFileOfClosedDaysMeansAWrongCalendar) {
  IntakeBook scratch;
  scratch.instrument("BHP");
  feeds::PriceFile file;
  for (int i = 0; i < 12; ++i) {  // Saturdays
    file.rows.push_back(close_of((day("2026-01-03") + 7 * i).iso().c_str(), "1"));
  }
  file.counts.received = 12;
  set_closed_days_aside(file, scratch.master.instrument(finance::InstrumentNo{1}),
                        calendar_named(load_calendars(scratch.book), "XASX"), "px/BHP.csv");
  ASSERT_TRUE(file.refusal.has_value());
  EXPECT_NE(file.refusal->find("is no business day of XASX (12 bad rows of 12"), std::string::npos)
      << *file.refusal;
  EXPECT_TRUE(file.rows.empty());
}

TEST(FeedLoadRows, ShrinkingIsSeenAgainstWhatWasLoaded) {
  feeds::FeedCounts counts;
  EXPECT_EQ(shrink_refusal(counts, std::nullopt), "");
  store::RegisteredFile known;
  known.last_day = day("2026-04-02");
  EXPECT_EQ(shrink_refusal(counts, known), "truncated: no row is left of a file that had them");
  counts.last_date = day("2026-04-02");
  EXPECT_EQ(shrink_refusal(counts, known), "");
  counts.last_date = day("2026-04-01");
  EXPECT_NE(shrink_refusal(counts, known), "");
  known.is_refused = true;
  EXPECT_EQ(shrink_refusal(counts, known), "");
}

TEST(FeedLoadRows, OnlyTheOwnSourceCountsAsKnown) {
  IntakeBook scratch;
  scratch.instrument("BHP");
  scratch.price("BHP", "2026-04-01", "42.10", "asx");
  scratch.price("BHP", "2026-04-02", "42.50", "closes");
  feeds::PriceFile file;
  file.rows = {close_of("2026-04-01", "42.10"), close_of("2026-04-02", "42.50")};
  FeedLoad load;
  add_new_prices(scratch.book, day("2026-04-02"), file,
                 scratch.master.instrument(finance::InstrumentNo{1}), "closes", load);
  ASSERT_EQ(load.prices.size(), 1U);
  EXPECT_EQ(load.prices[0].day, day("2026-04-01"));
  EXPECT_TRUE(load.findings.empty());
}

TEST(FeedLoadRows, ListsTwentyChangesAndCountsTheRest) {
  IntakeBook scratch;
  scratch.instrument("BHP");
  feeds::PriceFile file;
  for (int i = 0; i < 22; ++i) {
    const base::Date date = day("2026-05-01") + i;
    scratch.price("BHP", date.iso().c_str(), "1", "closes");
    file.rows.push_back(close_of(date.iso().c_str(), "2"));
  }
  FeedLoad load;
  add_new_prices(scratch.book, day("2026-06-01"), file,
                 scratch.master.instrument(finance::InstrumentNo{1}), "closes", load);
  EXPECT_EQ(load.prices.size(), 22U);
  ASSERT_EQ(load.findings.size(), 21U);
  EXPECT_EQ(load.findings.back().text, "2 more values of the same file changed");
}

TEST(FeedLoadRows, RatesAndSeriesKeepWhatDiffers) {
  IntakeBook scratch;
  scratch.rate("EUR", "USD", "2026-04-01", "1.08", "ecb");
  scratch.rate("EUR", "USD", "2026-04-02", "1.09", "ecb");
  const auto eur = base::Currency::of("EUR");
  const auto usd = base::Currency::of("USD");
  feeds::FxFile file;
  file.rows = {{eur, usd, day("2026-04-01"), 108'000'000, {}},
               {eur, usd, day("2026-04-02"), 109'500'000, {}},
               {eur, usd, day("2026-04-07"), 110'000'000, {}}};
  FeedLoad load;
  add_new_rates(scratch.book, day("2026-04-07"), file, "ecb", load);
  EXPECT_EQ(load.rates.size(), 2U);
  EXPECT_EQ(load.findings.at(0).text, "EUR/USD 2026-04-02: 1.09 became 1.095");

  const store::SeriesRow known{"RF", day("2026-04-01"), 2.5, std::nullopt};
  scratch.write([&](auto& write) { save_series(write, std::vector{known}); });
  feeds::SeriesFile series;
  series.series_ids = {"RF"};
  series.rows = {{0, day("2026-04-01"), 2.5, {}}, {0, day("2026-04-02"), 2.6, {}}};
  add_new_series(scratch.book, series, load);
  ASSERT_EQ(load.series.size(), 1U);
  EXPECT_EQ(load.series[0].day, day("2026-04-02"));
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
