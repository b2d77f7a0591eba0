// FRED downloads in both forms, and a client's own date,value dump.
//
//   Old form   DATE,DGS10              a missing value is "."
//   New form   observation_date,CPI    a missing value is an empty cell; several series columns
//   Dump       date,value              the series is named by the file
//   Also       Date,^GSPC              any first column called date in any letter case
//   Units      as published (percent, index points); doubles, because no money comes from them
//   Dates      monthly series are dated the 1st of their month; when they were published is not in
//              the file
//   Example    2015-01-02,2.12 in DGS10.csv gives series DGS10, value 2.12
#pragma once

#include <string>

#include "feeds/observation.h"

namespace wealthjobs::feeds {

SeriesFile parse_fred_csv(const std::string& path, const QuarantineLimits& limits = {});

// The same layouts where the one series is an FX rate (DEXUSEU: base EUR, quote USD): 1 base =
// value quote, read as a decimal, never as a double. A second series column is a refusal.
//   Example  2015-01-02,1.2015 of DEXUSEU.csv gives EUR/USD 120150000
FxFile parse_fred_rates(const std::string& path, const base::Currency& base,
                        const base::Currency& quote, const QuarantineLimits& limits = {});

}  // namespace wealthjobs::feeds
