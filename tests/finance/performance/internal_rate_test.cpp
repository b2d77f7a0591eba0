#include "finance/performance/internal_rate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "finance/calendar/day_count.h"
#include "finance/performance/reference.h"

namespace wealthjobs::finance {
namespace {

std::vector<DatedValue> flows_of(const std::string& file) {
  std::vector<DatedValue> flows;
  for (const auto& row : ReferenceTable(file).rows)
    flows.push_back({day(row[0]), std::stod(row[1])});
  return flows;
}

double apart(double a, double b) { return std::fabs((1 + a) / (1 + b) - 1); }

TEST(InternalRate, FindsEveryRootOfTheReferenceAndNoOther) {
  WEALTHJOBS_NEEDS_SHARED(analytics);
  const base::Json file = reference_json("xirr.json");
  std::map<std::string, int> seen;
  for (const auto& row : file["cases"]) {
    SCOPED_TRACE(row["id"].get<std::string>());
    const InternalRates found = internal_rates(flows_of(row["file"]));
    const auto expected = row["roots"].get<std::vector<double>>();
    ASSERT_EQ(found.roots.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      // 1 + r of a rate next to -1 has few bits left in a double
      const double bits = 2.3e-16 / (1 + expected[i]);
      EXPECT_LE(apart(found.roots[i], expected[i]), std::max(1e-8, bits));
    }
    const std::string status = row["status"];
    ++seen[status];
    EXPECT_EQ(found.rate.value.has_value(), status != "none");
    EXPECT_EQ(found.rate.reason, status == "unique"     ? FigureReason::none
                                 : status == "multiple" ? FigureReason::ambiguous
                                                        : FigureReason::no_root);
  }
  EXPECT_EQ(seen["unique"], 32);
  EXPECT_EQ(seen["multiple"], 31);
  EXPECT_EQ(seen["none"], 14);
}

TEST(InternalRate, WorksExampleBOfTheMetricsJob) {
  const auto rates = internal_rates(std::vector<DatedValue>{{day("2026-01-01"), -100'000},
                                                            {day("2026-03-01"), -50'000},
                                                            {day("2026-09-15"), 10'000},
                                                            {day("2027-01-01"), 152'000}});
  EXPECT_NEAR(*rates.rate.value, 0.08647950, 5e-9);
  EXPECT_EQ(rates.roots.size(), 1U);
}

TEST(InternalRate, OfSeveralRootsTheOneNearestToZeroIsChosen) {
  const auto rates = internal_rates(std::vector<DatedValue>{
      {day("2021-01-01"), -100}, {day("2022-01-01"), 230}, {day("2023-01-01"), -132}});
  ASSERT_EQ(rates.roots.size(), 2U);
  EXPECT_NEAR(rates.roots[0], 0.10, 1e-12);
  EXPECT_NEAR(rates.roots[1], 0.20, 1e-12);
  EXPECT_EQ(rates.rate.value, rates.roots[0]);
  EXPECT_EQ(rates.rate.reason, FigureReason::ambiguous);
}

TEST(InternalRate, ARootThatOnlyTouchesIsARoot) {
  const auto rates = internal_rates(std::vector<DatedValue>{
      {day("2021-01-01"), -100}, {day("2022-01-01"), 220}, {day("2023-01-01"), -121}});
  ASSERT_GE(rates.roots.size(), 1U);
  for (const double root : rates.roots) EXPECT_NEAR(root, 0.10, 1e-6);
}

TEST(InternalRate, MoneyThatOnlyComesBackEarnsNothing) {
  const auto rates =
      internal_rates(std::vector<DatedValue>{{day("2021-01-01"), -100}, {day("2021-03-01"), 100}});
  ASSERT_EQ(rates.roots.size(), 1U);
  EXPECT_EQ(*rates.rate.value, 0);
}

TEST(InternalRate, AgreesWithMathWorksUnderFiveDayCounts) {
  WEALTHJOBS_NEEDS_SHARED(analytics);
  const base::Json file = reference_json("misc_examples.json");
  const base::Json row = file["xirr_day_count"];
  int cases = 0;
  for (const auto& [convention, rate] : row["expected"].items()) {
    std::vector<TimedFlow> flows;
    for (std::size_t i = 0; i < row["dates"].size(); ++i) {
      flows.push_back(
          {year_fraction(*day_count_from(convention), day(row["dates"][0]), day(row["dates"][i]))
               .value(),
           row["amounts"][i]});
    }
    EXPECT_NEAR(*internal_rates_over(flows).rate.value, rate.get<double>(), 1e-9) << convention;
    ++cases;
  }
  EXPECT_EQ(cases, 5);
}

// domain/92 point 7.
TEST(InternalRate, OfOneYearIsTheSimpleReturn) {
  std::mt19937_64 random(365);
  std::uniform_real_distribution<double> uniform(0, 1);
  for (int i = 0; i < 1'000; ++i) {
    const double paid = 1 + 1e7 * uniform(random);
    const double received = paid * std::exp(4 * (uniform(random) - 0.5));
    const base::Date start(static_cast<int>(random() % 20'000));
    const auto rates =
        internal_rates(std::vector<DatedValue>{{start, -paid}, {start + 365, received}});
    ASSERT_EQ(rates.roots.size(), 1U);
    EXPECT_LE(apart(*rates.rate.value, received / paid - 1), 1e-14);
  }
}

TEST(InternalRate, TheOrderOfFlowsNeverMatters) {
  std::mt19937_64 random(77);
  std::uniform_real_distribution<double> uniform(-1, 1);
  for (int i = 0; i < 1'000; ++i) {
    std::vector<DatedValue> flows;
    for (int k = 0; k < 8; ++k) {
      flows.push_back({base::Date(static_cast<int>(random() % 40) * 50), 1e5 * uniform(random)});
    }
    const auto first = internal_rates(flows);
    std::ranges::shuffle(flows, random);
    const auto again = internal_rates(flows);
    EXPECT_EQ(first.roots, again.roots);
    EXPECT_EQ(first.rate, again.rate);
  }
}

TEST(InternalRate, EveryRootMakesTheFlowsWorthNothing) {
  std::mt19937_64 random(78);
  std::uniform_real_distribution<double> uniform(-1, 1);
  int roots = 0;
  for (int i = 0; i < 1'000; ++i) {
    std::vector<TimedFlow> flows;
    for (int k = 0; k < 6; ++k) {
      flows.push_back({static_cast<double>(random() % 3'000) / 365, 1e5 * uniform(random)});
    }
    const auto first = std::ranges::min(flows, {}, &TimedFlow::years).years;
    for (TimedFlow& flow : flows) flow.years -= first;
    for (const double r : internal_rates_over(flows).roots) {
      if (r < -0.999) continue;  // 1 + r has too few bits for this check
      double value = 0;
      double size = 0;
      for (const TimedFlow& flow : flows) {
        const double term = flow.amount * std::pow(1 + r, -flow.years);
        value += term;
        size += std::fabs(term) * (1 + flow.years);
      }
      EXPECT_LE(std::fabs(value), 1e-11 * size) << r;
      ++roots;
    }
  }
  EXPECT_GT(roots, 700);
}

}  // namespace
}  // namespace wealthjobs::finance
