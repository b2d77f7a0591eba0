#include "base/currency.h"

#include <gtest/gtest.h>

#include <unordered_set>
#include <vector>

namespace wealthjobs::base {
namespace {

// Exponents: ISO 4217, list one.
TEST(Currency, HasTheDecimalsOfItsMinorUnit) {
  for (const char* code : {"AUD", "USD", "EUR", "GBP", "CHF", "CAD", "CNY", "INR", "VED", "XCG"}) {
    EXPECT_EQ(Currency::of(code).exponent(), 2) << code;
  }
  for (const char* code : {"JPY", "KRW", "VND", "CLP", "ISK", "XAF", "XOF", "XPF", "UGX", "PYG"}) {
    EXPECT_EQ(Currency::of(code).exponent(), 0) << code;
  }
  for (const char* code : {"BHD", "KWD", "OMR", "JOD", "TND", "IQD", "LYD"}) {
    EXPECT_EQ(Currency::of(code).exponent(), 3) << code;
  }
}

TEST(Currency, RefusesWhatIsNoCurrency) {
  for (const char* text : {"", "US", "USDD", "usd", "Usd", "ABC", "XAU", "XTS", "GBp", "U D", "D A",
                           "ED ", " AE", "123"}) {
    EXPECT_FALSE(Currency::parse(text).has_value()) << text;
  }
  EXPECT_FALSE(Currency::parse(std::string_view("US\0", 3)).has_value());
}

TEST(Currency, AbortsOnALiteralThatIsNone) {
  EXPECT_DEATH(Currency::of("XTS"), "broken invariant");
}

TEST(Currency, RoundTripsItsCode) {
  const Currency yen = Currency::of("JPY");
  EXPECT_EQ(yen.code(), "JPY");
  EXPECT_EQ(yen.view(), "JPY");
  EXPECT_TRUE(yen.is_set());
  EXPECT_FALSE(Currency().is_set());
  EXPECT_EQ(Currency().view(), "");
  EXPECT_EQ(Currency().code(), "");
}

TEST(Currency, SortsByCode) {
  EXPECT_LT(Currency::of("AUD"), Currency::of("EUR"));
  EXPECT_LT(Currency::of("USD"), Currency::of("UYU"));
  EXPECT_LT(Currency(), Currency::of("AED"));
  EXPECT_EQ(Currency::of("USD"), Currency::parse("USD"));
  EXPECT_NE(Currency::of("USD"), Currency::of("AUD"));
  const std::unordered_set<Currency> set{Currency::of("USD"), Currency::of("USD"),
                                         Currency::of("AUD")};
  EXPECT_EQ(set.size(), 2U);
}

TEST(FormatMoney, UsesTheCurrencysDecimals) {
  EXPECT_EQ(format_money(2'000'055, Currency::of("AUD")), "20,000.55");
  EXPECT_EQ(format_money(-5, Currency::of("USD")), "-0.05");
  EXPECT_EQ(format_money(2'000'055, Currency::of("JPY")), "2,000,055");
  EXPECT_EQ(format_money(2'000'055, Currency::of("BHD")), "2,000.055");
  EXPECT_EQ(format_money_plain(2'000'055, Currency::of("AUD")), "20000.55");
  EXPECT_EQ(format_money_plain(-2'000'055, Currency::of("JPY")), "-2000055");
}

}  // namespace
}  // namespace wealthjobs::base
