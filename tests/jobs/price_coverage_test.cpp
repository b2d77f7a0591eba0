#include "jobs/price_coverage.h"

#include "intake_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

struct Coverage : ::testing::Test {
  Coverage() {
    for (const char* id : {"A", "B", "C"}) scratch.instrument(id);
  }
  PriceCoverage measure(const char* date, const PriceLimits& limits = {},
                        const std::vector<store::PriceRow>& arriving = {}) {
    return measure_price_coverage(scratch.book, scratch.master, day(date), arriving, nullptr,
                                  limits);
  }
  store::PriceRow row(int instrument, const char* date, const char* close) {
    return {finance::InstrumentNo{instrument}, day(date), e6(close), base::Currency::of("AUD"),
            "asx"};
  }
  std::vector<std::string> kinds(const PriceCoverage& coverage) {
    std::vector<std::string> found;
    for (const store::Finding& finding : coverage.findings) found.push_back(finding.kind);
    return found;
  }
  IntakeBook scratch;
};

TEST_F(Coverage, CountsInstrumentsThatHadAPriceAndWhoseMarketIsOpen) {
  scratch.price("A", "2026-04-01", "1");
  scratch.price("A", "2026-04-02", "1");
  scratch.price("B", "2026-04-01", "1");
  const PriceCoverage coverage = measure("2026-04-02");
  EXPECT_EQ(coverage.expected, 2);  // C was never priced
  EXPECT_EQ(coverage.priced, 1);
  EXPECT_EQ(coverage.missing, std::vector<std::string>{"B"});
  EXPECT_FALSE(coverage.is_enough);
  EXPECT_EQ(coverage.why(), "missing feed: 1 of 2 instruments have a price of the day; missing: B");
  EXPECT_EQ(measure("2026-04-03").expected, 0);  // Good Friday
  EXPECT_EQ(measure("2026-05-29").expected, 0);  // nothing in the 31 days before
}

TEST_F(Coverage, TheBorderOfTheShareIsExact) {
  for (const char* id : {"A", "B", "C"}) scratch.price(id, "2026-04-01", "1");
  scratch.price("A", "2026-04-02", "1");
  scratch.price("B", "2026-04-02", "1");
  EXPECT_TRUE(measure("2026-04-02", {.min_coverage_bps = 6'666}).is_enough);
  EXPECT_FALSE(measure("2026-04-02", {.min_coverage_bps = 6'667}).is_enough);
}

TEST_F(Coverage, WhatArrivesNowCounts) {
  const std::vector<store::PriceRow> arriving{row(1, "2026-04-01", "1"), row(1, "2026-04-02", "1"),
                                              row(2, "2026-04-01", "1"), row(1, "2026-04-07", "1")};
  const PriceCoverage coverage = measure("2026-04-02", {}, arriving);
  EXPECT_EQ(coverage.expected, 2);
  EXPECT_EQ(coverage.missing, std::vector<std::string>{"B"});
}

TEST_F(Coverage, ASuspendedInstrumentIsNotExpected) {
  scratch.price("A", "2026-04-01", "1");
  const store::Suspension suspension{finance::InstrumentNo{1}, day("2026-04-02"), day("2026-04-30"),
                                     0, "fiona"};
  scratch.write([&](auto& write) { save_suspensions(write, std::vector{suspension}); });
  EXPECT_EQ(measure("2026-04-02").expected, 0);
}

TEST_F(Coverage, ALongHoleIsListedAndAShortOneIsNot) {
  scratch.price("A", "2026-04-15", "1");
  scratch.price("A", "2026-04-21", "1");  // three business days between
  EXPECT_EQ(kinds(measure("2026-04-21")), std::vector<std::string>{});
  EXPECT_EQ(kinds(measure("2026-04-21", {.max_gap_bd = 2})), std::vector<std::string>{"gap"});
}

// Small moves of both signs, then the last one.
void series(IntakeBook& scratch, const char* id, int days, const char* last) {
  const finance::Calendars none;
  base::Date date = day("2026-02-02");
  for (int i = 0; i < days; ++i) {
    while (date.weekday() >= base::Weekday::saturday) date = date + 1;
    scratch.price(id, date.iso().c_str(), i % 2 == 0 ? "100" : i % 4 == 1 ? "100.3" : "99.8");
    date = date + 1;
  }
  scratch.price(id, "2026-04-02", last);
}

TEST_F(Coverage, AReturnFarOutIsListedUnlessTheMarketOrAnActionExplainsIt) {
  series(scratch, "A", 30, "110");
  const PriceLimits no_coverage{.min_coverage_bps = 0, .max_gap_bd = 60};
  PriceCoverage coverage = measure("2026-04-02", no_coverage);
  ASSERT_EQ(kinds(coverage), std::vector<std::string>{"outlier"});
  EXPECT_TRUE(coverage.findings[0].text.starts_with("A: +9.67 %")) << coverage.findings[0].text;
  scratch.add(Dividend{.id = "D1", .date = "2026-04-02", .amount = "5", .instrument = "A"});
  EXPECT_EQ(kinds(measure("2026-04-02", no_coverage)), std::vector<std::string>{});
}

TEST_F(Coverage, AMarketThatMovesAsOneHasNoOutlier) {
  for (const char* id : {"D", "E"}) scratch.instrument(id);
  for (const char* id : {"A", "B", "C", "D"}) series(scratch, id, 30, "110");
  series(scratch, "E", 30, "125");
  const PriceCoverage coverage = measure("2026-04-02", {.min_coverage_bps = 0, .max_gap_bd = 60});
  ASSERT_EQ(kinds(coverage), std::vector<std::string>{"outlier"});
  EXPECT_TRUE(coverage.findings[0].text.starts_with("E: ")) << coverage.findings[0].text;
}

TEST_F(Coverage, AYoungSeriesHasNoOutlier) {
  series(scratch, "A", 10, "110");
  EXPECT_EQ(kinds(measure("2026-04-02", {.min_coverage_bps = 0, .max_gap_bd = 60})),
            std::vector<std::string>{});
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
