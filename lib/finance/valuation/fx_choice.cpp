#include "finance/valuation/fx_choice.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "base/check.h"

namespace wealthjobs::finance {
namespace {

using Pair = std::pair<base::Currency, base::Currency>;
using RowsOfDay = std::vector<std::size_t>;
// newest day first
using Days = std::map<base::Date, RowsOfDay, std::greater<>>;

constexpr std::int64_t rate_one_e8 = 100'000'000;

Pair pair_of(const FxQuote& quote) { return std::minmax({quote.base, quote.quote}); }

// The rate of the pair's smaller currency in its larger one, whichever way it was published.
ExactRatio normalised(const FxQuote& quote) {
  return quote.base < quote.quote ? reduced_ratio(quote.rate_e8, rate_one_e8)
                                  : reduced_ratio(rate_one_e8, quote.rate_e8);
}

bool is_smaller(const ExactRatio& a, const ExactRatio& b) {
  // neither side of a published rate reaches 2^63: the products stay inside 126 bits
  return a.num * b.den < b.num * a.den;
}

class Chooser {
 public:
  Chooser(std::span<const FxQuote> quotes, std::span<const std::string> priority,
          std::int64_t source_tol_bps)
      : quotes_(quotes), priority_(priority), source_tol_bps_(source_tol_bps) {}

  // The row that counts on this day, or nothing where its two sources contradict each other.
  [[nodiscard]] std::optional<std::size_t> row_of_day(const RowsOfDay& rows) const {
    if (rows.size() == 2 && are_apart(rows[0], rows[1])) return std::nullopt;
    if (rows.size() < 3) return rows.front();
    RowsOfDay by_rate = rows;
    std::ranges::sort(by_rate, [&](std::size_t a, std::size_t b) {
      return is_smaller(normalised(quotes_[a]), normalised(quotes_[b]));
    });
    const std::size_t middle = by_rate[(by_rate.size() - 1) / 2];
    const auto near =
        std::ranges::find_if(rows, [&](std::size_t row) { return !are_apart(row, middle); });
    WEALTHJOBS_CHECK(near != rows.end());  // the middle one is near itself
    return *near;
  }

  // Preferred source first, one row per source.
  void arrange(RowsOfDay& rows) const {
    const auto key = [&](std::size_t row) {
      const FxQuote& quote = quotes_[row];
      const auto rank = std::ranges::find(priority_, quote.source) - priority_.begin();
      return std::tuple(rank, std::string_view(quote.source), quote.base, quote.rate_e8);
    };
    std::ranges::sort(rows, {}, key);
    const auto repeated = std::ranges::unique(
        rows, {}, [&](std::size_t row) -> const std::string& { return quotes_[row].source; });
    rows.erase(repeated.begin(), repeated.end());
  }

 private:
  [[nodiscard]] bool are_apart(std::size_t a, std::size_t b) const {
    ExactRatio low = normalised(quotes_[a]);
    ExactRatio high = normalised(quotes_[b]);
    if (is_smaller(high, low)) std::swap(low, high);
    return differs_by_more_than_bps(high, low, source_tol_bps_);
  }

  std::span<const FxQuote> quotes_;
  std::span<const std::string> priority_;
  std::int64_t source_tol_bps_;
};

FxChoice choice_of(const Pair& pair, Days& days, const Chooser& chooser) {
  FxChoice choice;
  choice.smaller = pair.first;
  choice.larger = pair.second;
  for (auto& [day, rows] : days) {
    chooser.arrange(rows);
    choice.row = chooser.row_of_day(rows);
    if (choice.row) break;
    if (!choice.is_held) {
      choice.contradicted_by_a = rows[0];
      choice.contradicted_by_b = rows[1];
    }
    choice.is_held = true;
  }
  return choice;
}

}  // namespace

std::vector<FxChoice> choose_quotes(std::span<const FxQuote> quotes, base::Date business_date,
                                    std::span<const std::string> priority,
                                    const FxCheckOptions& options) {
  std::map<Pair, Days> pairs;
  for (std::size_t row = 0; row < quotes.size(); ++row) {
    WEALTHJOBS_CHECK(quotes[row].rate_e8 > 0);
    if (quotes[row].asof > business_date) continue;
    pairs[pair_of(quotes[row])][quotes[row].asof].push_back(row);
  }
  const Chooser chooser(quotes, priority, options.source_tol_bps);
  std::vector<FxChoice> choices;
  choices.reserve(pairs.size());
  for (auto& [pair, days] : pairs) choices.push_back(choice_of(pair, days, chooser));
  return choices;
}

std::vector<FxQuote> chosen_quotes(std::span<const FxQuote> quotes,
                                   std::span<const FxChoice> choices) {
  std::vector<FxQuote> chosen;
  for (const FxChoice& choice : choices) {
    if (choice.row) chosen.push_back(quotes[*choice.row]);
  }
  return chosen;
}

}  // namespace wealthjobs::finance
