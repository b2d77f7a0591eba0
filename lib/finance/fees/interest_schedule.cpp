#include "finance/fees/interest_schedule.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "base/check.h"
#include "base/rounding.h"
#include "finance/ledger/named_value.h"

namespace wealthjobs::finance {
namespace {

using base::int128;

constexpr std::array<std::string_view, 2> side_names{"credit", "debit"};
constexpr std::array<std::string_view, 2> mode_names{"marginal", "whole"};
constexpr std::array<std::string_view, 2> source_names{"accrue", "custodian"};
constexpr std::int64_t ppm = 1'000'000;

int128 tiered_num(std::span<const InterestTier> tiers, InterestTierMode mode, int128 size_minor) {
  int128 num = 0;
  int128 from = 0;
  for (const InterestTier& tier : tiers) {
    const int128 upto =
        tier.upto_minor ? std::min<int128>(*tier.upto_minor, size_minor) : size_minor;
    if (mode == InterestTierMode::whole) {
      if (upto == size_minor) return base::multiply_checked(size_minor, tier.rate_ppm);
      continue;
    }
    num += base::multiply_checked(upto - from, tier.rate_ppm);
    from = upto;
    if (from == size_minor) break;
  }
  return num;
}

int128 greatest_divisor(int128 a, int128 b) {
  while (b != 0) {
    const int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

}  // namespace

std::string_view name_of(InterestSide side) { return side_names[static_cast<std::size_t>(side)]; }
std::string_view name_of(InterestTierMode mode) {
  return mode_names[static_cast<std::size_t>(mode)];
}
std::string_view name_of(InterestSource source) {
  return source_names[static_cast<std::size_t>(source)];
}
std::optional<InterestSide> interest_side_from(std::string_view text) {
  return value_named<InterestSide>(text, side_names);
}
std::optional<InterestTierMode> interest_tier_mode_from(std::string_view text) {
  return value_named<InterestTierMode>(text, mode_names);
}
std::optional<InterestSource> interest_source_from(std::string_view text) {
  return value_named<InterestSource>(text, source_names);
}

std::optional<std::string> tiers_fault(std::span<const InterestTier> tiers) {
  if (tiers.empty() || tiers.back().upto_minor) return "no tier is open at the top";
  std::int64_t from = 0;
  for (const InterestTier& tier : tiers.first(tiers.size() - 1)) {
    if (!tier.upto_minor) return "two tiers are open at the top";
    if (*tier.upto_minor <= 0) return "a tier ends at or below zero";
    if (*tier.upto_minor == from) return "two tiers end at " + std::to_string(from);
    if (*tier.upto_minor < from) return "tiers do not ascend";
    from = *tier.upto_minor;
  }
  return std::nullopt;
}

int128 annual_interest_num(const InterestTerms& terms, std::int64_t balance_minor) {
  if (balance_minor >= 0) return tiered_num(terms.credit, terms.tier_mode, balance_minor);
  return -tiered_num(terms.debit, terms.tier_mode, -static_cast<int128>(balance_minor));
}

std::int64_t ExactInterest::rounded_minor() const {
  return base::divide_rounded(num, den, base::Rounding::half_up);
}

int128 ExactInterest::over(int128 other_den) const {
  if (num == 0) return 0;
  WEALTHJOBS_CHECK(other_den % den == 0);
  return base::multiply_checked(num, other_den / den);
}

ExactInterest interest_of_day(const InterestTerms& terms, std::int64_t balance_minor,
                              base::Date day) {
  const base::Date first = day.first_of_month();
  const YearFraction before = year_fraction(terms.day_count, first, day);
  const YearFraction after = year_fraction(terms.day_count, first, day + 1);
  return {base::multiply_checked(annual_interest_num(terms, balance_minor),
                                 after.numerator - before.numerator),
          static_cast<int128>(after.denominator) * ppm};
}

ExactInterest sum_of(const ExactInterest& a, const ExactInterest& b) {
  WEALTHJOBS_CHECK(a.den > 0 && b.den > 0);
  if (a.num == 0) return b;
  if (b.num == 0) return a;
  const int128 divisor = greatest_divisor(a.den, b.den);
  return {base::multiply_checked(a.num, b.den / divisor) +
              base::multiply_checked(b.num, a.den / divisor),
          base::multiply_checked(a.den, b.den / divisor)};
}

}  // namespace wealthjobs::finance
