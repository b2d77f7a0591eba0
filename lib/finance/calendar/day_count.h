// Day counts: how much of a year lies between two dates, as an exact fraction.
//
//   ACT/360       days / 360
//   ACT/365F      days / 365, also in a leap year
//   ACT/ACT ISDA  days in leap years / 366 + days in other years / 365
//   30/360 BOND   D1 31 -> 30; D2 31 -> 30 where D1 is 30; (360 dY + 30 dM + dD) / 360
//   30/360 US     as BOND, and the last day of February is a 30th: D1 always, D2 where D1 is one
//   30E/360       D1 31 -> 30, D2 31 -> 30
//
//   Source   ISDA 2006 Definitions 4.16; SIA Standard Securities Calculation Methods for 30/360 US;
//            CONTRACT 6.10; checked against QuantLib 1.29
//   Names    these six, exactly. "ACT/365" is not one: ISDA uses that name for ACT/ACT ISDA
//   Example  ACT/365F 2024-01-01 to 2025-01-01: 366 / 365; ACT/ACT ISDA: 48,678 / 48,678
//   Order    an end before the start gives the negative of the period turned round
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/date.h"

namespace wealthjobs::finance {

enum class DayCount {
  act_360,
  act_365f,
  act_act_isda,
  thirty_360_bond,
  thirty_360_us,
  thirty_e_360,
};

std::string_view name_of(DayCount convention);  // "ACT/365F"
std::optional<DayCount> day_count_from(std::string_view name);
// The six names, for messages and lists of choices.
std::span<const std::string_view> day_count_names();

// Days of the period as the convention counts them: from `start` included to `end` excluded.
std::int32_t day_count_days(DayCount convention, base::Date start, base::Date end);

// numerator / denominator of a year; the denominator is the convention's own and never reduced:
// 360, 365, or 365 x 366 = 133,590 for ACT/ACT ISDA.
struct YearFraction {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
  [[nodiscard]] double value() const;  // for display and analytics only
  bool operator==(const YearFraction&) const = default;
};
YearFraction year_fraction(DayCount convention, base::Date start, base::Date end);

std::int64_t year_denominator(DayCount convention);

}  // namespace wealthjobs::finance
