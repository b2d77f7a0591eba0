#include "finance/fees/management_fee.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "base/check.h"
#include "base/rounding.h"

namespace wealthjobs::finance {
namespace {

using base::int128;

constexpr std::int64_t whole_ppm = 1'000'000;

int128 greatest_common_divisor(int128 a, int128 b) {
  while (b != 0) {
    const int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

int128 marginal_num(const FeeSchedule& schedule, std::int64_t base_minor) {
  int128 num = 0;
  std::int64_t below = 0;
  for (const FeeTier& tier : schedule.tiers) {
    const std::int64_t top = std::min(base_minor, tier.upto_minor.value_or(base_minor));
    if (top > below) num += static_cast<int128>(top - below) * tier.rate_ppm;
    below = std::max(below, top);
  }
  return num;
}

int128 whole_num(const FeeSchedule& schedule, std::int64_t base_minor) {
  const auto tier = std::ranges::find_if(schedule.tiers, [&](const FeeTier& at) {
    return !at.upto_minor || base_minor <= *at.upto_minor;
  });
  WEALTHJOBS_CHECK(tier != schedule.tiers.end());
  return static_cast<int128>(base_minor) * tier->rate_ppm;
}

}  // namespace

int128 annual_fee_num(const FeeSchedule& schedule, std::int64_t base_minor) {
  if (base_minor <= 0) return 0;
  return schedule.tier_mode == TierMode::marginal ? marginal_num(schedule, base_minor)
                                                  : whole_num(schedule, base_minor);
}

std::vector<int128> split_by_base(int128 annual_num, std::span<const std::int64_t> bases_minor) {
  std::vector<int128> parts(bases_minor.size());
  std::vector<int128> remainders(bases_minor.size());
  int128 total = 0;
  for (const std::int64_t base_minor : bases_minor) total += std::max<std::int64_t>(base_minor, 0);
  if (total == 0) return parts;
  int128 missing = annual_num;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const int128 share =
        base::multiply_checked(annual_num, std::max<std::int64_t>(bases_minor[i], 0));
    parts[i] = share / total;
    remainders[i] = share % total;
    missing -= parts[i];
  }
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(
      order, [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  WEALTHJOBS_CHECK(0 <= missing && missing < static_cast<int128>(parts.size()));
  for (std::size_t i = 0; i < static_cast<std::size_t>(missing); ++i) ++parts[order[i]];
  return parts;
}

std::int64_t ExactFee::rounded_minor() const {
  return base::divide_rounded(num, den, base::Rounding::half_up);
}

int128 ExactFee::carry_num() const { return num - base::multiply_checked(rounded_minor(), den); }

ExactFee fee_of_day(int128 annual_num, FeeDayCount day_count, base::Date day) {
  const base::YearMonthDay at = day.ymd();
  std::int64_t days = 365;
  if (day_count == FeeDayCount::act_act_isda && base::is_leap_year(at.year)) days = 366;
  if (day_count == FeeDayCount::twelfth) days = 12 * base::days_in_month(at.year, at.month);
  return {annual_num, static_cast<int128>(days) * whole_ppm};
}

ExactFee sum_of(const ExactFee& a, const ExactFee& b) {
  if (a.den == b.den) return {a.num + b.num, a.den};
  const int128 common = a.den / greatest_common_divisor(a.den, b.den) * b.den;
  return {
      base::multiply_checked(a.num, common / a.den) + base::multiply_checked(b.num, common / b.den),
      common};
}

std::int64_t minimum_of_month(std::int64_t min_fee_minor, int days_open, base::Date day_in_month) {
  const base::YearMonthDay at = day_in_month.ymd();
  const int days = base::days_in_month(at.year, at.month);
  WEALTHJOBS_CHECK(0 <= days_open && days_open <= days);
  return base::multiply_divide(min_fee_minor, days_open, days, base::Rounding::half_up);
}

}  // namespace wealthjobs::finance
