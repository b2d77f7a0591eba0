#include "finance/valuation/fx_choice.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "base/decimal.h"

namespace wealthjobs::finance {
namespace {

using base::Currency;
using base::Date;

const Date today = Date::from(2026, 4, 8);
const std::vector<std::string> priority = {"ecb", "rba"};

FxQuote quote(std::string_view from, std::string_view to, std::string_view rate,
              std::string source = "ecb", Date asof = today) {
  return {Currency::of(from), Currency::of(to), asof, *base::parse_decimal(rate, base::fx_scale),
          std::move(source)};
}

std::vector<FxQuote> chosen(const std::vector<FxQuote>& quotes) {
  return chosen_quotes(quotes, choose_quotes(quotes, today, priority));
}

TEST(FxChoice, PrefersTheListedSource) {
  const FxQuote ecb = quote("EUR", "USD", "1.0846");
  EXPECT_EQ(chosen({quote("EUR", "USD", "1.0850", "rba"), ecb}), std::vector{ecb});
  const FxQuote alpha = quote("EUR", "USD", "1.0846", "alpha");
  EXPECT_EQ(chosen({quote("EUR", "USD", "1.0850", "beta"), alpha}), std::vector{alpha});
}

TEST(FxChoice, GoesBackADayWhereTwoSourcesContradict) {
  const FxQuote before = quote("EUR", "USD", "1.0800", "rba", today - 1);
  const std::vector<FxQuote> quotes = {quote("EUR", "USD", "1.0846"),
                                       quote("EUR", "USD", "1.0900", "rba"), before};
  const auto choices = choose_quotes(quotes, today, priority);
  ASSERT_EQ(choices.size(), 1U);
  EXPECT_TRUE(choices[0].is_held);
  EXPECT_EQ(choices[0].row, 2U);
  EXPECT_EQ(choices[0].contradicted_by_a, 0U);
  EXPECT_EQ(choices[0].contradicted_by_b, 1U);
  EXPECT_EQ(chosen(quotes), std::vector{before});
}

TEST(FxChoice, HasNoQuoteWhereEveryDayContradicts) {
  const std::vector<FxQuote> quotes = {quote("EUR", "USD", "1.0846"),
                                       quote("EUR", "USD", "1.0900", "rba")};
  const auto choices = choose_quotes(quotes, today, priority);
  EXPECT_TRUE(choices[0].is_held);
  EXPECT_EQ(choices[0].row, std::nullopt);
  EXPECT_TRUE(chosen(quotes).empty());
}

TEST(FxChoice, ComparesInverseQuotesExactly) {
  // 1 / 0.8 = 1.25: exactly 20 bp below 1.2525
  const FxQuote ecb = quote("EUR", "USD", "1.2525");
  EXPECT_EQ(chosen({ecb, quote("USD", "EUR", "0.8", "rba")}), std::vector{ecb});
  EXPECT_TRUE(
      chosen({quote("EUR", "USD", "1.25250001"), quote("USD", "EUR", "0.8", "rba")}).empty());
}

TEST(FxChoice, ThreeSourcesOutvoteOne) {
  const FxQuote rba = quote("EUR", "USD", "1.0850", "rba");
  EXPECT_EQ(chosen({quote("EUR", "USD", "1.2"), rba, quote("EUR", "USD", "1.0851", "wm")}),
            std::vector{rba});
}

TEST(FxChoice, TakesTheLatestDayAndNeverLooksAhead) {
  const FxQuote friday = quote("EUR", "USD", "1.08", "rba", today - 2);
  EXPECT_EQ(chosen({quote("EUR", "USD", "1.07", "ecb", today - 3), friday,
                    quote("EUR", "USD", "1.09", "ecb", today + 1)}),
            std::vector{friday});
  EXPECT_TRUE(chosen({quote("EUR", "USD", "1.09", "ecb", today + 1)}).empty());
}

TEST(FxChoice, CanAlwaysBeBuiltAndDoesNotDependOnTheOrder) {
  std::mt19937_64 random(77);
  const std::vector<std::string_view> codes = {"AUD", "EUR", "JPY", "USD"};
  const std::vector<std::string> sources = {"ecb", "rba", "wm", "boe"};
  for (int i = 0; i < 1'000; ++i) {
    std::vector<FxQuote> quotes;
    for (int n = 0; n < 25; ++n) {
      const std::size_t a = random() % 4U;
      const std::size_t b = (a + 1 + random() % 3U) % 4U;
      quotes.push_back({Currency::of(codes[a]), Currency::of(codes[b]),
                        today - static_cast<std::int32_t>(random() % 3U),
                        100'000'000 + static_cast<std::int64_t>(random() % 600'000U),
                        sources[random() % 4U]});
    }
    const auto before = chosen(quotes);
    ASSERT_TRUE(FxRates::build(before));
    std::ranges::shuffle(quotes, random);
    ASSERT_EQ(chosen(quotes), before);
  }
}

}  // namespace
}  // namespace wealthjobs::finance
