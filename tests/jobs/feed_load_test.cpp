#include "jobs/feed_load.h"

#include "intake_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

struct FeedLoading : ::testing::Test {
  FeedLoading() {
    scratch.instrument("BHP");
    scratch.file("px/BHP.csv", price_file({{"2026-04-01", "42.10"}, {"2026-04-02", "42.50"}}));
    scratch.feed("closes", "alphavantage_csv", "px/*.csv");
  }
  // As a job does it: read, then one transaction.
  FeedLoad load(FeedGroup group = FeedGroup::prices_and_series) {
    const JobRequest request = scratch.start(ingest(), "2026-04-02");
    FeedLoad load = read_feeds(scratch.context(request), scratch.master, group);
    store::WriteTransaction transaction(scratch.book);
    JobWrite write(transaction, "fiona", "test", scratch.clock.wall_us());
    write_feeds(write, load, "fiona");
    transaction.commit();
    return load;
  }
  IntakeBook scratch;
};

TEST_F(FeedLoading, LoadsAFileOnceAndThenOnlyLooksAtIt) {
  FeedLoad first = load();
  EXPECT_EQ(first.files_read, 1);
  EXPECT_EQ(first.prices.size(), 2U);
  const std::int64_t revision = store::book_revision(scratch.book);
  FeedLoad second = load();
  EXPECT_EQ(second.files_read, 0);
  EXPECT_EQ(second.files_unchanged, 1);
  EXPECT_TRUE(second.files.empty());
  EXPECT_EQ(store::book_revision(scratch.book), revision);
  const auto prices = store::load_latest_prices(scratch.book, day("2026-04-02"));
  ASSERT_EQ(prices[0].latest.size(), 1U);
  EXPECT_EQ(prices[0].latest[0].source, "closes");
  EXPECT_EQ(prices[0].latest[0].close_e6, e6("42.50"));
}

// The scratch files carry the time 2174-01-12 13:46 UTC.
TEST_F(FeedLoading, AFileThatArrivedAfterItWasExpectedIsLate) {
  pipeline::Pipeline pipeline;
  pipeline.name = "test";
  pipeline.zone = "UTC";
  pipeline.steps.emplace_back().name = "step";
  pipeline.steps[0].not_before = pipeline::Deadline{0, 13 * 60};
  scratch.config.pipelines = {pipeline};
  JobRequest request = scratch.start(ingest(), "2174-01-12");
  const auto is_late = [&] {
    return read_feeds(scratch.context(request), scratch.master, FeedGroup::prices_and_series)
        .files.at(0)
        .is_late;
  };
  EXPECT_FALSE(is_late()) << "deadlines do not apply";
  request.deadlines_apply = true;
  EXPECT_TRUE(is_late());
  scratch.config.pipelines[0].steps[0].not_before = pipeline::Deadline{0, 14 * 60};
  EXPECT_FALSE(is_late());
}

TEST_F(FeedLoading, AnOnlyTouchedFileIsHashedAndStamped) {
  load();
  scratch.file("px/BHP.csv", price_file({{"2026-04-01", "42.10"}, {"2026-04-02", "42.50"}}));
  const std::int64_t revision = store::book_revision(scratch.book);
  const FeedLoad again = load();
  EXPECT_EQ(again.files_read, 0);
  EXPECT_EQ(again.files.size(), 1U);
  EXPECT_EQ(store::book_revision(scratch.book), revision);
  EXPECT_EQ(store::load_file_history(scratch.book, "px/BHP.csv").size(), 1U);
  EXPECT_EQ(load().files.size(), 0U);
}

TEST_F(FeedLoading, AGrownFileBringsOnlyItsNewAndChangedRows) {
  load();
  scratch.file(
      "px/BHP.csv",
      price_file({{"2026-04-01", "42.11"}, {"2026-04-02", "42.50"}, {"2026-04-07", "42.80"}}));
  const FeedLoad grown = load();
  EXPECT_EQ(grown.prices.size(), 2U);
  ASSERT_EQ(grown.findings.size(), 1U);
  EXPECT_EQ(grown.findings[0].text, "BHP 2026-04-01: 42.1 became 42.11");
  EXPECT_EQ(store::load_last_file(scratch.book, "px/BHP.csv")->n, 2);
}

