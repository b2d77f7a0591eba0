#include "jobs/feed_kinds.h"

#include "intake_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

pipeline::Feed feed_of(const char* kind, const char* base = "", const char* quote = "") {
  pipeline::Feed feed;
  feed.kind = kind;
  feed.base = base;
  feed.quote = quote;
  return feed;
}

TEST(FeedKinds, AFredFeedWithTwoCurrenciesIsARate) {
  EXPECT_TRUE(is_rate_feed(feed_of("ecb_csv")));
  EXPECT_TRUE(is_rate_feed(feed_of("fred_csv", "EUR", "USD")));
  EXPECT_FALSE(is_rate_feed(feed_of("fred_csv")));
  EXPECT_TRUE(is_price_feed(feed_of("yahoo_csv")));
  EXPECT_FALSE(is_price_feed(feed_of("fred_csv", "EUR", "USD")));
}

TEST(FeedKinds, EachKindHasItsReader) {
  IntakeBook scratch;
  const std::string fred = scratch.file("DEXUSEU.csv", "DATE,DEXUSEU\n2015-01-02,1.2015\n");
  EXPECT_EQ(parse_rate_file(feed_of("fred_csv", "EUR", "USD"), fred).rows.at(0).rate_e8,
            120'150'000);
  const std::string ecb = scratch.file("ecb.csv", "Date,USD,\n2015-01-02,1.2043,\n");
  EXPECT_EQ(parse_rate_file(feed_of("ecb_csv"), ecb).rows.at(0).rate_e8, 120'430'000);
  pipeline::Feed series = feed_of("fred_csv");
  series.series = "EUR_FIX";
  EXPECT_EQ(parse_series_file(series, fred).series_ids, std::vector<std::string>{"EUR_FIX"});
  const std::string price = scratch.file("BHP.csv", price_file({{"2026-04-01", "42.10"}}));
  EXPECT_EQ(parse_price_file(feed_of("alphavantage_csv"), price).rows.size(), 1U);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
