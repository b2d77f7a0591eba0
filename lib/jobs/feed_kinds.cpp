#include "jobs/feed_kinds.h"

#include "feeds/alphavantage_csv.h"
#include "feeds/ecb_csv.h"
#include "feeds/fred_csv.h"
#include "feeds/yahoo_csv.h"

namespace wealthjobs::jobs {

bool is_price_feed(const pipeline::Feed& feed) {
  return feed.kind == "alphavantage_csv" || feed.kind == "yahoo_csv";
}

bool is_rate_feed(const pipeline::Feed& feed) {
  return feed.kind == "ecb_csv" || (feed.kind == "fred_csv" && !feed.base.empty());
}

feeds::PriceFile parse_price_file(const pipeline::Feed& feed, const std::string& path) {
  return feed.kind == "yahoo_csv" ? feeds::parse_yahoo_csv(path)
                                  : feeds::parse_alphavantage_csv(path);
}

feeds::FxFile parse_rate_file(const pipeline::Feed& feed, const std::string& path) {
  if (feed.kind == "ecb_csv") return feeds::parse_ecb_csv(path);
  return feeds::parse_fred_rates(path, base::Currency::of(feed.base),
                                 base::Currency::of(feed.quote));
}

feeds::SeriesFile parse_series_file(const pipeline::Feed& feed, const std::string& path) {
  feeds::SeriesFile file = feeds::parse_fred_csv(path);
  if (!feed.series.empty() && file.series_ids.size() == 1) file.series_ids.front() = feed.series;
  return file;
}

}  // namespace wealthjobs::jobs
