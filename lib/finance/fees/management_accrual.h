// Management fees of the calendar days that one run accrues, day by day: what each adds exactly,
// what it posts, the minimum on the last day of a month and the tax on the month so far.
//
//   Days       after the last accrued day through the business date; a month's last business day
//              goes on to the last calendar day, so that no run has days of two months, unless the
//              portfolio missed that run
//   Minimum    on the last day of the month, or of the account: what the fee of the month lacks of
//              the minimum for the days open
//   Tax        on the fee of the month since the schedule version began, less what was posted
//
//   Source   domain job 3; RULINGS A11
//   Units    minor units of the schedule's currency
//   Example  30 days at 28.7671232877: fee 863.01, GST at 10 % 86.30 (not 30 times 2.88 = 86.40)
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/date.h"
#include "base/int128.h"
#include "finance/fees/fee_amounts.h"
#include "finance/fees/fee_schedule.h"
#include "finance/fees/management_fee.h"

namespace wealthjobs::finance {

// A calendar day to accrue; the schedule is the version in force on it.
struct AccrualDay {
  base::Date day;
  const FeeSchedule* schedule = nullptr;
  base::int128 annual_num = 0;
};

// A day that was accrued.
struct AccruedDay {
  base::Date day;
  base::int128 num = 0;
  ExactFee sum;
  FeeAmounts amounts;  // fee, without the minimum, and the tax on both
  std::int64_t minimum_minor = 0;

  [[nodiscard]] FeeAmounts posted() const;  // the minimum is fee, too
  bool operator==(const AccruedDay&) const = default;
};

// `before` are the days already accrued of the month of days.front(), by day; `sum` the exact fee
// cumulated up to there. `last_open_day`: of an account that closes.
std::vector<AccruedDay> accrue_management(std::span<const AccrualDay> days,
                                          std::span<const AccruedDay> before, ExactFee sum,
                                          std::optional<base::Date> last_open_day);

}  // namespace wealthjobs::finance
