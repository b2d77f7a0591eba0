// The European Central Bank's history of euro reference rates (eurofxref-hist.csv).
//
//   Layout   Date,USD,JPY,...,ZAR, with a trailing comma on every line, newest first; N/A where a
//            currency was not quoted that day
//   Gives    quotes as published, 1 EUR = rate: base EUR, quote the column. No inverse and no cross
//            is made here (RULINGS B12)
//   Columns  a currency that ISO 4217 does not know is passed over with a warning
//   Example  2020-12-31,1.2271,126.49,... gives EUR/USD 122710000, EUR/JPY 12649000000
#pragma once

#include <string>

#include "feeds/observation.h"

namespace wealthjobs::feeds {

FxFile parse_ecb_csv(const std::string& path, const QuarantineLimits& limits = {});

}  // namespace wealthjobs::feeds
