// Which published quote of a pair counts on D, when several sources and several days are at hand.
//
//   eligible  asof <= D; a pair is the same pair in either direction
//   day       the latest asof; its quotes are compared, one per source:
//     one       it is taken
//     two       the one of the preferred source, unless they are more than source_tol_bps (20)
//     apart:
//               then neither, and the day before is asked (held, listed)
//     more      those within source_tol_bps of the middle one; of them the preferred source's
//   taken     in its published direction, never averaged: only published quotes enter a pack
//
//   Source    domain job 17 (checks, source_priority), RULINGS A6 (what is held back)
//   Example   priority (ecb, rba). EURUSD 2026-04-08: ecb 1.0846, rba 1.0850 (3.7 bp): 1.0846.
//             rba 1.0900 instead (49.8 bp): held, the quote of 2026-04-07 is used.
//   Priority  listed sources in their order, all others after them by name
//   Failure   a pair whose every day contradicts itself has no quote: is_held without a row. The
//   job
//             gates if the currency is held in the book.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "finance/valuation/fx_checks.h"
#include "finance/valuation/fx_rates.h"

namespace wealthjobs::finance {

struct FxChoice {
  base::Currency smaller;  // the pair, in alphabetical order
  base::Currency larger;
  std::optional<std::size_t> row;                // index into the quotes
  bool is_held = false;                          // a later day was passed over
  std::optional<std::size_t> contradicted_by_a;  // the two rows of the latest day passed over
  std::optional<std::size_t> contradicted_by_b;
};

// One choice per pair, sorted by pair; the order of the rows does not matter. Of two rows of one
// source, day and pair the one with the smaller rate is read and the other ignored: the store hands
// out current versions only. Rates must be positive.
std::vector<FxChoice> choose_quotes(std::span<const FxQuote> quotes, base::Date business_date,
                                    std::span<const std::string> priority,
                                    const FxCheckOptions& options = {});

// The chosen quotes themselves, ready for required_quotes() or FxRates::build().
std::vector<FxQuote> chosen_quotes(std::span<const FxQuote> quotes,
                                   std::span<const FxChoice> choices);

}  // namespace wealthjobs::finance
