#include "jobs/rate_book.h"

#include "scratch_book.h"

namespace wealthjobs::jobs::testing {
namespace {

const base::Currency aud = base::Currency::of("AUD");
const base::Currency usd = base::Currency::of("USD");

struct Rates : ::testing::Test {
  Rates() {
    make_mini_book(scratch);
    scratch.instrument("ABC", "USD");
    scratch.rate("USD", "AUD", "2026-04-01", "1.50");
    scratch.rate("USD", "AUD", "2026-04-02", "1.52");
    scratch.rate("EUR", "USD", "2026-04-01", "1.10");
  }
  std::optional<std::int64_t> hundred(const char* date) {
    return RateBook(scratch.book).convert(10'000, usd, aud, day(date));
  }
  ScratchBook scratch;
};

TEST_F(Rates, WithoutAPackTheNewestQuotesStand) {
  EXPECT_EQ(hundred("2026-04-01"), 15'000);
  EXPECT_EQ(hundred("2026-04-02"), 15'200);
  EXPECT_EQ(hundred("2026-03-31"), std::nullopt);
}

TEST_F(Rates, PackKeepsTheRatesOfItsDayWhateverIsPublishedLater) {
  scratch.run("build_pack", "2026-04-02");
  scratch.rate("USD", "AUD", "2026-04-02", "1.60");
  EXPECT_EQ(hundred("2026-04-02"), 15'200);
}

TEST_F(Rates, WeekendHasThePackOfTheDayBefore) {
  scratch.run("build_pack", "2026-04-02");
  EXPECT_EQ(hundred("2026-04-04"), 15'200);
}

TEST_F(Rates, AmountsRoundHalfEvenOnceAndNegativeOnesMirror) {
  scratch.rate("USD", "AUD", "2026-04-07", "1.50");
  const RateBook rates(scratch.book);
  EXPECT_EQ(rates.convert(1, usd, aud, day("2026-04-07")), 2);
  EXPECT_EQ(rates.convert(3, usd, aud, day("2026-04-07")), 4);
  EXPECT_EQ(rates.convert(-3, usd, aud, day("2026-04-07")), -4);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
