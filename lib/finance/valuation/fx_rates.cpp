#include "finance/valuation/fx_rates.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/check.h"
#include "base/decimal.h"

namespace wealthjobs::finance {
namespace {

constexpr std::int64_t rate_one_e8 = 100'000'000;

std::optional<FxFault> fault_of(std::span<const FxQuote> quotes) {
  std::set<std::pair<base::Currency, base::Currency>> pairs;
  for (std::size_t row = 0; row < quotes.size(); ++row) {
    const FxQuote& quote = quotes[row];
    if (quote.rate_e8 <= 0) return FxFault{FxRefusal::rate_not_positive, row};
    if (quote.base == quote.quote) return FxFault{FxRefusal::self_quote, row};
    if (!pairs.insert(std::minmax({quote.base, quote.quote})).second) {
      return FxFault{FxRefusal::duplicate_pair, row};
    }
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(FxRefusal refusal) {
  switch (refusal) {
    case FxRefusal::rate_not_positive:
      return "rate_not_positive";
    case FxRefusal::self_quote:
      return "self_quote";
    case FxRefusal::duplicate_pair:
      return "duplicate_pair";
  }
  return "duplicate_pair";
}

base::Result<FxRates, FxFault> FxRates::build(std::span<const FxQuote> quotes) {
  if (const auto fault = fault_of(quotes)) return base::refuse(*fault);
  FxRates rates;
  rates.quotes_.assign(quotes.begin(), quotes.end());
  for (const FxQuote& quote : quotes) {
    rates.nodes_.push_back(quote.base);
    rates.nodes_.push_back(quote.quote);
  }
  std::ranges::sort(rates.nodes_);
  const auto repeated = std::ranges::unique(rates.nodes_);
  rates.nodes_.erase(repeated.begin(), repeated.end());
  rates.edges_.resize(rates.nodes_.size());
  for (std::size_t i = 0; i < quotes.size(); ++i) {
    const std::size_t from = *rates.node_of(quotes[i].base);
    const std::size_t to = *rates.node_of(quotes[i].quote);
    const auto index = static_cast<std::uint32_t>(i);
    rates.edges_[from].push_back({static_cast<std::uint16_t>(to), index, true});
    rates.edges_[to].push_back({static_cast<std::uint16_t>(from), index, false});
  }
  for (auto& edges : rates.edges_) std::ranges::sort(edges, {}, &Edge::to);
  rates.measure_distances();
  return rates;
}

void FxRates::measure_distances() {
  const std::size_t count = nodes_.size();
  distance_.assign(count * count, unreachable);
  std::vector<std::uint16_t> queue;
  queue.reserve(count);
  for (std::size_t start = 0; start < count; ++start) {
    std::uint16_t* row = &distance_[start * count];
    queue.assign(1, static_cast<std::uint16_t>(start));
    row[start] = 0;
    for (std::size_t head = 0; head < queue.size(); ++head) {
      const std::uint16_t at = queue[head];
      for (const Edge& edge : edges_[at]) {
        if (row[edge.to] != unreachable) continue;
        row[edge.to] = static_cast<std::uint16_t>(row[at] + 1);
        queue.push_back(edge.to);
      }
    }
  }
}

std::optional<std::size_t> FxRates::node_of(base::Currency currency) const {
  const auto found = std::ranges::lower_bound(nodes_, currency);
  if (found == nodes_.end() || *found != currency) return std::nullopt;
  return static_cast<std::size_t>(found - nodes_.begin());
}

const FxRates::Edge& FxRates::next_edge(std::size_t at, std::size_t target) const {
  const auto& edges = edges_[at];
  if (distance(at, target) == 1) {
    return *std::ranges::lower_bound(edges, static_cast<std::uint16_t>(target), {}, &Edge::to);
  }
  const auto next = std::ranges::find_if(edges, [&](const Edge& edge) {
    return distance(edge.to, target) + 1 == distance(at, target);
  });
  WEALTHJOBS_CHECK(next != edges.end());
  return *next;
}

template <class Visit>
void FxRates::walk(base::Currency a, base::Currency b, Visit visit) const {
  const std::size_t end = *node_of(std::max(a, b));
  for (std::size_t at = *node_of(std::min(a, b)); at != end;) {
    const Edge& edge = next_edge(at, end);
    visit(edge);
    at = edge.to;
  }
}

bool FxRates::has(base::Currency from, base::Currency to) const {
  if (from == to) return true;
  const auto a = node_of(from);
  const auto b = node_of(to);
  return a && b && distance(*a, *b) != unreachable;
}

std::optional<ExactRatio> FxRates::ratio(base::Currency from, base::Currency to) const {
  if (from == to) return ExactRatio{};
  if (!has(from, to)) return std::nullopt;
  ExactRatio total;
  walk(from, to, [&](const Edge& edge) {
    const std::int64_t rate_e8 = quotes_[edge.quote].rate_e8;
    total = product_of(total, edge.is_forward ? reduced_ratio(rate_e8, rate_one_e8)
                                              : reduced_ratio(rate_one_e8, rate_e8));
  });
  return to < from ? inverse_of(total) : total;
}

std::optional<FxConversion> FxRates::conversion(base::Currency from, base::Currency to) const {
  const auto major = ratio(from, to);
  if (!major) return std::nullopt;
  const int shift = to.exponent() - from.exponent();
  if (shift == 0) return FxConversion{*major};
  const std::int64_t power = base::power_of_ten(shift < 0 ? -shift : shift);
  const ExactRatio minor = shift > 0 ? ExactRatio{power, 1} : ExactRatio{1, power};
  return FxConversion{product_of(*major, minor)};
}

std::optional<std::int64_t> FxRates::convert(std::int64_t amount_minor, base::Currency from,
                                             base::Currency to, base::Rounding rounding) const {
  const auto exact = conversion(from, to);
  if (!exact) return std::nullopt;
  return exact->apply(amount_minor, rounding);
}

std::optional<std::int64_t> FxRates::display_rate_e8(base::Currency from, base::Currency to) const {
  const auto exact = ratio(from, to);
  if (!exact) return std::nullopt;
  return scale_by(rate_one_e8, *exact, base::Rounding::half_even);
}

std::vector<FxQuote> FxRates::quotes_between(base::Currency from, base::Currency to) const {
  std::vector<FxQuote> used;
  if (from == to || !has(from, to)) return used;
  walk(from, to, [&](const Edge& edge) { used.push_back(quotes_[edge.quote]); });
  return used;
}

std::optional<base::Date> FxRates::oldest_asof(base::Currency from, base::Currency to) const {
  std::optional<base::Date> oldest;
  for (const FxQuote& quote : quotes_between(from, to)) {
    if (!oldest || quote.asof < *oldest) oldest = quote.asof;
  }
  return oldest;
}

}  // namespace wealthjobs::finance
