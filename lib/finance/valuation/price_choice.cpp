#include "finance/valuation/price_choice.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace wealthjobs::finance {
namespace {

constexpr std::array<PriceType, 5> price_types = {PriceType::official_close, PriceType::evaluated,
                                                  PriceType::fund_nav, PriceType::last_trade,
                                                  PriceType::manual};

bool is_eligible(const PriceObservation& observation, base::Date business_date) {
  if (observation.asof > business_date) return false;
  if (observation.type != PriceType::manual) return true;
  return observation.is_approved && business_date <= observation.expires;
}

std::ptrdiff_t rank_of(const std::string& source, std::span<const std::string> priority) {
  return std::ranges::find(priority, source) - priority.begin();
}

bool is_better(const PriceObservation& a, const PriceObservation& b,
               std::span<const std::string> priority) {
  const auto key = [&](const PriceObservation& o) {
    return std::tuple(o.type != PriceType::manual, -o.asof.days(), o.type,
                      rank_of(o.source, priority), std::string_view(o.source), -o.version,
                      o.price_e6);
  };
  return key(a) < key(b);
}

}  // namespace

std::string_view name_of(PriceType type) {
  switch (type) {
    case PriceType::official_close:
      return "official_close";
    case PriceType::evaluated:
      return "evaluated";
    case PriceType::fund_nav:
      return "fund_nav";
    case PriceType::last_trade:
      return "last_trade";
    case PriceType::manual:
      return "manual";
  }
  return "manual";
}

std::optional<PriceType> parse_price_type(std::string_view text) {
  const auto found =
      std::ranges::find_if(price_types, [&](PriceType type) { return name_of(type) == text; });
  if (found == price_types.end()) return std::nullopt;
  return *found;
}

std::optional<PriceChoice> choose_price(std::span<const PriceObservation> observations,
                                        base::Date business_date,
                                        std::span<const std::string> priority) {
  std::optional<PriceChoice> choice;
  for (std::size_t row = 0; row < observations.size(); ++row) {
    const PriceObservation& candidate = observations[row];
    if (!is_eligible(candidate, business_date)) continue;
    if (choice && !is_better(candidate, observations[choice->row], priority)) continue;
    choice = PriceChoice{.row = row, .is_override = candidate.type == PriceType::manual};
  }
  return choice;
}

std::size_t count_later_than(std::span<const PriceObservation> observations,
                             base::Date business_date) {
  return static_cast<std::size_t>(std::ranges::count_if(
      observations, [&](const PriceObservation& o) { return o.asof > business_date; }));
}

}  // namespace wealthjobs::finance
