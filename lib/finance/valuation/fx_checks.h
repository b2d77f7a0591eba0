// Which quotes a book needs, and whether the quotes of a day are credible.
//
//   needed     the quotes of the tree that grows from the anchor (fewest quotes, then smallest
//              codes) and reaches every currency of the book; nothing else. A tree has one chain
//              between any two currencies, so triangular arbitrage is zero by construction.
//   cross      |quoted / derived - 1| <= cross_tol_bps (10 for majors, 50 for others)
//   move       |today / previous - 1| above move_tol_bps (300, 800) is a mover: used and listed,
//              and it asks for a second source; held only with hold_moves (RULINGS A6)
//   sources    one: itself; two: their mean, or a contradiction above source_tol_bps (20);
//              three or more: the median, sources further off than that are listed as outliers
//   age        0 current; up to stale_fail_bd (3) business days carried; beyond that stale
//   peg        a pegged pair stays inside its band
//
//   Source   domain job 17, RULINGS A6; all comparisons by exact integers, the border case passes
//   Example  EURUSD 1.0846 and AUDUSD 0.6571 derive EURAUD 1.65058591; quoted 1.6512 is 3.7204 bp
//            away: accepted. GBP on 2016-06-24 fell 8 %: a mover, used.
//   Not here which of several sources a policy prefers: price_choice.h does that for prices, and
//            the job passes only quotes of preferred sources when it wants no consensus
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "finance/valuation/fx_rates.h"

namespace wealthjobs::finance {

struct FxCheckOptions {
  std::int64_t cross_tol_bps = 10;
  std::int64_t cross_tol_other_bps = 50;
  std::int64_t move_tol_bps = 300;
  std::int64_t move_tol_other_bps = 800;
  std::int64_t source_tol_bps = 20;
  int stale_fail_bd = 3;
  bool hold_moves = false;  // move_action = "hold"
};

// AUD, CAD, CHF, EUR, GBP, JPY, NZD, USD. A pair is major if both its currencies are.
bool is_major(base::Currency currency);

struct RequiredQuotes {
  std::vector<FxQuote> quotes;          // sorted by (base, quote)
  std::vector<base::Currency> missing;  // sorted; cannot be converted into the others
};

// `quotes` must be buildable by FxRates. A book of one currency needs no quote. If no quote names
// the anchor, the smallest quoted currency of the book takes its place.
RequiredQuotes required_quotes(std::span<const FxQuote> quotes,
                               std::span<const base::Currency> book, base::Currency anchor);

struct FxCrossCheck {
  std::int64_t derived_e8 = 0;    // for display
  std::int64_t deviation_e8 = 0;  // quoted / derived - 1; 10,000 is one basis point
  bool is_within = false;
};

// `others` must not hold the quote itself; nullopt where they do not connect its currencies.
std::optional<FxCrossCheck> check_cross(const FxQuote& quoted, const FxRates& others,
                                        const FxCheckOptions& options = {});

enum class FxMove { ordinary, mover, held };

struct FxMoveCheck {
  FxMove move = FxMove::ordinary;
  std::int64_t change_e8 = 0;  // today / previous - 1; 1,000,000 is one percent
  bool needs_second_source = false;
};

// `is_confirmed`: a second source agrees with today's rate within source_tol_bps.
FxMoveCheck check_move(const FxQuote& previous, const FxQuote& today, bool is_confirmed,
                       const FxCheckOptions& options = {});

enum class FxConsensusKind { single, mean, median, contradiction };

struct FxConsensus {
  FxConsensusKind kind = FxConsensusKind::single;
  std::int64_t rate_e8 = 0;           // 0 for a contradiction: use the previous rate, flagged
  std::vector<std::size_t> outliers;  // indices of sources beyond source_tol_bps of the median
};

// Quotes of one pair in one direction on one date, at least one; half-even where a mean is needed.
FxConsensus consensus_of(std::span<const FxQuote> sources, const FxCheckOptions& options = {});

enum class FxAge { current, carried, stale };
FxAge fx_age(int age_bd, const FxCheckOptions& options = {});

struct PegBand {
  base::Currency base;
  base::Currency quote;
  std::int64_t low_e8 = 0;
  std::int64_t high_e8 = 0;
};

// nullopt where the band is about another pair; the inverse quote is compared exactly.
std::optional<bool> is_inside(const PegBand& band, const FxQuote& quote);

std::string_view name_of(FxMove move);
std::string_view name_of(FxConsensusKind kind);
std::string_view name_of(FxAge age);

}  // namespace wealthjobs::finance
