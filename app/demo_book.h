// The book that `wealthjobs demo` writes: 25 portfolios in four base currencies over 2019 and 2020,
// with everything that makes a back office interesting, and the same bytes on every machine.
//
//   book/   instruments, portfolios, trades, fx_trades, cash_flows, corporate_actions, prices,
//           fx_rates, series, settlements: monthly contributions, yearly withdrawals, quarterly
//           fees and dividends with withholding tax, a 4:1 split on 2020-08-31, prices in pence,
//           one purchase that the custodian delivers in two parts
//   late/   one trade of March 2020 and its confirmation amended, to be imported after the close
//
// Prices and rates are seeded random walks on integers; names are invented.
#pragma once

#include <map>
#include <string>

namespace wealthjobs::app {

// File name below the demo's folder -> text.
std::map<std::string, std::string> demo_files();

}  // namespace wealthjobs::app
