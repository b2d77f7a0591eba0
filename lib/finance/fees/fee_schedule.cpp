#include "finance/fees/fee_schedule.h"

#include <array>
#include <cstddef>

#include "finance/ledger/named_value.h"

namespace wealthjobs::finance {
namespace {

constexpr std::int64_t whole_ppm = 1'000'000;
constexpr std::int64_t whole_bps = 10'000;

constexpr std::array<std::string_view, 2> fee_kinds{"management", "performance"};
constexpr std::array<std::string_view, 2> tier_modes{"marginal", "whole"};
constexpr std::array<std::string_view, 3> day_counts{"ACT/365F", "ACT/ACT ISDA", "1/12"};
constexpr std::array<std::string_view, 2> scopes{"portfolio", "household"};
constexpr std::array<std::string_view, 3> hurdle_kinds{"none", "simple", "compound"};
constexpr std::array<std::string_view, 2> hurdle_types{"hard", "soft"};
constexpr std::array<std::string_view, 2> hurdle_carries{"reset", "cumulative"};
constexpr std::array<std::string_view, 3> crystallisations{"annual", "quarterly", "monthly"};

template <class Enum, std::size_t Size>
std::string_view word_of(const std::array<std::string_view, Size>& words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}

bool is_within(std::int64_t value, std::int64_t most) { return 0 <= value && value <= most; }

std::optional<std::string> tier_fault(const FeeSchedule& schedule) {
  if (schedule.tiers.empty()) return "it has no tier";
  std::int64_t below = 0;
  for (std::size_t i = 0; i < schedule.tiers.size(); ++i) {
    const FeeTier& tier = schedule.tiers[i];
    const bool is_last = i + 1 == schedule.tiers.size();
    if (!is_within(tier.rate_ppm, whole_ppm)) return "a rate is not between 0 and 10000 bps";
    if (is_last != !tier.upto_minor.has_value()) {
      return is_last ? "no tier is open above" : "two tiers are open above";
    }
    if (is_last) break;
    if (*tier.upto_minor <= below) return "the tiers do not rise";
    below = *tier.upto_minor;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(FeeKind kind) { return word_of(fee_kinds, kind); }
std::string_view name_of(TierMode mode) { return word_of(tier_modes, mode); }
std::string_view name_of(FeeDayCount day_count) { return word_of(day_counts, day_count); }
std::string_view name_of(FeeScope scope) { return word_of(scopes, scope); }
std::string_view name_of(HurdleKind kind) { return word_of(hurdle_kinds, kind); }
std::string_view name_of(HurdleType type) { return word_of(hurdle_types, type); }
std::string_view name_of(HurdleCarry carry) { return word_of(hurdle_carries, carry); }
std::string_view name_of(Crystallisation crystallisation) {
  return word_of(crystallisations, crystallisation);
}

std::optional<FeeKind> fee_kind_from(std::string_view text) {
  return value_named<FeeKind>(text, fee_kinds);
}
std::optional<TierMode> tier_mode_from(std::string_view text) {
  return value_named<TierMode>(text, tier_modes);
}
std::optional<FeeDayCount> fee_day_count_from(std::string_view text) {
  return value_named<FeeDayCount>(text, day_counts);
}
std::optional<FeeScope> fee_scope_from(std::string_view text) {
  return value_named<FeeScope>(text, scopes);
}
std::optional<HurdleKind> hurdle_kind_from(std::string_view text) {
  return value_named<HurdleKind>(text, hurdle_kinds);
}
std::optional<HurdleType> hurdle_type_from(std::string_view text) {
  return value_named<HurdleType>(text, hurdle_types);
}
std::optional<HurdleCarry> hurdle_carry_from(std::string_view text) {
  return value_named<HurdleCarry>(text, hurdle_carries);
}
std::optional<Crystallisation> crystallisation_from(std::string_view text) {
  return value_named<Crystallisation>(text, crystallisations);
}

std::optional<std::string> schedule_fault(const FeeSchedule& schedule) {
  if (const auto fault = tier_fault(schedule)) return fault;
  if (schedule.min_fee_minor < 0) return "its minimum is negative";
  if (!is_within(schedule.tax.gst_bps, whole_bps) ||
      !is_within(schedule.tax.recoverable_bps, whole_bps)) {
    return "its tax is not between 0 and 10000 bps";
  }
  if (!is_within(schedule.hurdle.rate_ppm, whole_ppm)) {
    return "its hurdle is not between 0 and 10000 bps";
  }
  if (schedule.kind == FeeKind::performance && schedule.tiers.size() != 1) {
    return "a performance fee has one rate";
  }
  if (schedule.kind == FeeKind::performance && schedule.min_fee_minor != 0) {
    return "a performance fee has no minimum";
  }
  return std::nullopt;
}

const FeeSchedule* schedule_in_force(std::span<const FeeSchedule> schedules, std::string_view id,
                                     FeeKind kind, base::Date day) {
  const FeeSchedule* found = nullptr;
  for (const FeeSchedule& at : schedules) {
    if (at.id != id || at.kind != kind || at.from_date > day) continue;
    if (found == nullptr || found->from_date < at.from_date) found = &at;
  }
  return found;
}

}  // namespace wealthjobs::finance
