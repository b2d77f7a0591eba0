#include "finance/valuation/fx_rates.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "base/decimal.h"
#include "base/error.h"
#include "finance/valuation/shared_path.h"

namespace wealthjobs::finance {
namespace {

using base::Currency;
using base::Date;
using base::Rounding;

FxQuote quote(std::string_view from, std::string_view to, std::string_view rate,
              Date asof = Date::from(2026, 4, 8)) {
  return {Currency::of(from), Currency::of(to), asof, *base::parse_decimal(rate, base::fx_scale),
          "test"};
}

FxRates rates_of(const std::vector<FxQuote>& quotes) { return *FxRates::build(quotes); }

std::int64_t e8(std::string_view rate) { return *base::parse_decimal(rate, base::fx_scale); }

const Currency aud = Currency::of("AUD");
const Currency eur = Currency::of("EUR");
const Currency usd = Currency::of("USD");
const Currency jpy = Currency::of("JPY");
const Currency bhd = Currency::of("BHD");
const Currency gbp = Currency::of("GBP");

TEST(FxRates, TriangulatesThroughUsdAsTheWorkedExample) {
  const FxRates rates = rates_of({quote("EUR", "USD", "1.0846"), quote("AUD", "USD", "0.6571")});
  EXPECT_EQ(rates.display_rate_e8(eur, aud), e8("1.65058591"));
  EXPECT_EQ(rates.display_rate_e8(usd, aud), e8("1.52183838"));
  EXPECT_EQ(rates.ratio(eur, aud), (ExactRatio{10'846, 6'571}));
  EXPECT_EQ(rates.convert(100'00, eur, aud), 165'06);
  EXPECT_EQ(rates.convert(100'00, usd, aud), 152'18);
}

TEST(FxRates, SixDecimalsWouldLoseWhatEightKeep) {
  // fx_6 and fx_rt: 1.521838 x 0.6571 - 1 = -0.002502 bp
  const FxRates rates = rates_of({quote("AUD", "USD", "0.6571")});
  const std::int64_t six_decimals = *rates.display_rate_e8(usd, aud) / 100 * 100;
  const std::int64_t error_e14 =
      base::multiply_divide(six_decimals, e8("0.6571"), 100, Rounding::half_even) -
      100'000'000'000'000;
  EXPECT_EQ(base::divide_rounded(error_e14, 10'000, Rounding::half_even), -2'502);  // 1e-6 bp
}

TEST(FxRates, ReadsRatesInMajorUnits) {
  const FxRates rates = rates_of(
      {quote("EUR", "USD", "1.25"), quote("EUR", "JPY", "125"), quote("EUR", "BHD", "0.5")});
  EXPECT_EQ(rates.convert(1'00, usd, jpy), 100);  // 1.00 USD = 100 JPY
  EXPECT_EQ(rates.convert(100, jpy, usd), 1'00);
  EXPECT_EQ(rates.convert(1'00, usd, bhd), 400);   // 1.00 USD = 0.400 BHD
  EXPECT_EQ(rates.convert(1'000, bhd, jpy), 250);  // 1.000 BHD = 250 JPY
  EXPECT_EQ(rates.convert(1, jpy, bhd), 4);        // 1 JPY = 0.004 BHD
  EXPECT_EQ(rates.display_rate_e8(usd, jpy), e8("100"));
}

TEST(FxRates, SelfRateIsOneQuotedOrNot) {
  const FxRates nothing;
  EXPECT_TRUE(nothing.has(aud, aud));
  EXPECT_EQ(nothing.convert(-77, aud, aud), -77);
  EXPECT_EQ(nothing.display_rate_e8(jpy, jpy), e8("1"));
  EXPECT_FALSE(nothing.has(aud, usd));
  EXPECT_EQ(nothing.convert(1, aud, usd), std::nullopt);
  EXPECT_EQ(nothing.oldest_asof(aud, aud), std::nullopt);
}

TEST(FxRates, LeavesUnconnectedCurrenciesApart) {
  const FxRates rates = rates_of({quote("EUR", "USD", "1.1"), quote("AUD", "JPY", "80")});
  EXPECT_TRUE(rates.has(usd, eur));
  EXPECT_FALSE(rates.has(usd, jpy));
  EXPECT_EQ(rates.ratio(eur, aud), std::nullopt);
  EXPECT_TRUE(rates.quotes_between(eur, aud).empty());
}

TEST(FxRates, PrefersTheShortestChainThenTheSmallestCodes) {
  // USD to JPY: directly it is 110; through EUR 120; the direct quote wins
  const std::vector<FxQuote> direct = {quote("EUR", "USD", "1"), quote("EUR", "JPY", "120"),
                                       quote("USD", "JPY", "110")};
  EXPECT_EQ(rates_of(direct).convert(1'00, usd, jpy), 110);
  // two chains of two: through AUD (100) or through EUR (120)
  std::vector<FxQuote> two = {quote("EUR", "USD", "1"), quote("EUR", "JPY", "120"),
                              quote("AUD", "USD", "1"), quote("AUD", "JPY", "100")};
  EXPECT_EQ(rates_of(two).convert(1'00, usd, jpy), 100);
  std::ranges::reverse(two);
  EXPECT_EQ(rates_of(two).convert(1'00, usd, jpy), 100);
  EXPECT_EQ(rates_of(two).convert(100, jpy, usd), 1'00);
}

TEST(FxRates, NamesTheOldestQuoteItUsed) {
  const FxRates rates = rates_of({quote("EUR", "USD", "1.1", Date::from(2026, 4, 8)),
                                  quote("EUR", "AUD", "1.6", Date::from(2026, 4, 2)),
                                  quote("EUR", "GBP", "0.9", Date::from(2026, 4, 7))});
  EXPECT_EQ(rates.oldest_asof(usd, gbp), Date::from(2026, 4, 7));
  EXPECT_EQ(rates.oldest_asof(usd, aud), Date::from(2026, 4, 2));
  EXPECT_EQ(rates.quotes_between(usd, gbp).size(), 2U);
}

TEST(FxRates, RefusesWhatCannotBeARate) {
  const auto refusal = [](const std::vector<FxQuote>& quotes) {
    const auto built = FxRates::build(quotes);
    return built ? std::string("built") : std::string(name_of(built.error().refusal));
  };
  EXPECT_EQ(refusal({quote("EUR", "USD", "0")}), "rate_not_positive");
  EXPECT_EQ(refusal({quote("EUR", "USD", "-1")}), "rate_not_positive");
  EXPECT_EQ(refusal({quote("USD", "USD", "1")}), "self_quote");
  EXPECT_EQ(refusal({quote("EUR", "USD", "1.1"), quote("USD", "EUR", "0.9")}), "duplicate_pair");
  const auto second =
      FxRates::build(std::vector<FxQuote>{quote("EUR", "USD", "1.1"), quote("EUR", "AUD", "0")});
  EXPECT_EQ(second.error().row, 1U);
}

TEST(FxRates, OverflowIsAnErrorNotAWrap) {
  const FxRates rates = rates_of({quote("USD", "JPY", "110")});
  EXPECT_THROW((void)rates.convert(std::numeric_limits<std::int64_t>::max(), usd, jpy),
               base::Error);
}

// An independent check: natural numbers in base 10^9, products and comparisons only. A rounded
// quotient q of A / B is right if |A - q B| <= B / 2, and at exactly half q is even.
class SlowNatural {
 public:
  explicit SlowNatural(std::uint64_t value) {
    for (; value > 0; value /= base_) digits_.push_back(value % base_);
  }
  [[nodiscard]] SlowNatural times(const SlowNatural& other) const {
    SlowNatural product(0);
    product.digits_.assign(digits_.size() + other.digits_.size() + 1, 0);
    for (std::size_t i = 0; i < digits_.size(); ++i) {
      std::uint64_t carry = 0;
      for (std::size_t j = 0; j < other.digits_.size() || carry > 0; ++j) {
        const std::uint64_t b = j < other.digits_.size() ? other.digits_[j] : 0;
        const std::uint64_t sum = product.digits_[i + j] + digits_[i] * b + carry;
        product.digits_[i + j] = sum % base_;
        carry = sum / base_;
      }
    }
    product.trim();
    return product;
  }
  [[nodiscard]] int compare(const SlowNatural& other) const {
    if (digits_.size() != other.digits_.size()) {
      return digits_.size() < other.digits_.size() ? -1 : 1;
    }
    for (std::size_t i = digits_.size(); i-- > 0;) {
      if (digits_[i] != other.digits_[i]) return digits_[i] < other.digits_[i] ? -1 : 1;
    }
    return 0;
  }

 private:
  void trim() {
    while (!digits_.empty() && digits_.back() == 0) digits_.pop_back();
  }
  static constexpr std::uint64_t base_ = 1'000'000'000;
  std::vector<std::uint64_t> digits_;
};

// Is |q| the half-even quotient of A / B? That is (2q - 1) B <= 2A <= (2q + 1) B, equality for
// even q only.
bool is_half_even(std::uint64_t q, const SlowNatural& a, const SlowNatural& b) {
  const SlowNatural twice = a.times(SlowNatural(2));
  const int above = twice.compare(b.times(SlowNatural(2 * q + 1)));
  const int below = q == 0 ? 1 : twice.compare(b.times(SlowNatural(2 * q - 1)));
  if (above > 0 || below < 0) return false;
  return (above != 0 && below != 0) || q % 2 == 0;
}

struct SlowRatio {
  SlowNatural num{1};
  SlowNatural den{1};
};

void follow(SlowRatio& ratio, std::int64_t rate_e8, bool is_forward) {
  const SlowNatural rate(static_cast<std::uint64_t>(rate_e8));
  const SlowNatural one(100'000'000);
  ratio.num = ratio.num.times(is_forward ? rate : one);
  ratio.den = ratio.den.times(is_forward ? one : rate);
}

TEST(FxRates, AgreesExactlyWithASlowRationalOverRandomAnchoredQuotes) {
  std::mt19937_64 random(2024);
  constexpr std::array<std::string_view, 7> codes = {"AUD", "BHD", "KWD", "GBP",
                                                     "IDR", "JPY", "USD"};
  int checked = 0;
  for (int round = 0; round < 400; ++round) {
    std::vector<FxQuote> quotes;
    for (const std::string_view code : codes) {
      const auto rate = static_cast<std::int64_t>(random() >> (20U + random() % 34U)) + 1;
      const bool is_anchor_base = random() % 2U == 0;
      quotes.push_back({is_anchor_base ? eur : Currency::of(code),
                        is_anchor_base ? Currency::of(code) : eur, Date(0), rate, "x"});
    }
    const FxRates rates = rates_of(quotes);
    for (int pair = 0; pair < 10; ++pair) {
      const std::size_t from = random() % codes.size();
      const std::size_t to = random() % codes.size();
      if (from == to) continue;
      SlowRatio slow;
      follow(slow, quotes[from].rate_e8, quotes[from].quote == eur);
      follow(slow, quotes[to].rate_e8, quotes[to].base == eur);
      const Currency source = Currency::of(codes[from]);
      const Currency target = Currency::of(codes[to]);
      const auto power = [](Currency c) {
        return SlowNatural(static_cast<std::uint64_t>(base::power_of_ten(c.exponent())));
      };
      const auto amount = static_cast<std::int64_t>(random() >> (1U + random() % 60U));
      const SlowNatural num =
          slow.num.times(SlowNatural(static_cast<std::uint64_t>(amount))).times(power(target));
      const SlowNatural den = slow.den.times(power(source));
      try {
        const std::int64_t up = *rates.convert(amount, source, target);
        const std::int64_t down = *rates.convert(-amount, source, target);
        ASSERT_EQ(down, -up);
        ASSERT_TRUE(is_half_even(static_cast<std::uint64_t>(up), num, den));
        ++checked;
      } catch (const base::Error&) {
        // refused only where the exact value is at least 2^63 - 1/2
        const SlowNatural twice_limit((1ULL << 63U) - 1 + ((1ULL << 63U) - 1) + 1);
        ASSERT_GE(num.times(SlowNatural(2)).compare(den.times(twice_limit)), 0);
      }
    }
  }
  EXPECT_GT(checked, 1'000);
}

TEST(FxRates, AgreesExactlyWithASlowRationalOverChains) {
  std::mt19937_64 random(99);
  const std::vector<Currency> line = {usd, jpy, aud, gbp};  // quoted one after the other
  for (int round = 0; round < 1'000; ++round) {
    std::vector<FxQuote> quotes;
    SlowRatio slow;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
      const auto rate = static_cast<std::int64_t>(random() % 20'000'000'000ULL) + 1'000'000;
      const bool is_forward = random() % 2U == 0;
      quotes.push_back({is_forward ? line[i] : line[i + 1], is_forward ? line[i + 1] : line[i],
                        Date(0), rate, "x"});
      follow(slow, rate, is_forward);
    }
    const FxRates rates = rates_of(quotes);
    const auto amount = static_cast<std::int64_t>(random() % 1'000'000'000'000ULL);
    const SlowNatural num = slow.num.times(SlowNatural(static_cast<std::uint64_t>(amount)));
    try {
      const std::int64_t value = *rates.convert(amount, usd, gbp);
      ASSERT_TRUE(is_half_even(static_cast<std::uint64_t>(value), num, slow.den));
    } catch (const base::Error&) {
      ASSERT_GT(num.compare(slow.den.times(SlowNatural(1ULL << 62U))), 0);
    }
  }
}

// Property 8 of the rule book, stronger than asked: in a tree of quotes the triangle is exact.
TEST(FxRates, TrianglesCloseExactlyOnEveryDayOfTheEcbHistory) {
  WEALTHJOBS_NEEDS_SHARED("data/fx/eurofxref-hist.csv");
  const auto rows = csv_rows(shared_path("data/fx/eurofxref-hist.csv"));
  std::size_t triples = 0;
  for (std::size_t day = 1; day < rows.size(); day += 50) {
    std::vector<FxQuote> quotes;
    for (std::size_t column = 1; column < rows[0].size(); ++column) {
      const auto rate = base::parse_decimal(rows[day][column], base::fx_scale);
      const auto currency = Currency::parse(rows[0][column]);
      if (rate && currency) {
        quotes.push_back({eur, *currency, *Date::parse(rows[day][0]), *rate, "ecb"});
      }
    }
    const FxRates rates = rates_of(quotes);
    EXPECT_GE(rates.currencies().size(), 30U);
    const auto& all = rates.currencies();
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Currency a = all[i];
      const Currency b = all[(i * 7 + 3) % all.size()];
      const Currency c = all[(i * 5 + 11) % all.size()];
      ASSERT_EQ(product_of(*rates.ratio(a, b), *rates.ratio(b, c)), *rates.ratio(a, c));
      ASSERT_EQ(product_of(*rates.ratio(a, b), *rates.ratio(b, a)), ExactRatio{});
      ++triples;
    }
  }
  EXPECT_GE(triples, 900U);
}

}  // namespace
}  // namespace wealthjobs::finance
