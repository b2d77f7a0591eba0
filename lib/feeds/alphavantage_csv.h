// Alpha Vantage's daily-adjusted CSV, one instrument a file.
//
//   Layout   timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient
//            in any row order; other columns are passed over; the last three may be absent
//   Takes    the raw close. adjusted_close is not read: it changes backwards with every dividend,
//            and a book that values history with it cannot be reproduced
//   Gives    dividend_amount and split_coefficient too, for cross-checks against corporate actions
//   Checks   date, price > 0, low <= open and close <= high, volume >= 0; a date twice with another
//            close quarantines both
//   Example  2015-01-02,111.39,111.44,107.35,109.33,24.8592220705,53204626,0.0,1.0
//            in AAPL.csv gives instrument AAPL, close_e6 109330000
#pragma once

#include <string>

#include "feeds/observation.h"

namespace wealthjobs::feeds {

PriceFile parse_alphavantage_csv(const std::string& path, const QuarantineLimits& limits = {});

}  // namespace wealthjobs::feeds
