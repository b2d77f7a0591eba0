// High-water mark: the price of a unit at which a performance fee was last taken, and beside it the
// highest price ever seen, which is information only.
//
//   mark     starts at the issue price of 1.000000; at a crystallisation with a fee it becomes the
//            price of a unit after that fee; it never falls, but for a signed reset
//   peak     running maximum of the price after fees, observed daily; it moves no fee. A jump of
//            more than 20 % without a flow is not believed: the peak stays, and it is listed
//   dates    periods end with the fiscal year (annual) and every three months or every month
//            counted back from its end
//
//   Source   domain job 5; RULINGS A14; decision 10
//   Units    marks are exact quotients nav / units; peaks are 10^-9 of the currency
//   Example  rate 20 %, no hurdle, quarters of 1.10, 1.05, 1.12: fee 0.0200, mark 1.0800; fee 0,
//            mark 1.0800; fee 0.0080, mark 1.1120. A mark raised daily to 1.10 would have made the
//            first fee 0
//   Example  fee 11,934.25 on 800,000 units at 1.34: mark 1,060,065.75 / 800,000 = 1.325082188
#pragma once

#include <cstdint>

#include "base/date.h"
#include "finance/fees/fee_schedule.h"
#include "finance/fees/unitisation.h"

namespace wealthjobs::finance {

// The mark after a crystallisation: `net` is nav and units after the fee.
UnitPrice mark_after(const UnitPrice& mark, const UnitPrice& net, std::int64_t fee_minor);

struct FiscalYearEnd {
  int month = 12;
  int day = 31;
};

// The last day of the period in which `day` lies.
base::Date period_end(base::Date day, Crystallisation crystallisation, const FiscalYearEnd& end);

struct PeakObservation {
  std::int64_t peak_e9 = 0;
  bool is_held = false;  // the jump was not believed
  bool operator==(const PeakObservation&) const = default;
};

// `before_e9` is the observation before, 0 where there is none.
PeakObservation peak_after(std::int64_t peak_e9, std::int64_t before_e9, std::int64_t navpu_e9,
                           bool has_flow, std::int64_t max_jump_bps);

}  // namespace wealthjobs::finance
