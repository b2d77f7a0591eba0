// Interest terms: what a cash account earns, and what an overdrawn one owes, as agreed from a date.
//
//   annual   = sum of (slice x rate)       marginal: every slice at the rate of its own tier
//            = balance x rate              whole: all of it at the rate of the tier it falls into
//   Sign       a positive balance uses the credit tiers and earns; a negative one uses the debit
//              tiers on its size and owes: the result is negative. No debit tiers: nothing is owed
//   Tiers      ascending by upper border, which belongs to the tier; the last tier is open
//   Day        one calendar day is the part of a year that it adds to the period from the first of
//              its month: 1 / 365, 1 / 360, 1 / 365 or 1 / 366; with 30/360 the days of a month
//              add up to 30 / 360 (the 31st 0, the last of February the rest)
//   Source     domain job 6; CONTRACT 6.10
//   Units      minor units, rates in parts per million a year: 2 % is 20,000
//   Example    82,345.67; 2.00 % to 50,000, 3.50 % above: 5,000,000 x 20,000 + 3,234,567 x 35,000 =
//              213,209,845,000 minor x ppm; a day of ACT/365F is that over 365,000,000
//   Failure    tiers_fault() says in one line why tiers cannot be used
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/int128.h"
#include "finance/calendar/day_count.h"

namespace wealthjobs::finance {

enum class InterestSide { credit, debit };
enum class InterestTierMode { marginal, whole };
enum class InterestSource { accrue, custodian };  // custodian: it credits by itself, as a cash flow
std::string_view name_of(InterestSide side);
std::string_view name_of(InterestTierMode mode);
std::string_view name_of(InterestSource source);
std::optional<InterestSide> interest_side_from(std::string_view text);
std::optional<InterestTierMode> interest_tier_mode_from(std::string_view text);
std::optional<InterestSource> interest_source_from(std::string_view text);

struct InterestTier {
  std::optional<std::int64_t> upto_minor;  // nullopt: the open one above all others
  std::int64_t rate_ppm = 0;
  bool operator==(const InterestTier&) const = default;
};

// "no tier is open at the top", "two tiers end at 5000000": nullopt where they can be used.
std::optional<std::string> tiers_fault(std::span<const InterestTier> tiers);

struct InterestTerms {
  std::vector<InterestTier> credit;
  std::vector<InterestTier> debit;  // may be empty
  InterestTierMode tier_mode = InterestTierMode::marginal;
  DayCount day_count = DayCount::act_365f;
  std::int64_t wht_ppm = 0;  // withheld from a credit
  bool operator==(const InterestTerms&) const = default;
};

// The interest of a year on this balance, in minor units x ppm.
base::int128 annual_interest_num(const InterestTerms& terms, std::int64_t balance_minor);

// An exact amount of minor units: num / den, den > 0.
struct ExactInterest {
  base::int128 num = 0;
  base::int128 den = 365'000'000;
  [[nodiscard]] std::int64_t rounded_minor() const;  // half up
  // The numerator over another denominator, a multiple of den unless the amount is zero.
  [[nodiscard]] base::int128 over(base::int128 other_den) const;
  bool operator==(const ExactInterest&) const = default;
};

// What one calendar day adds, over year_denominator x 10^6.
ExactInterest interest_of_day(const InterestTerms& terms, std::int64_t balance_minor,
                              base::Date day);

// The exact sum, over the denominator they share, the larger where one divides the other, else the
// least common one. A zero takes the other's denominator.
ExactInterest sum_of(const ExactInterest& a, const ExactInterest& b);

}  // namespace wealthjobs::finance
