#include "finance/valuation/price_move.h"

#include <array>
#include <span>

#include "base/check.h"
#include "base/decimal.h"
#include "finance/valuation/exact_ratio.h"

namespace wealthjobs::finance {
namespace {

struct Ratio {
  int fresh = 1;  // shares after
  int old = 1;    // shares before
};

constexpr std::array<Ratio, 14> forward_splits = {{{3, 2},
                                                   {2, 1},
                                                   {3, 1},
                                                   {4, 1},
                                                   {5, 1},
                                                   {6, 1},
                                                   {7, 1},
                                                   {8, 1},
                                                   {10, 1},
                                                   {15, 1},
                                                   {20, 1},
                                                   {25, 1},
                                                   {30, 1},
                                                   {50, 1}}};
constexpr std::array<Ratio, 4> scale_factors = {{{10, 1}, {100, 1}, {1, 10}, {1, 100}}};

// x with the split undone: 1 when the split explains the whole move.
ExactRatio undone(const ExactRatio& x, Ratio split) {
  return product_of(x, reduced_ratio(split.fresh, split.old));
}

std::int64_t distance_e8(const ExactRatio& x) {
  const std::int64_t deviation = deviation_e8(x, ExactRatio{});
  return deviation < 0 ? -deviation : deviation;
}

// The page's tolerance is on the return: |x - old/new| <= tol, that is |x new/old - 1| <= tol
// new/old.
bool is_near(const ExactRatio& x, Ratio split, const PriceMoveOptions& options) {
  const ExactRatio rest = undone(x, split);
  if (split.fresh >= 3 * split.old) {
    return !differs_by_more_than_bps(rest, ExactRatio{}, options.deep_split_tol_bps);
  }
  return !differs_by_more_than_bps(rest, ExactRatio{},
                                   options.split_tol_bps * split.fresh / split.old);
}

std::optional<Ratio> nearest_split(const ExactRatio& x, std::span<const Ratio> splits,
                                   const PriceMoveOptions& options) {
  std::optional<Ratio> nearest;
  std::int64_t nearest_e8 = 0;
  for (const Ratio split : splits) {
    if (!is_near(x, split, options)) continue;
    const std::int64_t rest_e8 = distance_e8(undone(x, split));
    if (nearest && rest_e8 >= nearest_e8) continue;
    nearest = split;
    nearest_e8 = rest_e8;
  }
  return nearest;
}

std::optional<Ratio> suspected_split(const ExactRatio& x, const PriceMoveOptions& options) {
  if (x.num < x.den) return nearest_split(x, forward_splits, options);
  // nobody consolidates 3 shares into 2: a rise by half is a rise
  const auto reverse = nearest_split(inverse_of(x), std::span(forward_splits).subspan(1), options);
  if (!reverse) return std::nullopt;
  return Ratio{reverse->old, reverse->fresh};
}

std::optional<Ratio> scale_error(const ExactRatio& x, const PriceMoveOptions& options) {
  for (const Ratio factor : scale_factors) {
    const bool is_off =
        differs_by_more_than_bps(undone(x, factor), ExactRatio{}, options.scale_tol_bps);
    if (!is_off) return factor;
  }
  return std::nullopt;
}

ExactRatio move_ratio(const PriceStep& step, std::int64_t distribution_e6) {
  const ExactRatio price =
      reduced_ratio(static_cast<base::int128>(step.current_e6), step.previous_e6);
  const ExactRatio x = product_of(price, reduced_ratio(step.split_new, step.split_old));
  if (distribution_e6 <= 0) return x;
  const ExactRatio paid = reduced_ratio(distribution_e6, step.previous_e6);
  const base::int128 num =
      base::multiply_checked(x.num, paid.den) + base::multiply_checked(paid.num, x.den);
  return reduced_ratio(num, base::multiply_checked(x.den, paid.den));
}

PriceMove held(PriceMoveKind kind, std::int64_t change_e8, Ratio ratio = {}) {
  return {.kind = kind,
          .is_held = true,
          .change_e8 = change_e8,
          .ratio_new = ratio.fresh,
          .ratio_old = ratio.old};
}

std::string percent(std::int64_t change_e8) {
  const std::int64_t hundredths =
      base::divide_rounded(change_e8, 10'000, base::Rounding::half_even);
  return base::format_decimal(hundredths, 2) + " %";
}

}  // namespace

std::string_view name_of(PriceMoveKind kind) {
  switch (kind) {
    case PriceMoveKind::source_contradiction:
      return "source_contradiction";
    case PriceMoveKind::scale_error:
      return "scale_error";
    case PriceMoveKind::suspected_split:
      return "suspected_split";
    case PriceMoveKind::held_move:
      return "held_move";
    case PriceMoveKind::mover:
      return "mover";
    case PriceMoveKind::ordinary:
      return "ordinary";
    case PriceMoveKind::not_comparable:
      return "not_comparable";
  }
  return "not_comparable";
}

std::string PriceMove::reason() const {
  const std::string ratio = std::to_string(ratio_new) + ":" + std::to_string(ratio_old);
  const std::string move = "move " + percent(change_e8);
  switch (kind) {
    case PriceMoveKind::source_contradiction:
      return move + ", a second source contradicts";
    case PriceMoveKind::scale_error:
      return move + ", looks like a shifted decimal point or a " + ratio + " split";
    case PriceMoveKind::suspected_split:
      return move + ", looks like a " + ratio + " split that no corporate action explains";
    case PriceMoveKind::held_move:
      return move + ", held by move_action";
    case PriceMoveKind::mover:
      return move + ", used";
    case PriceMoveKind::ordinary:
      return move;
    case PriceMoveKind::not_comparable:
      return "a price is not positive, no move to compare";
  }
  return move;
}

PriceMove classify_move(const PriceStep& step, const PriceMoveOptions& options) {
  WEALTHJOBS_CHECK(step.split_new > 0 && step.split_old > 0);
  if (step.previous_e6 <= 0 || step.current_e6 <= 0 || step.second_source_e6.value_or(1) <= 0) {
    return {.kind = PriceMoveKind::not_comparable};
  }
  const ExactRatio x = move_ratio(step, 0);
  const std::int64_t change_e8 = deviation_e8(x, ExactRatio{});
  if (step.second_source_e6 &&
      differs_by_more_than_bps({step.current_e6, 1}, {*step.second_source_e6, 1},
                               options.source_tol_bps)) {
    return held(PriceMoveKind::source_contradiction, change_e8);
  }
  if (!differs_by_more_than_bps(x, ExactRatio{}, options.move_warn_bps)) {
    return {.kind = PriceMoveKind::ordinary, .change_e8 = change_e8};
  }
  const auto factor = scale_error(x, options);
  // a second source that shows the same price rules out a slip of the decimal point
  if (factor && !step.second_source_e6) {
    return held(PriceMoveKind::scale_error, change_e8, *factor);
  }
  const ExactRatio with_distribution = move_ratio(step, step.distribution_e6);
  const auto split = suspected_split(x, options);
  if (split && suspected_split(with_distribution, options)) {
    return held(PriceMoveKind::suspected_split, change_e8, *split);
  }
  if (options.move_action == MoveAction::hold) return held(PriceMoveKind::held_move, change_e8);
  return {.kind = PriceMoveKind::mover, .change_e8 = change_e8};
}

}  // namespace wealthjobs::finance
