// Yahoo Finance's history download, one instrument a file.
//
//   Layout   Date,Open,High,Low,Close,Adj Close,Volume; "null" and empty cells are missing values
//   Takes    Close, never Adj Close. Yahoo's Close is adjusted for later splits (not dividends):
//            use it for benchmarks and for instruments without splits
//   Checks   as alphavantage_csv.h
//   Example  2015-01-02,206.380005,206.880005,204.179993,205.429993,177.463593,121465900
//            in SPY.csv gives SPY, close_e6 205429993
#pragma once

#include <string>

#include "feeds/observation.h"

namespace wealthjobs::feeds {

PriceFile parse_yahoo_csv(const std::string& path, const QuarantineLimits& limits = {});

}  // namespace wealthjobs::feeds
