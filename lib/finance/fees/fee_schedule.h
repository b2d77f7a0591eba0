// A fee schedule as the client agreement writes it: what a fee is taken on, at which rates, and
// what comes on top. One version of it holds from its date until the next version's.
//
//   management    tiers on gross asset value, a rate a year each; marginal (every slice at its own
//                 rate) or whole (all of it at the rate of the tier it falls into)
//   performance   one rate on the gain of a unit above its mark, over a hurdle or none
//
//   Source   domain job 3; RULINGS A11, A14
//   Units    amounts in minor units of `currency`; rates in parts per million (1 bp = 100); taxes
//            in basis points of the fee (1000 is 10 %), the recoverable part in bps of the tax
//   Tiers    ascending by their upper border, which belongs to them; the last one is open
//   Example  1.00 % to 500,000, 0.80 % to 1,000,000, 0.60 % above:
//            {{50000000, 10000}, {100000000, 8000}, {nullopt, 6000}}
//   Failure  schedule_fault() says in one line why a schedule cannot be used
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/currency.h"
#include "base/date.h"

namespace wealthjobs::finance {

enum class FeeKind { management, performance };
enum class TierMode { marginal, whole };
enum class FeeDayCount { act_365f, act_act_isda, twelfth };
enum class FeeScope { portfolio, household };  // what the tiers of a management fee look at
enum class HurdleKind { none, simple, compound };
enum class HurdleType { hard, soft };
enum class HurdleCarry { reset, cumulative };  // where a period ends without a fee
enum class Crystallisation { annual, quarterly, monthly };

std::string_view name_of(FeeKind kind);
std::string_view name_of(TierMode mode);
std::string_view name_of(FeeDayCount day_count);  // "ACT/365F", "ACT/ACT ISDA", "1/12"
std::string_view name_of(FeeScope scope);
std::string_view name_of(HurdleKind kind);
std::string_view name_of(HurdleType type);
std::string_view name_of(HurdleCarry carry);
std::string_view name_of(Crystallisation crystallisation);
std::optional<FeeKind> fee_kind_from(std::string_view text);
std::optional<TierMode> tier_mode_from(std::string_view text);
std::optional<FeeDayCount> fee_day_count_from(std::string_view text);
std::optional<FeeScope> fee_scope_from(std::string_view text);
std::optional<HurdleKind> hurdle_kind_from(std::string_view text);
std::optional<HurdleType> hurdle_type_from(std::string_view text);
std::optional<HurdleCarry> hurdle_carry_from(std::string_view text);
std::optional<Crystallisation> crystallisation_from(std::string_view text);

struct FeeTier {
  std::optional<std::int64_t> upto_minor;  // nullopt: the open one above all others
  std::int64_t rate_ppm = 0;
  bool operator==(const FeeTier&) const = default;
};

// GST or VAT on a fee, and how much of it the portfolio gets back from the tax office.
struct FeeTax {
  std::int64_t gst_bps = 0;
  std::int64_t recoverable_bps = 0;
  bool operator==(const FeeTax&) const = default;
};

struct HurdleTerms {
  HurdleKind kind = HurdleKind::none;
  HurdleType type = HurdleType::hard;
  HurdleCarry carry = HurdleCarry::reset;
  std::int64_t rate_ppm = 0;
  bool operator==(const HurdleTerms&) const = default;
};

struct FeeSchedule {
  std::string id;
  FeeKind kind = FeeKind::management;
  base::Date from_date;
  base::Currency currency;
  std::vector<FeeTier> tiers;  // performance: one, open, whose rate is the fee's
  TierMode tier_mode = TierMode::marginal;
  FeeDayCount day_count = FeeDayCount::act_365f;
  FeeScope scope = FeeScope::portfolio;
  std::int64_t min_fee_minor = 0;  // of a whole month, before tax
  FeeTax tax;
  HurdleTerms hurdle;
  Crystallisation crystallisation = Crystallisation::annual;
  bool operator==(const FeeSchedule&) const = default;
};

std::optional<std::string> schedule_fault(const FeeSchedule& schedule);

// The version of `id` and `kind` that holds on `day`: the last one from on or before it.
// `schedules` may come in any order; nullptr where there is none.
const FeeSchedule* schedule_in_force(std::span<const FeeSchedule> schedules, std::string_view id,
                                     FeeKind kind, base::Date day);

}  // namespace wealthjobs::finance
