#include "jobs/rate_coverage.h"

#include "intake_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

struct CoverageOfRates : ::testing::Test {
  RateCoverage measure(const char* date, const std::vector<store::FxRateRow>& arriving = {},
                       const RateLimits& limits = {base::Currency::of("EUR"), {}, {}}) {
    return measure_rate_coverage(scratch.book, day(date), arriving, limits);
  }
  std::vector<std::string> texts(const RateCoverage& coverage) {
    std::vector<std::string> found;
    for (const store::Finding& finding : coverage.findings) {
      found.push_back(finding.kind + ": " + finding.text);
    }
    return found;
  }
  store::FxRateRow row(const char* from, const char* to, const char* date, const char* rate) {
    return {base::Currency::of(from), base::Currency::of(to), day(date),
            base::parse_decimal(rate, base::fx_scale).value(), "ecb"};
  }
  IntakeBook scratch;
};

TEST_F(CoverageOfRates, ABookOfOneCurrencyNeedsNone) {
  scratch.portfolio("P1", "USD");
  scratch.instrument("BHP", "USD");
  const RateCoverage coverage = measure("2026-04-02");
  EXPECT_TRUE(coverage.needed.empty());
  EXPECT_FALSE(coverage.gate.has_value());
}

TEST_F(CoverageOfRates, OnlyTheQuotesThatConnectTheBookAreNeeded) {
  scratch.portfolio("P1", "AUD");
  scratch.instrument("IBM", "USD");
  const RateCoverage coverage =
      measure("2026-04-02",
              {row("EUR", "USD", "2026-04-02", "1.0846"), row("EUR", "AUD", "2026-04-02", "1.6506"),
               row("EUR", "JPY", "2026-04-02", "160"), row("EUR", "USD", "2026-04-07", "9")});
  ASSERT_EQ(coverage.needed.size(), 2U);
  EXPECT_EQ(coverage.needed[1].rate_e8, 108'460'000);
}

TEST_F(CoverageOfRates, AHeldCurrencyWithoutAQuoteStopsTheBook) {
  scratch.portfolio("P1", "AUD");
  scratch.instrument("IBM", "USD");
  scratch.instrument("TEN", "HKD");
  scratch.add(Flow{"C1", "2026-04-02", "5", "P1", "USD"});
  scratch.rate("EUR", "AUD", "2026-04-02", "1.65");
  const RateCoverage coverage = measure("2026-04-02");
  EXPECT_EQ(coverage.gate, "no quote on or before 2026-04-02 connects USD, which the book holds");
  EXPECT_EQ(texts(coverage),
            std::vector<std::string>{"missing_rate: no quote connects HKD, which nobody holds"});
}

TEST_F(CoverageOfRates, AnOldQuoteOfAHeldCurrencyStopsTheBook) {
  scratch.portfolio("P1", "AUD");
  scratch.instrument("IBM", "USD");
  scratch.rate("EUR", "AUD", "2026-04-15", "1.65");
  scratch.rate("EUR", "USD", "2026-04-10", "1.08");
  EXPECT_FALSE(measure("2026-04-15").gate.has_value());  // three business days old
  EXPECT_FALSE(measure("2026-04-16").gate.has_value());  // four, but nobody holds USD
  scratch.add(Flow{"C1", "2026-04-16", "5", "P1", "USD"});
  EXPECT_EQ(measure("2026-04-16").gate, "EUR/USD is of 2026-04-10, 4 business days old");
}

TEST_F(CoverageOfRates, AMoverIsUsedAndListed) {
  scratch.portfolio("P1", "GBP");
  scratch.instrument("IBM", "USD");
  const std::vector<store::FxRateRow> brexit{
      row("EUR", "GBP", "2016-06-23", "0.7600"), row("EUR", "GBP", "2016-06-24", "0.8080"),
      row("EUR", "USD", "2016-06-23", "1.1389"), row("EUR", "USD", "2016-06-24", "1.1066")};
  const RateCoverage coverage = measure("2016-06-24", brexit);
  EXPECT_EQ(coverage.needed[0].rate_e8, 80'800'000);
  EXPECT_EQ(texts(coverage),
            std::vector<std::string>{
                "mover: EUR/GBP: +6.31 % since 2016-06-23; no second source confirms it"});
  EXPECT_TRUE(measure("2016-06-27", brexit).findings.empty());  // old news
}

TEST_F(CoverageOfRates, AQuotedCrossAwayFromTheDerivedOneIsListed) {
  scratch.portfolio("P1", "AUD");
  scratch.instrument("IBM", "USD");
  scratch.rate("EUR", "USD", "2026-04-02", "1.0846");
  scratch.rate("EUR", "AUD", "2026-04-02", "1.65058591");
  scratch.rate("AUD", "USD", "2026-04-02", "0.6571");
  EXPECT_TRUE(measure("2026-04-02").findings.empty());
  scratch.rate("AUD", "USD", "2026-04-02", "0.6671");
  const auto found = texts(measure("2026-04-02"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].starts_with("cross_difference: ")) << found[0];
}

TEST_F(CoverageOfRates, ContradictingSourcesFallBackToTheRateBefore) {
  scratch.portfolio("P1", "AUD");
  scratch.instrument("IBM", "EUR");
  scratch.rate("EUR", "AUD", "2026-04-01", "1.6500", "ecb");
  scratch.rate("EUR", "AUD", "2026-04-02", "1.6510", "ecb");
  scratch.rate("EUR", "AUD", "2026-04-02", "1.7000", "rba");
  const RateCoverage coverage = measure("2026-04-02");
  ASSERT_EQ(coverage.needed.size(), 1U);
  EXPECT_EQ(coverage.needed[0].rate_e8, 165'000'000);
  EXPECT_EQ(coverage.needed[0].asof, day("2026-04-01"));
  EXPECT_TRUE(texts(coverage).at(0).starts_with("source_contradiction: EUR/AUD"));
}

TEST_F(CoverageOfRates, AQuoteOutsideItsPegIsListed) {
  scratch.portfolio("P1", "USD");
  scratch.instrument("TEN", "HKD");
  scratch.rate("USD", "HKD", "2026-04-02", "7.90");
  RateLimits limits{base::Currency::of("EUR"), {}, {}};
  limits.pegs = {{base::Currency::of("USD"), base::Currency::of("HKD"), 775'000'000, 785'000'000}};
  EXPECT_EQ(texts(measure("2026-04-02", {}, limits)),
            std::vector<std::string>{"outside_peg: USD/HKD is outside the band of its peg"});
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