TEST_F(FeedLoading, FilesOfUnknownInstrumentsAreOneFinding) {
  scratch.file("px/CBA.csv", "this is not even a price file");
  scratch.file("px/CSL.csv", "nor is this");
  const FeedLoad load_1 = load();
  EXPECT_EQ(load_1.files_unknown, 2);
  ASSERT_EQ(load_1.findings.size(), 1U);
  EXPECT_EQ(load_1.findings[0].text,
            "2 price files of instruments that the book does not know: CBA, CSL");
  scratch.file("px/CBA.csv", price_file({{"2026-04-02", "170.00"}}));
  scratch.instrument("CBA");
  EXPECT_EQ(load().prices.size(), 1U);
}

TEST_F(FeedLoading, AMissingFeedIsMissingDataUnlessItIsOptional) {
  scratch.config.feeds[0].path = "none/*.csv";
  const FeedLoad missing = load();
  EXPECT_EQ(missing.status, ExitStatus::data_missing);
  EXPECT_TRUE(missing.why.starts_with("feed closes: no file matches none/*.csv")) << missing.why;
  scratch.config.feeds[0].required = false;
  const FeedLoad optional = load();
  EXPECT_FALSE(optional.is_refused());
  EXPECT_EQ(optional.findings.at(0).kind, "missing_feed");
}

TEST_F(FeedLoading, ABrokenFileRefusesAllAndEntersTheRegister) {
  scratch.instrument("CBA");
  scratch.file("px/CBA.csv", "timestamp,open,high,low,close\n2026-04-02,1,1\n");
  const FeedLoad broken = load();
  EXPECT_EQ(broken.status, ExitStatus::data_invalid);
  EXPECT_TRUE(broken.why.starts_with("px/CBA.csv:2:")) << broken.why;
  EXPECT_EQ(scratch.count("price"), 0);
  EXPECT_TRUE(store::load_last_file(scratch.book, "px/CBA.csv")->is_refused);
  EXPECT_FALSE(store::load_last_file(scratch.book, "px/BHP.csv").has_value());
  scratch.file("px/CBA.csv", price_file({{"2026-04-02", "170.00"}}));
  EXPECT_EQ(load().files_read, 2);
}

TEST_F(FeedLoading, AFileThatEndsBeforeItDidIsTruncated) {
  load();
  scratch.file("px/BHP.csv", price_file({{"2026-04-01", "42.10"}}));
  const FeedLoad cut = load();
  EXPECT_EQ(cut.status, ExitStatus::data_invalid);
  EXPECT_EQ(cut.why,
            "px/BHP.csv:1:1: truncated: it ends on 2026-04-01 and ended on 2026-04-02 when it was "
            "read before");
}

TEST_F(FeedLoading, ARowThatIsGoodNowIsFixed) {
  scratch.file("px/BHP.csv", price_file({{"2026-04-01", "42.10"}, {"2026-04-02", "-3"}}));
  EXPECT_EQ(load().quarantine.size(), 1U);
  scratch.file("px/BHP.csv", price_file({{"2026-04-01", "42.12"}, {"2026-04-02", "-3"}}));
  EXPECT_TRUE(load().quarantine.empty());
  scratch.file("px/BHP.csv", price_file({{"2026-04-01", "42.12"}, {"2026-04-02", "3"}}));
  EXPECT_EQ(load().fixed.size(), 1U);
  EXPECT_TRUE(store::load_quarantine(scratch.book).empty());
}

TEST_F(FeedLoading, ADayOnWhichTheMarketIsClosedIsSetAside) {
  scratch.file("px/BHP.csv", price_file({{"2026-04-02", "42.10"}, {"2026-04-03", "42.20"}}));
  const FeedLoad with_good_friday = load();
  EXPECT_EQ(with_good_friday.prices.size(), 1U);
  ASSERT_EQ(with_good_friday.quarantine.size(), 1U);
  EXPECT_EQ(with_good_friday.quarantine[0].reason, "not_a_business_day");
  EXPECT_EQ(with_good_friday.quarantine[0].source, "px/BHP.csv:3:1");
}

