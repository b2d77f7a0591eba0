#include "finance/valuation/fx_checks.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "base/check.h"

namespace wealthjobs::finance {
namespace {

using base::Currency;

constexpr std::int64_t rate_one_e8 = 100'000'000;

bool is_major_pair(const FxQuote& quote) { return is_major(quote.base) && is_major(quote.quote); }

ExactRatio ratio_of(const FxQuote& quote) { return reduced_ratio(quote.rate_e8, rate_one_e8); }

// Where the tree came from when it reached a currency.
struct Arrival {
  Currency from;
  std::size_t quote = 0;
};

using Neighbours = std::map<Currency, std::map<Currency, std::size_t>>;

Neighbours neighbours_of(std::span<const FxQuote> quotes) {
  Neighbours neighbours;
  for (std::size_t i = 0; i < quotes.size(); ++i) {
    neighbours[quotes[i].base].emplace(quotes[i].quote, i);
    neighbours[quotes[i].quote].emplace(quotes[i].base, i);
  }
  return neighbours;
}

std::map<Currency, Arrival> tree_from(Currency root, const Neighbours& neighbours) {
  std::map<Currency, Arrival> arrivals{{root, {root, 0}}};
  std::vector<Currency> queue{root};
  for (std::size_t head = 0; head < queue.size(); ++head) {
    const auto near = neighbours.find(queue[head]);
    if (near == neighbours.end()) continue;
    for (const auto& [next, quote] : near->second) {
      if (arrivals.emplace(next, Arrival{queue[head], quote}).second) queue.push_back(next);
    }
  }
  return arrivals;
}

// Takes away the quotes at the ends of the tree that lead to no currency of the book: the anchor's
// own, when everything needed hangs on one branch.
void prune(std::set<std::size_t>& chosen, std::span<const FxQuote> quotes,
           const std::set<Currency>& book) {
  for (bool is_changed = true; is_changed;) {
    std::map<Currency, int> degree;
    for (const std::size_t i : chosen) {
      ++degree[quotes[i].base];
      ++degree[quotes[i].quote];
    }
    const auto is_loose = [&](Currency c) { return degree[c] == 1 && !book.contains(c); };
    is_changed = std::erase_if(chosen, [&](std::size_t i) {
                   return is_loose(quotes[i].base) || is_loose(quotes[i].quote);
                 }) > 0;
  }
}

Currency root_of(const std::set<Currency>& book, const Neighbours& neighbours, Currency anchor) {
  if (neighbours.contains(anchor)) return anchor;
  const auto quoted =
      std::ranges::find_if(book, [&](Currency c) { return neighbours.contains(c); });
  return quoted == book.end() ? anchor : *quoted;
}

}  // namespace

bool is_major(Currency currency) {
  constexpr std::array<std::string_view, 8> majors = {"AUD", "CAD", "CHF", "EUR",
                                                      "GBP", "JPY", "NZD", "USD"};
  return std::ranges::find(majors, currency.view()) != majors.end();
}

RequiredQuotes required_quotes(std::span<const FxQuote> quotes, std::span<const Currency> book,
                               Currency anchor) {
  RequiredQuotes required;
  const std::set<Currency> needed(book.begin(), book.end());
  if (needed.size() < 2) return required;
  const Neighbours neighbours = neighbours_of(quotes);
  const Currency root = root_of(needed, neighbours, anchor);
  const auto arrivals = tree_from(root, neighbours);
  std::set<std::size_t> chosen;
  for (const Currency currency : needed) {
    if (!neighbours.contains(currency) || !arrivals.contains(currency)) {
      required.missing.push_back(currency);
      continue;
    }
    for (Currency at = currency; at != root; at = arrivals.at(at).from) {
      chosen.insert(arrivals.at(at).quote);
    }
  }
  prune(chosen, quotes, needed);
  for (const std::size_t i : chosen) required.quotes.push_back(quotes[i]);
  std::ranges::sort(required.quotes, {},
                    [](const FxQuote& q) { return std::tie(q.base, q.quote); });
  return required;
}

std::optional<FxCrossCheck> check_cross(const FxQuote& quoted, const FxRates& others,
                                        const FxCheckOptions& options) {
  const auto derived = others.ratio(quoted.base, quoted.quote);
  if (!derived) return std::nullopt;
  const std::int64_t tolerance =
      is_major_pair(quoted) ? options.cross_tol_bps : options.cross_tol_other_bps;
  const ExactRatio published = ratio_of(quoted);
  return FxCrossCheck{.derived_e8 = *others.display_rate_e8(quoted.base, quoted.quote),
                      .deviation_e8 = deviation_e8(published, *derived),
                      .is_within = !differs_by_more_than_bps(published, *derived, tolerance)};
}

FxMoveCheck check_move(const FxQuote& previous, const FxQuote& today, bool is_confirmed,
                       const FxCheckOptions& options) {
  WEALTHJOBS_CHECK(previous.base == today.base && previous.quote == today.quote);
  const std::int64_t tolerance =
      is_major_pair(today) ? options.move_tol_bps : options.move_tol_other_bps;
  FxMoveCheck check;
  check.change_e8 = deviation_e8(ratio_of(today), ratio_of(previous));
  if (!differs_by_more_than_bps(ratio_of(today), ratio_of(previous), tolerance)) return check;
  check.move = options.hold_moves && !is_confirmed ? FxMove::held : FxMove::mover;
  check.needs_second_source = !is_confirmed;
  return check;
}

FxConsensus consensus_of(std::span<const FxQuote> sources, const FxCheckOptions& options) {
  WEALTHJOBS_CHECK(!sources.empty());
  std::vector<std::int64_t> rates;
  for (const FxQuote& source : sources) {
    WEALTHJOBS_CHECK(source.base == sources[0].base && source.quote == sources[0].quote);
    WEALTHJOBS_CHECK(source.rate_e8 > 0);
    rates.push_back(source.rate_e8);
  }
  std::ranges::sort(rates);
  const auto is_apart = [&](std::int64_t rate, std::int64_t from) {
    return differs_by_more_than_bps({rate, 1}, {from, 1}, options.source_tol_bps);
  };
  FxConsensus consensus;
  if (rates.size() == 2 && is_apart(rates[1], rates[0])) {
    consensus.kind = FxConsensusKind::contradiction;
    return consensus;
  }
  const std::size_t upper = rates.size() / 2;
  const std::size_t lower = (rates.size() - 1) / 2;
  consensus.rate_e8 = base::divide_rounded(static_cast<base::int128>(rates[lower]) + rates[upper],
                                           2, base::Rounding::half_even);
  if (rates.size() == 2) consensus.kind = FxConsensusKind::mean;
  if (rates.size() < 3) return consensus;
  consensus.kind = FxConsensusKind::median;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (is_apart(sources[i].rate_e8, consensus.rate_e8)) consensus.outliers.push_back(i);
  }
  return consensus;
}

