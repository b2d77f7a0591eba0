// What each kind of [[feed]] holds, and the reader of its layout.
//
//   alphavantage_csv, yahoo_csv   closes of one instrument
//   ecb_csv                       FX quotes against EUR
//   fred_csv                      series; with base and quote the one series is an FX rate
#pragma once

#include <string>
#include <string_view>

#include "feeds/observation.h"
#include "pipeline/spec.h"

namespace wealthjobs::jobs {

bool is_price_feed(const pipeline::Feed& feed);
bool is_rate_feed(const pipeline::Feed& feed);

// Each is for a feed of its own group only.
feeds::PriceFile parse_price_file(const pipeline::Feed& feed, const std::string& path);
feeds::FxFile parse_rate_file(const pipeline::Feed& feed, const std::string& path);
// The feed's `series` names the series of a file that holds one.
feeds::SeriesFile parse_series_file(const pipeline::Feed& feed, const std::string& path);

}  // namespace wealthjobs::jobs
