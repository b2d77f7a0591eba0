#include "numeric/distribution_distance.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "finance/performance/reference.h"

namespace wealthjobs::numeric {
namespace {

using finance::agrees;
using finance::analytics;
using finance::ReferenceTable;
using finance::shared_path;

std::vector<double> sample_of(const std::string& file) {
  const ReferenceTable table(file);
  std::vector<double> values;
  for (std::size_t i = 0; i < table.rows.size(); ++i) values.push_back(*table.number(i, 0));
  return values;
}

// KL of shares that were scaled to sum to 1, from KL of shares as they are.
double renormalised(const Drift& kl) {
  double a = 0;
  double e = 0;
  for (const DriftBin& bin : kl.bins) {
    a += bin.current_smoothed;
    e += bin.baseline_smoothed;
  }
  return kl.value / a - std::log(a / e);
}

TEST(DistributionDistance, AgreesWithSciPyOnEverySamplePair) {
  WEALTHJOBS_NEEDS_SHARED(analytics);
  int cases = 0;
  const base::Json rows = finance::reference_json("drift.json")["cases"];
  for (const auto& row : rows) {
    SCOPED_TRACE(row["id"].get<std::string>());
    const auto baseline = sample_of(row["baseline"]);
    const auto current = sample_of(row["current"]);
    const auto& expected = row["expected"];
    const auto edges = quantile_edges(baseline, 10);
    ASSERT_EQ(edges.size(), expected["inner_edges"].size());
    for (std::size_t i = 0; i < edges.size(); ++i) {
      EXPECT_TRUE(agrees(edges[i], expected["inner_edges"][i].get<double>()));
    }
    BinOptions options{10, Smoothing::replace_zero, 1e-4};
    const Drift psi = population_stability(baseline, current, options);
    EXPECT_TRUE(agrees(psi.value, expected["psi_eps_replace_zero_1e-4"].get<double>()));
    for (std::size_t i = 0; i < psi.bins.size(); ++i) {
      EXPECT_TRUE(agrees(psi.bins[i].baseline_share, expected["baseline_share"][i].get<double>()));
      EXPECT_TRUE(agrees(psi.bins[i].current_share, expected["current_share"][i].get<double>()));
    }
    const Drift kl = kullback_leibler(baseline, current, options);
    EXPECT_TRUE(agrees(renormalised(kl), expected["kl_current_vs_baseline_nats"].get<double>()));
    options.smoothing = Smoothing::floor;
    EXPECT_TRUE(agrees(population_stability(baseline, current, options).value,
                       expected["psi_eps_floor_1e-4"].get<double>()));
    options.epsilon = 1e-6;
    EXPECT_TRUE(agrees(population_stability(baseline, current, options).value,
                       expected["psi_eps_floor_1e-6"].get<double>()));
    const KolmogorovSmirnov ks = kolmogorov_smirnov(baseline, current);
    EXPECT_TRUE(agrees(ks.statistic, expected["ks_statistic"].get<double>()));
    const double p = expected["ks_pvalue_stephens"];
    EXPECT_LE(std::fabs(ks.p_value - p), 1e-9 * p);  // tiny ones too
    ++cases;
  }
  EXPECT_EQ(cases, 9);
}

TEST(DistributionDistance, WorksTheExampleOfTheDriftJob) {
  const std::vector<double> e = {0.25, 0.25, 0.25, 0.25};
  const std::vector<double> a = {0.30, 0.20, 0.35, 0.15};
  EXPECT_NEAR(psi_of_shares(e, a), 0.105003, 5e-7);
  EXPECT_NEAR(kl_of_shares(e, a), 0.051209, 5e-7);
  EXPECT_NEAR(kl_of_shares(a, e), 0.053794, 5e-7);
}

TEST(DistributionDistance, AdditiveSmoothingAddsHalfACount) {
  // by hand: 4 values, 2 bins at 2.5; current all in the upper one: (0.5, 3.5) / 4 against 1/2 each
  const Drift psi =
      population_stability(std::vector<double>{1, 2, 3, 4}, std::vector<double>{5, 6, 7}, {2});
  ASSERT_EQ(psi.bins.size(), 2U);
  EXPECT_EQ(psi.bins[0].current_share, 0);
  EXPECT_DOUBLE_EQ(psi.bins[0].current_smoothed, 0.125);
  EXPECT_DOUBLE_EQ(psi.bins[1].current_smoothed, 0.875);
  EXPECT_DOUBLE_EQ(psi.bins[0].baseline_smoothed, 0.5);
  EXPECT_TRUE(std::isinf(psi.bins[0].lower) && std::isinf(psi.bins[1].upper));
  EXPECT_DOUBLE_EQ(psi.value, -0.375 * std::log(0.25) + 0.375 * std::log(1.75));
}

TEST(DistributionDistance, ABinIsClosedBelowAndOpenAbove) {
  const std::vector<double> baseline = {1, 2, 3};  // edge at 2
  EXPECT_EQ(population_stability(baseline, std::vector<double>{2}, {2}).bins[1].current_share, 1);
}

TEST(DistributionDistance, HoldsItsIdentitiesOnRandomSamples) {
  std::mt19937_64 random(20201231);
  std::normal_distribution<double> normal(0, 1);
  for (int i = 0; i < 1'000; ++i) {
    std::vector<double> baseline(20 + random() % 80);
    std::vector<double> current(5 + random() % 60);
    for (double& v : baseline) v = std::round(normal(random) * 4) / 4;
    for (double& v : current) v = std::round(normal(random) * 4 + (i % 3)) / 4;
    const auto smoothing = static_cast<Smoothing>(i % 3);
    const BinOptions options{2 + i % 12, smoothing, 1e-4};
    const Drift psi = population_stability(baseline, current, options);
    const Drift kl = kullback_leibler(baseline, current, options);
    std::vector<double> e;
    std::vector<double> a;
    for (const DriftBin& bin : psi.bins) {
      e.push_back(bin.baseline_smoothed);
      a.push_back(bin.current_smoothed);
    }
    EXPECT_NEAR(psi.value, kl.value + kl_of_shares(a, e), 1e-12 * (1 + psi.value));
    EXPECT_GE(psi.value, 0);
    if (smoothing == Smoothing::additive) {
      EXPECT_GE(kl.value, -1e-15);
    }
    const KolmogorovSmirnov ks = kolmogorov_smirnov(baseline, current);
    EXPECT_GE(ks.statistic, 0);
    EXPECT_LE(ks.statistic, 1);
    EXPECT_GE(ks.p_value, 0);
    EXPECT_LE(ks.p_value, 1);
    EXPECT_EQ(kolmogorov_smirnov(current, baseline).statistic, ks.statistic);
    std::ranges::shuffle(baseline, random);
    std::ranges::shuffle(current, random);
    EXPECT_EQ(population_stability(baseline, current, options).value, psi.value);
    EXPECT_EQ(kolmogorov_smirnov(baseline, current).p_value, ks.p_value);
  }
}

TEST(KolmogorovTail, ItsTwoFormsMeet) {
  EXPECT_NEAR(kolmogorov_tail(1.3581), 0.05, 5e-6);  // c(0.05) of domain job 31
  EXPECT_NEAR(kolmogorov_tail(1 - 1e-9), kolmogorov_tail(1), 1e-8);
  EXPECT_EQ(kolmogorov_tail(0), 1);
  EXPECT_EQ(kolmogorov_tail(100), 0);
  EXPECT_NEAR(kolmogorov_tail(0.2), 1, 1e-12);
}

TEST(Smoothing, HasTheNamesOfTheCommandLine) {
  EXPECT_EQ(name_of(Smoothing::additive), "additive");
  EXPECT_EQ(name_of(Smoothing::floor), "floor");
  EXPECT_EQ(name_of(Smoothing::replace_zero), "replace_zero");
}

}  // namespace
}  // namespace wealthjobs::numeric