FxAge fx_age(int age_bd, const FxCheckOptions& options) {
  if (age_bd <= 0) return FxAge::current;
  return age_bd > options.stale_fail_bd ? FxAge::stale : FxAge::carried;
}

std::optional<bool> is_inside(const PegBand& band, const FxQuote& quote) {
  if (quote.base == band.base && quote.quote == band.quote) {
    return band.low_e8 <= quote.rate_e8 && quote.rate_e8 <= band.high_e8;
  }
  if (quote.base != band.quote || quote.quote != band.base) return std::nullopt;
  const base::int128 one = static_cast<base::int128>(rate_one_e8) * rate_one_e8;
  const base::int128 rate = quote.rate_e8;
  return band.low_e8 * rate <= one && one <= band.high_e8 * rate;
}

std::string_view name_of(FxMove move) {
  switch (move) {
    case FxMove::ordinary:
      return "ordinary";
    case FxMove::mover:
      return "mover";
    case FxMove::held:
      return "held";
  }
  return "held";
}

std::string_view name_of(FxConsensusKind kind) {
  switch (kind) {
    case FxConsensusKind::single:
      return "single";
    case FxConsensusKind::mean:
      return "mean";
    case FxConsensusKind::median:
      return "median";
    case FxConsensusKind::contradiction:
      return "contradiction";
  }
  return "contradiction";
}

std::string_view name_of(FxAge age) {
  switch (age) {
    case FxAge::current:
      return "current";
    case FxAge::carried:
      return "carried";
    case FxAge::stale:
      return "stale";
  }
  return "stale";
}

}  // namespace wealthjobs::finance
