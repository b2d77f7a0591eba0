#include "jobs/quote_choice.h"

#include "intake_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

store::LatestRate rate(const char* base, const char* quote, const char* source, const char* date,
                       std::int64_t rate_e8) {
  store::LatestRate row;
  row.base = base::Currency::of(base);
  row.quote = base::Currency::of(quote);
  row.source = source;
  row.day = day(date);
  row.rate_e8 = rate_e8;
  return row;
}

TEST(QuoteChoice, TheNewestDayWinsWhateverItsSource) {
  const QuoteChoice choice =
      choose_quotes(std::vector{rate("EUR", "USD", "ecb", "2026-04-01", 108'000'000),
                                rate("EUR", "USD", "rba", "2026-04-02", 109'000'000)});
  ASSERT_EQ(choice.quotes.size(), 1U);
  EXPECT_EQ(choice.quotes[0].rate_e8, 109'000'000);
  EXPECT_EQ(choice.quotes[0].source, "rba");
  EXPECT_TRUE(choice.remarks.empty());
}

TEST(QuoteChoice, TwoThatAgreeAreAveragedAndNamedTogether) {
  const QuoteChoice choice =
      choose_quotes(std::vector{rate("EUR", "USD", "ecb", "2026-04-02", 108'000'000),
                                rate("EUR", "USD", "rba", "2026-04-02", 108'010'000)});
  EXPECT_EQ(choice.quotes.at(0).rate_e8, 108'005'000);
  EXPECT_EQ(choice.quotes.at(0).source, "ecb+rba");
}

TEST(QuoteChoice, OfThreeTheOneFarOffIsRemarked) {
  const QuoteChoice choice =
      choose_quotes(std::vector{rate("EUR", "USD", "bad", "2026-04-02", 120'000'000),
                                rate("EUR", "USD", "ecb", "2026-04-02", 108'000'000),
                                rate("EUR", "USD", "rba", "2026-04-02", 108'010'000)});
  EXPECT_EQ(choice.quotes.at(0).rate_e8, 108'010'000);
  ASSERT_EQ(choice.remarks.size(), 1U);
  EXPECT_EQ(choice.remarks[0].kind, "source_outlier");
}

TEST(QuoteChoice, AContradictionWithoutAnEarlierRateLeavesThePairOut) {
  const std::vector rates{rate("EUR", "USD", "ecb", "2026-04-02", 108'000'000),
                          rate("EUR", "USD", "rba", "2026-04-02", 110'000'000)};
  const QuoteChoice choice = choose_quotes(rates);
  EXPECT_TRUE(choice.quotes.empty());
  EXPECT_EQ(choice.remarks.at(0).kind, "source_contradiction");
}

TEST(QuoteChoice, OfTwoDirectionsTheNewerStays) {
  const QuoteChoice choice =
      choose_quotes(std::vector{rate("EUR", "USD", "ecb", "2026-04-01", 108'000'000),
                                rate("USD", "EUR", "fed", "2026-04-02", 92'000'000)});
  ASSERT_EQ(choice.quotes.size(), 1U);
  EXPECT_EQ(choice.quotes[0].base, base::Currency::of("USD"));
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
