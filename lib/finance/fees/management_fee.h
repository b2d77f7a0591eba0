// Management fee: a yearly rate on gross asset value, accrued for every calendar day, posted so
// that the slices add up.
//
//   annual   = sum of tier slices x rate                        marginal; whole: all at one rate
//   day      = annual / 365                                     ACT/365F
//              annual / 365, or / 366 in a leap year            ACT/ACT ISDA
//              annual / 12 / days of the month                  1/12
//   posting  = half_up(cumulated) - what was posted before      nothing is lost, nothing is rounded
//                                                               twice
//   Base       gross asset value before the day's own fee (nav plus all accrued fees); a day that
//   is
//              no business day takes the last one; a negative one accrues 0
//   Household  tiers look at the sum of its portfolios; the annual fee is split to them by their
//              base, to the last part, largest remainder first (ties: the earlier portfolio)
//   Minimum    of a month, scaled by the days of it on which the account was open, half up
//
//   Source   domain job 3, I.4 rule 2, part VII; RULINGS A11
//   Units    annual and numerators in minor units x ppm; denominator 365 x 10^6 for ACT/365F. A fee
//            whose day count changes goes on with the common denominator, exactly.
//   Example  1,250,000.00; 1.00 % to 500k, 0.80 % to 1m, 0.60 % above: annual 10,500.00, a day
//            28.7671232877, postings 28.77, 28.76, 28.77; 30 days 863.01, carry 0.00369863
//   Failure  amounts outside their integers throw Error(internal)
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/date.h"
#include "base/int128.h"
#include "finance/fees/fee_schedule.h"

namespace wealthjobs::finance {

// The fee of a year on this base, in minor units x ppm; 0 for a base that is not positive.
base::int128 annual_fee_num(const FeeSchedule& schedule, std::int64_t base_minor);

// The parts of a household's annual fee; they add up to it. Bases that are not positive get 0.
std::vector<base::int128> split_by_base(base::int128 annual_num,
                                        std::span<const std::int64_t> bases_minor);

// An exact amount of minor units: num / den, den > 0.
struct ExactFee {
  base::int128 num = 0;
  base::int128 den = 365'000'000;
  [[nodiscard]] std::int64_t rounded_minor() const;  // half up
  // What rounding has left open: num - rounded x den.
  [[nodiscard]] base::int128 carry_num() const;
  bool operator==(const ExactFee&) const = default;
};

// What one calendar day adds: annual_num over the day count's denominator of that date.
ExactFee fee_of_day(base::int128 annual_num, FeeDayCount day_count, base::Date day);

// The sum, over the denominator of the larger where one divides the other, else over the least
// common one.
ExactFee sum_of(const ExactFee& a, const ExactFee& b);

// The minimum of a month of which `days_open` days belong to the account.
std::int64_t minimum_of_month(std::int64_t min_fee_minor, int days_open, base::Date day_in_month);

}  // namespace wealthjobs::finance
