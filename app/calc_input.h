// The user's own CSV for `wealthjobs calc`: columns by name in any order, "-" is standard input.
//
//   Returns   ascending by date, one row a date
//   Missing   an empty cell or "." (FRED's form) where a value may be missing: the row is passed
//             over
//   Failure   Error(data_invalid) as "file:line:column: what"; Error(data_missing) without the file
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "finance/ledger/lot_matching.h"
#include "finance/performance/daily_return.h"

namespace wealthjobs::app {

// date, amount: in any order, several a day.
std::vector<finance::DatedValue> read_flows(const std::string& path);
// date, nav, [flow].
std::vector<finance::Valuation> read_valuations(const std::string& path);
// date and the named column; a value may be missing.
std::vector<finance::DatedValue> read_series(const std::string& path, const char* column);
// One column `value`.
std::vector<double> read_sample(const std::string& path);

// The first column is y, the rest are regressors; a row with a missing value is passed over.
struct RegressionRows {
  std::vector<std::string> names;  // of the regressors
  std::vector<double> y;
  std::vector<std::vector<double>> x;  // one a regressor
  std::size_t passed_over = 0;
};
RegressionRows read_regression(const std::string& path);

// date, side (buy, sell), quantity, price, [commission], with the place of each in the file.
struct LotTradeRows {
  std::vector<finance::LotTrade> trades;
  std::vector<std::string> places;  // "trades.csv:3:1"
};
LotTradeRows read_lot_trades(const std::string& path);

}  // namespace wealthjobs::app
