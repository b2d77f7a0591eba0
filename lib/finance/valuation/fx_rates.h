// The FX rates of one date: the quotes as published, and every other pair as their exact quotient.
//
//   rate(A -> B) = product over the shortest chain of quotes from A to B of
//                  rate_e8 / 10^8 along a quote, 10^8 / rate_e8 against it
//   amount_B     = round(amount_A x rate x 10^(exponent B - exponent A)), rounded once
//
//   Convention  "1 base = r quote", in major units: 1 USD = 106.25 JPY although JPY has no cents
//   Source      domain job 17, RULINGS B12: a cross that is rounded before its use is wrong in the
//               seventh digit (JPY to USD at eight decimals is off by 7e-7)
//   Chain       fewest quotes wins; among equally short chains the one through the alphabetically
//               smallest currencies, read from the smaller end. A chain and its reverse are the
//               same quotes, so there and back multiply to exactly 1.
//   Example     EURUSD 1.0846, AUDUSD 0.6571: EUR to AUD 1.65058591 (for display), USD to AUD
//               1.52183838; 100.00 USD = 152.18 AUD
//   Failure     nullopt where two currencies are not connected; amounts outside int64 throw
//               Error(internal). A currency to itself is 1, quoted or not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "base/result.h"
#include "base/rounding.h"
#include "finance/valuation/exact_ratio.h"

namespace wealthjobs::finance {

struct FxQuote {
  base::Currency base;
  base::Currency quote;
  base::Date asof;
  std::int64_t rate_e8 = 0;  // 1 base = rate_e8 / 10^8 quote
  std::string source;
  bool operator==(const FxQuote&) const = default;
};

enum class FxRefusal { rate_not_positive, self_quote, duplicate_pair };
std::string_view name_of(FxRefusal refusal);

struct FxFault {
  FxRefusal refusal = FxRefusal::rate_not_positive;
  std::size_t row = 0;  // index of the quote at fault
};

// Minor units of one currency into minor units of another: take it once, apply it to many amounts.
struct FxConversion {
  ExactRatio minor;
  [[nodiscard]] std::int64_t apply(std::int64_t amount_minor,
                                   base::Rounding rounding = base::Rounding::half_even) const {
    return scale_by(amount_minor, minor, rounding);
  }
};

class FxRates {
 public:
  FxRates() = default;
  // Refuses a rate that is not positive, a currency quoted against itself, and a pair that is
  // quoted twice, in whichever direction: choosing between sources comes before this.
  static base::Result<FxRates, FxFault> build(std::span<const FxQuote> quotes);

  [[nodiscard]] bool has(base::Currency from, base::Currency to) const;
  // 1 major unit of `from` is num / den major units of `to`.
  [[nodiscard]] std::optional<ExactRatio> ratio(base::Currency from, base::Currency to) const;
  [[nodiscard]] std::optional<FxConversion> conversion(base::Currency from,
                                                       base::Currency to) const;
  [[nodiscard]] std::optional<std::int64_t> convert(
      std::int64_t amount_minor, base::Currency from, base::Currency to,
      base::Rounding rounding = base::Rounding::half_even) const;
  // Half-even at eight decimals, for people only; never computed with.
  [[nodiscard]] std::optional<std::int64_t> display_rate_e8(base::Currency from,
                                                            base::Currency to) const;
  // The quotes of the chain, in its order from the alphabetically smaller end; empty for a currency
  // to itself and for currencies that are not connected.
  [[nodiscard]] std::vector<FxQuote> quotes_between(base::Currency from, base::Currency to) const;
  // The oldest asof of the chain; nullopt where quotes_between() is empty.
  [[nodiscard]] std::optional<base::Date> oldest_asof(base::Currency from, base::Currency to) const;

  [[nodiscard]] const std::vector<FxQuote>& quotes() const { return quotes_; }
  [[nodiscard]] const std::vector<base::Currency>& currencies() const { return nodes_; }

 private:
  static constexpr std::uint16_t unreachable = 0xffff;
  struct Edge {
    std::uint16_t to = 0;
    std::uint32_t quote = 0;  // index into quotes_
    bool is_forward = true;   // base -> quote
  };

  [[nodiscard]] std::optional<std::size_t> node_of(base::Currency currency) const;
  [[nodiscard]] std::uint16_t distance(std::size_t from, std::size_t to) const {
    return distance_[from * nodes_.size() + to];
  }
  void measure_distances();
  // Visits the chain's edges from its alphabetically smaller end; the two must be connected.
  template <class Visit>
  void walk(base::Currency a, base::Currency b, Visit visit) const;
  [[nodiscard]] const Edge& next_edge(std::size_t at, std::size_t target) const;

  std::vector<FxQuote> quotes_;
  std::vector<base::Currency> nodes_;     // sorted by code
  std::vector<std::vector<Edge>> edges_;  // per node, sorted by target
  std::vector<std::uint16_t> distance_;   // n x n, in quotes
};

}  // namespace wealthjobs::finance