TEST_F(FeedLoading, TheFeedsCurrencyMustBeTheInstruments) {
  scratch.config.feeds[0].currency = "USD";
  EXPECT_EQ(load().why, "px/BHP.csv:1:1: BHP is in AUD, feed closes in USD");
}

TEST_F(FeedLoading, SeriesAndRatesGoTheirOwnWays) {
  scratch.file("macro/DGS3MO.csv", "DATE,DGS3MO\n2026-04-01,2.12\n2026-04-02,.\n");
  scratch.feed("macro", "fred_csv", "macro/*.csv").series = "RF";
  scratch.file("fx.csv", "Date,USD,AUD,\n2026-04-02,1.0846,1.6506,\n");
  scratch.feed("ecb", "ecb_csv", "fx.csv");
  const FeedLoad rest = load();
  ASSERT_EQ(rest.series.size(), 1U);
  EXPECT_EQ(rest.series[0].series_id, "RF");
  EXPECT_TRUE(rest.rates.empty());
  const FeedLoad rates = load(FeedGroup::rates);
  EXPECT_EQ(rates.rates.size(), 2U);
  EXPECT_TRUE(rates.prices.empty());
  EXPECT_EQ(scratch.count("fx_rate"), 2);
}

TEST_F(FeedLoading, AFredFileWithBaseAndQuoteGivesRates) {
  scratch.file("fx/DEXUSEU.csv", "DATE,DEXUSEU\n2026-04-01,1.0830\n2026-04-02,1.0846\n");
  pipeline::Feed& fred = scratch.feed("fred", "fred_csv", "fx/*.csv");
  fred.base = "EUR";
  fred.quote = "USD";
  EXPECT_TRUE(load().series.empty());
  const FeedLoad rates = load(FeedGroup::rates);
  EXPECT_EQ(rates.rates.size(), 2U);
  EXPECT_EQ(scratch.count("fx_rate WHERE base = 'EUR' AND quote = 'USD' AND source = 'fred'"), 2);
  EXPECT_EQ(load(FeedGroup::rates).files_unchanged, 1);
}

TEST_F(FeedLoading, TheFeedsCalendarStandsAboveTheInstruments) {
  // 2026-04-06 is Easter Monday: XNYS is open, XASX is not
  scratch.file("px/BHP.csv", price_file({{"2026-04-02", "42.10"}, {"2026-04-06", "42.20"}}));
  scratch.config.feeds[0].calendar = "XNYS";
  const FeedLoad open = load();
  EXPECT_EQ(open.prices.size(), 2U);
  EXPECT_TRUE(open.quarantine.empty());
}

TEST_F(FeedLoading, RowsOfAFeedsClosedDaysAreSetAside) {
  scratch.file("macro/RF.csv", "DATE,RF\n2026-04-02,2.12\n2026-04-06,2.13\n");
  scratch.feed("macro", "fred_csv", "macro/*.csv").calendar = "TARGET";
  const FeedLoad series = load();
  EXPECT_EQ(series.series.size(), 1U);
  ASSERT_EQ(series.quarantine.size(), 1U);
  EXPECT_EQ(series.quarantine[0].row_key, "RF|2026-04-06");
  scratch.file("fx.csv", "Date,USD,\n2026-04-06,1.0846,\n2026-04-02,1.0840,\n");
  scratch.feed("ecb", "ecb_csv", "fx.csv").calendar = "TARGET";
  const FeedLoad rates = load(FeedGroup::rates);
  EXPECT_EQ(rates.rates.size(), 1U);
  ASSERT_EQ(rates.quarantine.size(), 1U);
  EXPECT_EQ(rates.quarantine[0].row_key, "EUR|USD|2026-04-06");
  EXPECT_EQ(rates.quarantine[0].reason, "not_a_business_day");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
