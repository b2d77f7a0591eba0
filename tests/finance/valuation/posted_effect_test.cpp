#include "finance/valuation/posted_effect.h"

#include <gtest/gtest.h>

#include <vector>

namespace wealthjobs::finance {
namespace {

using base::Currency;

const Currency aud = Currency::of("AUD");
const Currency usd = Currency::of("USD");

FxRates usd_at(std::int64_t rate_e8) {
  const std::vector<FxQuote> quotes = {{usd, aud, base::Date(0), rate_e8, "rba"}};
  return *FxRates::build(quotes);
}

TEST(PostedEffect, IsTheDifferenceOfTwoRoundedLines) {
  const std::vector<NavBalance> balances{{1220, usd, 10'003}, {1000, aud, 500}};
  const auto after = assemble_nav(aud, balances, {}, usd_at(152'340'000)).value();
  const std::vector<NavBalance> posted{{1220, usd, 3}};
  EXPECT_EQ(posted_effect_minor(aud, after.lines, posted, usd_at(152'340'000)), 5);
}

// nav with the postings less nav without them, whatever the accounts and the rate.
TEST(PostedEffect, IsWhatNavGainsByThem) {
  for (std::int64_t i = 1; i <= 1'000; ++i) {
    const FxRates rates = usd_at(90'000'000 + i * 173'311);
    const std::vector<NavBalance> before{
        {1220, usd, 7 * i}, {1000, usd, -31 * i}, {1000, aud, i}, {2100, usd, -5 * i}};
    const std::vector<NavBalance> posted{{1220, usd, 13 * i % 97},
                                         {1000, usd, -(i % 41)},
                                         {1220, aud, i % 11},
                                         {4010, aud, 99},
                                         {2100, usd, -(i % 3)}};
    std::vector<NavBalance> all = before;
    all.insert(all.end(), posted.begin(), posted.end());
    const auto whole = assemble_nav(aud, all, {}, rates).value();
    const auto without = assemble_nav(aud, before, {}, rates).value();
    EXPECT_EQ(posted_effect_minor(aud, whole.lines, posted, rates),
              whole.nav.nav_minor - without.nav.nav_minor)
        << i;
  }
}

TEST(PostedEffect, NamesTheCurrencyWithoutARate) {
  const std::vector<NavBalance> posted{{1220, usd, 3}};
  EXPECT_EQ(posted_effect_minor(aud, {}, posted, FxRates{}).error(), usd);
  EXPECT_EQ(posted_effect_minor(aud, {}, {}, FxRates{}), 0);
}

}  // namespace
}  // namespace wealthjobs::finance
